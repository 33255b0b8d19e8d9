"""Mutation run over `handlers/rules`: does a test fail when the law is written wrongly?

`python -m tests.mutation [PART…]` changes one comparison, number, word of logic or `yield` at a time and
runs the tests that use the changed function. The rules are generators behind a decorator, which the
usual tools leave out or run in a process each; here a fork of the collected tests is enough, and a
mutant costs some ten milliseconds.
"""
