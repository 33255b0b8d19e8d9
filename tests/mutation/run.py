"""Runs the tests of each mutant in a fork of a pytest that has collected them once."""

from __future__ import annotations

import functools
import gc
import os
import signal
import sys
import types
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from handlers.rules.article import Rule
from handlers.rules.contents import RULES
from tests.mutation.mutants import Mutant, mutants

LAW = Path(__file__).resolve().parents[2] / "handlers" / "rules"
PATIENCE = 30  # seconds a mutant may run before it counts as noticed
WORKERS = 2


class MutationRun:
    """A pytest plugin in place of its loop: first all tests as they are, then the mutants."""

    def __init__(self, parts: Sequence[str]) -> None:
        self.parts = parts
        self.users: dict[tuple[str, int], list[tuple[float, pytest.Item]]] = defaultdict(list)
        self.broken: list[str] = []  # tests that fail without any mutant
        self.survivors: list[str] = []
        self.count = 0

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        for item in session.items:
            self._observe(item)
        self.functions = _functions()
        gc.freeze()
        with ThreadPoolExecutor(WORKERS) as pool:
            for mutant, survived in pool.map(self._judge, self._mutants()):
                self.count += 1
                if self.count % 200 == 0:
                    print(f"{self.count} mutants, {len(self.survivors)} survivors", file=sys.stderr, flush=True)
                if survived:
                    self.survivors.append(str(mutant))
        return True

    def _mutants(self) -> Iterator[Mutant | Inverted]:
        for path in sorted(LAW.rglob("*.py")):
            part = path.relative_to(LAW).as_posix()
            if part.startswith("contents/") or (self.parts and not part.startswith(tuple(self.parts))):
                continue
            yield from mutants(path)
            rules = (rule for rule in RULES.values() if rule.__wrapped__.__code__.co_filename == str(path))
            yield from (Inverted(rule, path) for rule in rules)

    def _observe(self, item: pytest.Item) -> None:
        """Run a test as it is and note which functions of the law it uses."""
        used: set[tuple[str, int]] = set()

        def note(frame: types.FrameType, event: str, argument: object) -> None:
            if event == "call" and "/handlers/rules/" in frame.f_code.co_filename:
                used.add((frame.f_code.co_filename, frame.f_code.co_firstlineno))

        sys.setprofile(note)
        try:
            reports = runtestprotocol(item, log=False, nextitem=None)
        finally:
            sys.setprofile(None)
        if any(report.failed for report in reports):
            self.broken.append(item.nodeid)
            return
        duration = sum(report.duration for report in reports)
        for place in used:
            self.users[place].append((duration, item))

    def _judge(self, mutant: Mutant | Inverted) -> tuple[Mutant | Inverted, bool]:
        """Whether no test noticed the mutant."""
        child = os.fork()
        if child == 0:
            os._exit(self._attempt(mutant))
        return mutant, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0

    def _attempt(self, mutant: Mutant | Inverted) -> int:
        """In the fork: 0 when every test that uses the function still passes."""
        signal.alarm(PATIENCE)
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        try:
            tests = mutant.apply(self) if isinstance(mutant, Inverted) else self._apply(mutant)
            for _, item in sorted(tests, key=lambda pair: pair[0]):
                if any(report.failed for report in runtestprotocol(item, log=False, nextitem=None)):
                    return 1
        except BaseException:
            return 1
        return 0

    def _apply(self, mutant: Mutant) -> list[tuple[float, pytest.Item]]:
        """Put the changed function or table in the place of the right one; the tests that use it."""
        for cache in gc.get_objects():
            if isinstance(cache, functools._lru_cache_wrapper):
                cache.cache_clear()
        code = compile(mutant.tree(), str(mutant.path), "exec")
        lines = set()
        for changed in _codes(code):
            place = (changed.co_qualname, changed.co_firstlineno)
            for function in self.functions.get((str(mutant.path), *place), ()):
                function.__code__ = changed
                if changed.co_qualname == mutant.owner:
                    lines.add(changed.co_firstlineno)
        if not lines:
            return self._replace(mutant, code)
        return [user for line in lines for user in self.users[str(mutant.path), line]]

    def _replace(self, mutant: Mutant, code: types.CodeType) -> list[tuple[float, pytest.Item]]:
        """A table at the top level: every module that holds it gets the changed one."""
        name = next(n for n, m in sys.modules.items() if getattr(m, "__file__", None) == str(mutant.path))
        fresh: dict[str, Any] = {"__name__": name, "__file__": str(mutant.path), "__builtins__": __builtins__}
        before = sys.modules[name]
        exec(code, fresh)
        old = getattr(before, mutant.owner)
        for module in list(sys.modules.values()):
            for key, value in list(getattr(module, "__dict__", {}).items()):
                if value is old and key == mutant.owner:
                    setattr(module, key, fresh[mutant.owner])
        path = str(mutant.path)
        found = {
            id(item): (time, item) for place, each in self.users.items() if place[0] == path for time, item in each
        }
        return list(found.values())


class Inverted:
    """A rule that calls lawful what is not, and the other way round."""

    def __init__(self, rule: Rule[Any], path: Path) -> None:
        self.rule = rule
        self.path = path

    def __str__(self) -> str:
        return f"{self.path}:{self.rule.__wrapped__.__code__.co_firstlineno} {self.rule.name}: rule inverted"

    def apply(self, run: MutationRun) -> list[tuple[float, pytest.Item]]:
        right = self.rule.check
        self.rule.__dict__["_needed_cache"] = self.rule.needed()
        self.rule.check = lambda fact: iter(() if list(right(fact)) else ("inverted",))
        return run.users[str(self.path), self.rule.__wrapped__.__code__.co_firstlineno]


def _functions() -> dict[tuple[str, str, int], list[types.FunctionType]]:
    """The law's functions that are alive, by file, name and line."""
    found: dict[tuple[str, str, int], list[types.FunctionType]] = defaultdict(list)
    for each in gc.get_objects():
        if isinstance(each, types.FunctionType) and "/handlers/rules/" in each.__code__.co_filename:
            code = each.__code__
            found[code.co_filename, code.co_qualname, code.co_firstlineno].append(each)
    return found


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    """The functions and methods of a module's code; what is inside a function stays inside it."""
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            if constant.co_flags & 0x02:  # CO_NEWLOCALS: a function; a class body is looked into
                yield constant
            else:
                yield from _codes(constant)
