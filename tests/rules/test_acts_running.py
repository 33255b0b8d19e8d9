"""Acts by which bars and measures reach cases under way ask all they demand, and nothing that is not theirs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from handlers.rules import acts
from handlers.rules import oversight as law
from handlers.rules.article import Clearance, Unlawful
from handlers.rules.terms import DeclarationStatus as Status
from tests.rules import lawful_oversight as ok
from tests.rules import lawful_running as running

LAWFUL: dict[str, tuple[Callable[..., Clearance], dict[str, Any]]] = {
    "sanction_cancellation": (acts.sanction_cancellation, dict(hit=running.HIT)),
    "return_on_revocation": (acts.return_on_revocation, dict(returning=running.RETURNING)),
    "session_ending": (acts.session_ending, dict(ending=running.ENDING)),
    "confirmation_release": (acts.confirmation_release, dict(release=running.RELEASE, supervision=ok.SUPERVISION)),
}
DEMANDED = {
    "sanction_cancellation": "A72.3b",
    "return_on_revocation": "A78.3b",
    "session_ending": "A78.3c",
    "confirmation_release": "A6.1 A6.2 A6.2a A6.3 A6.3a A6.4 A78.1d",
}


@pytest.mark.parametrize("name", LAWFUL)
def test_lawful_facts_are_cleared_under_the_act_s_own_name(name: str) -> None:
    act, facts = LAWFUL[name]

    clearance = act(**facts)

    assert clearance.act == act.__doc__
    assert sorted({finding.id for finding in clearance.findings}) == DEMANDED[name].split()


@pytest.mark.parametrize(
    ("name", "change", "breaches"),
    [
        ("sanction_cancellation", dict(hit=law.Hit(Status.DRAFT, ())), ["A72.3b"]),
        ("return_on_revocation", dict(returning=law.Returning(Status.PASSED, "revoked")), ["A78.3b"]),
        ("session_ending", dict(ending=law.SessionEnding("active", signed=False)), ["A78.3c"]),
        ("confirmation_release", dict(release=replace(running.RELEASE, number="")), ["A78.1d"]),
        ("confirmation_release", dict(supervision=replace(ok.SUPERVISION, body=ok.FORMATION.unit)), ["A6.3a"]),
    ],
)
def test_one_fact_changed_is_refused_with_its_requirement(
    name: str, change: dict[str, Any], breaches: list[str]
) -> None:
    act, facts = LAWFUL[name]

    with pytest.raises(Unlawful) as refused:
        act(**facts | change)

    assert sorted({breach.id for breach in refused.value.breaches}) == breaches
