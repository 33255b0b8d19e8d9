"""The acts on facts at random: they answer every one, with leave or with reasons, and it costs microseconds."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from random import Random
from types import FunctionType
from typing import Any

from handlers.rules import acts
from handlers.rules.article import Clearance, Unlawful
from tests.rules.random_facts import facts

HELPERS = {"cleared", "hearing"}
ACTS: dict[str, Callable[..., Any]] = {
    name: act for name in acts.__all__ if name not in HELPERS and isinstance(act := getattr(acts, name), FunctionType)
}
COUNT = 10_000
#: Acts whose caller must fit one argument to another; a handler's mistake there is no fact of the case.
MISUSABLE = {
    "employer_finding",
    "clue_verification",
    "green_channel_recommendation",
    "interview",
    "level_check",
    "reminder",
    "revocation",
}


def answer(act: Callable[..., Any], given: dict[str, Any]) -> Clearance | Unlawful | None:
    """What the act says; None when it refuses to be called so, as its docstring warns, before any rule is asked."""
    try:
        clearance: Clearance = act(**given)
        return clearance
    except Unlawful as refusal:
        return refusal
    except (TypeError, KeyError) as misuse:
        *_, (frame, _) = traceback.walk_tb(misuse.__traceback__)
        if "/rules/acts/" not in frame.f_code.co_filename:
            raise
        return None


def test_there_are_acts_for_every_stage() -> None:
    assert len(ACTS) >= 60


def test_every_act_answers_random_facts_with_leave_or_with_reasons() -> None:
    random = Random(45)
    misused = set()
    for name, act in ACTS.items():
        for _ in range(25):
            answered = answer(act, facts(act, random))
            if answered is None:
                misused.add(name)
            elif isinstance(answered, Unlawful):
                assert answered.breaches, name
                assert all(breach.message.strip() for breach in answered.breaches), name
            else:
                assert all(finding.lawful for finding in answered.findings), name
    assert misused <= MISUSABLE


def test_ten_thousand_random_fact_sets_take_less_than_five_seconds() -> None:
    random = Random(81)
    names = sorted(ACTS)
    asked = [(ACTS[name], facts(ACTS[name], random)) for name in random.choices(names, k=COUNT)]
    begin = time.process_time()

    for act, given in asked:
        answer(act, given)

    assert time.process_time() - begin < 5.0
