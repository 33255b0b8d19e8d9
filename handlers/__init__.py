"""The law's world: rules, records and the handlers a diagram may name.

Nothing here imports Flask, SpiffWorkflow or APScheduler; the machine around it is `app`.
"""
