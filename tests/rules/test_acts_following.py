"""The acts that follow or accompany a review ask all their rules and tell all breaches (art. 29–70)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from handlers.rules import acts
from handlers.rules.archive import RecordKind
from handlers.rules.article import Clearance, Unlawful, Waiver
from handlers.rules.jurisdiction import Authority
from handlers.rules.meeting import Tally
from handlers.rules.recheck import Matter
from handlers.rules.reconfirmation import Verification
from tests.rules import lawful_following as ok
from tests.rules.lawful import NOON

LAWFUL: dict[str, tuple[Callable[..., Clearance], dict[str, Any]]] = {
    "service_point_intake": (acts.service_point_intake, dict(intake=ok.INTAKE)),
    "recommendation_procedure": (acts.recommendation_procedure, dict(document=ok.PROCEDURE)),
    "roster_posting": (acts.roster_posting, dict(roster=ok.ROSTER)),
    "recheck_acceptance": (acts.recheck_acceptance, dict(request=ok.RECHECK)),
    "recheck_refusal": (acts.recheck_refusal, dict(reply=replace(ok.REPLY, accepted=False, reason="没有举证"))),
    "recheck_answer": (acts.recheck_answer, dict(request=ok.RECHECK, answer=ok.RECHECK_ANSWER)),
    "tally_correction": (acts.tally_correction, dict(correction=ok.TALLY_CORRECTION)),
    "revote_order": (acts.revote_order, dict(revote=ok.REVOTE)),
    "commission": (acts.commission, dict(outgoing=ok.OUTGOING)),
    "commissioned_result": (acts.commissioned_result, dict(result=ok.COMMISSIONED)),
    "incoming_commission": (acts.incoming_commission, dict(incoming=ok.INCOMING)),
    "foreign_title_use": (acts.foreign_title_use, dict(title=replace(
        ok.FOREIGN_TITLE, verification=Verification.VERIFIED, new_certificate=False))),
    "reconfirmation": (acts.reconfirmation, dict(
        title=ok.FOREIGN_TITLE, reconfirmation=ok.RECONFIRMATION, result=ok.COMMISSIONED)),
    "archiving": (acts.archiving, dict(trace=ok.TRACE)),
    "form_return": (acts.form_return, dict(form=ok.FORM_RETURN)),
    "destruction": (acts.destruction, dict(destruction=ok.DESTRUCTION)),
    "results_export": (acts.results_export, dict(rows=(ok.RESULT_ROW,))),
    "spot_draw": (acts.spot_draw, dict(draw=ok.SPOT_DRAW)),
    "inspection_opening": (acts.inspection_opening, dict(inspection=ok.INSPECTION)),
    "clue_registration": (acts.clue_registration, dict(clue=ok.CLUE)),
    "clue_handling": (acts.clue_handling, dict(handling=ok.HANDLING)),
    "clue_disposition": (acts.clue_disposition, dict(disposal=ok.DISPOSAL)),
    "referral": (acts.referral, dict(referral=ok.REFERRAL)),
    "complaint_channel": (acts.complaint_channel, dict(channel=ok.COMPLAINT_CHANNEL)),
}  # fmt: skip
ASKED = {
    "service_point_intake": ["A29.1"],
    "recommendation_procedure": ["A33.1"],
    "roster_posting": ["A34.2"],
    "recheck_acceptance": ["A52.1"],
    "recheck_refusal": ["A52.1a"],
    "recheck_answer": ["A52.1", "A52.1b"],
    "tally_correction": ["A52.1c"],
    "revote_order": ["A45.1a"],
    "commission": ["A56.1", "A56.2"],
    "commissioned_result": ["A56.3"],
    "incoming_commission": ["A56.5", "A56.4"],
    "foreign_title_use": ["A57.1"],
    "reconfirmation": ["A57.1", "A56.3", "A57.2", "A57.2a"],
    "archiving": ["A48.2a"],
    "form_return": ["A58.1"],
    "destruction": ["A48.2", "A58.2", "A58.2a"],
    "results_export": ["A60.1"],
    "spot_draw": ["A67.2"],
    "inspection_opening": ["A67.1", "A67.2a"],
    "clue_registration": ["A67.3"],
    "clue_handling": ["A67.3b"],
    "clue_disposition": ["A67.3a"],
    "referral": ["A68.1"],
    "complaint_channel": ["A70.1"],
}
PERMANENT = replace(ok.KEEPING, kind=RecordKind.MINUTES)


def refused(name: str, **changes: Any) -> list[str]:
    """The requirement ids by which the act is refused once `changes` replace its lawful facts."""
    act, facts = LAWFUL[name]
    with pytest.raises(Unlawful) as caught:
        act(**(facts | changes))
    assert caught.value.act == act.__doc__
    return sorted({breach.id for breach in caught.value.breaches})


@pytest.mark.parametrize("name", LAWFUL)
def test_lawful_facts_are_cleared_by_the_rules_the_act_demands(name: str) -> None:
    act, facts = LAWFUL[name]
    clearance = act(**facts)
    assert clearance.act == act.__doc__
    assert [finding.id for finding in clearance.findings] == ASKED[name]


@pytest.mark.parametrize(
    ("name", "changes", "ids"),
    [
        ("service_point_intake", dict(intake=replace(ok.INTAKE, decides=True)), ["A29.1"]),
        ("recommendation_procedure", dict(document=replace(ok.PROCEDURE, number="")), ["A33.1"]),
        ("roster_posting", dict(roster=replace(ok.ROSTER, unmasked=1)), ["A34.2"]),
        ("recheck_acceptance", dict(request=replace(ok.RECHECK, concerned="p2")), ["A52.1"]),
        ("recheck_refusal", dict(reply=replace(ok.REPLY, accepted=False)), ["A52.1a"]),
        ("recheck_answer", dict(answer=replace(ok.RECHECK_ANSWER, rechecked=(Matter.MERIT,))), ["A52.1b"]),
        ("recheck_answer", dict(request=replace(ok.RECHECK, evidence=())), ["A52.1"]),
        ("tally_correction",
         dict(correction=replace(ok.TALLY_CORRECTION, recount=Tally(17, 18))), ["A52.1c"]),
        ("revote_order", dict(revote=replace(ok.REVOTE, earlier_revotes=1)), ["A45.1a"]),
        ("commission", dict(outgoing=replace(ok.OUTGOING, regional_committees=1)), ["A56.1"]),
        ("commission", dict(outgoing=replace(ok.OUTGOING, issued_by=Authority.REGION_HR)), ["A56.2"]),
        ("commissioned_result", dict(result=replace(ok.COMMISSIONED, letter_number=None)), ["A56.3"]),
        ("incoming_commission", dict(incoming=replace(ok.INCOMING, letter="")), ["A56.4"]),
        ("incoming_commission", dict(incoming=replace(ok.INCOMING, received_by=Authority.LEAGUE_HR)), ["A56.5"]),
        ("foreign_title_use", dict(title=replace(ok.FOREIGN_TITLE, proof="")), ["A57.1"]),
        ("reconfirmation", dict(result=replace(ok.COMMISSIONED, consented_on=None)), ["A56.3"]),
        ("reconfirmation",
         dict(reconfirmation=replace(ok.RECONFIRMATION, acting=Authority.COUNTY_HR)), ["A57.2"]),
        ("reconfirmation", dict(reconfirmation=replace(ok.RECONFIRMATION, experts=("E1", "E2"))), ["A57.2a"]),
        ("archiving", dict(trace=replace(ok.TRACE, faults=1)), ["A48.2a"]),
        ("form_return", dict(form=replace(ok.FORM_RETURN, receipt="")), ["A58.1"]),
        ("destruction", dict(destruction=replace(ok.DESTRUCTION, records=(PERMANENT,))), ["A48.2"]),
        ("destruction", dict(destruction=replace(ok.DESTRUCTION, on=date(2027, 11, 2))), ["A58.2"]),
        ("destruction", dict(destruction=replace(ok.DESTRUCTION, approvers=("p2",))), ["A58.2a"]),
        ("destruction",
         dict(destruction=replace(ok.DESTRUCTION, records=(PERMANENT, ok.KEEPING), on=date(2027, 9, 24), approvers=())),
         ["A48.2", "A58.2", "A58.2a"]),
        ("results_export", dict(rows=(ok.RESULT_ROW, replace(ok.RESULT_ROW, series="x"))), ["A60.1"]),
        ("spot_draw", dict(draw=replace(ok.SPOT_DRAW, drawn=())), ["A67.2"]),
        ("inspection_opening", dict(inspection=replace(ok.INSPECTION, forms=())), ["A67.1"]),
        ("inspection_opening", dict(inspection=replace(ok.INSPECTION, draw_number="")), ["A67.2a"]),
        ("clue_registration", dict(clue=replace(ok.CLUE, source=None)), ["A67.3"]),
        ("clue_handling", dict(handling=replace(ok.HANDLING, person="p9")), ["A67.3b"]),
        ("clue_disposition", dict(disposal=replace(ok.DISPOSAL, reason="")), ["A67.3a"]),
        ("referral", dict(referral=replace(ok.REFERRAL, number="")), ["A68.1"]),
        ("complaint_channel", dict(channel=replace(ok.COMPLAINT_CHANNEL, places=())), ["A70.1"]),
    ],
)  # fmt: skip
def test_each_rule_an_act_demands_can_refuse_it(name: str, changes: dict[str, Any], ids: list[str]) -> None:
    assert refused(name, **changes) == ids


def test_A57_1_a_verified_title_is_never_confirmed_again_whatever_is_asked_for() -> None:
    for new_certificate in (True, False):
        verified = replace(ok.FOREIGN_TITLE, verification=Verification.VERIFIED, new_certificate=new_certificate)
        assert refused("reconfirmation", title=verified) == ["A57.1"]


@pytest.mark.parametrize("name", LAWFUL)
def test_no_waiver_lifts_what_follows_a_review(name: str) -> None:
    _, facts = LAWFUL[name]
    waivers = tuple(
        Waiver(id, kind, "自治区人社厅", "准1", "特殊情况", NOON.replace(year=2025), NOON)
        for id in ASKED[name]
        for kind in ("filing_authority", "hr")
    )
    assert LAWFUL[name][0](**facts, waivers=waivers).waivers == ()
    assert not set(ASKED[name]) & set(acts.SOFT)


def test_A48_2_permanent_records_are_refused_even_with_a_waiver() -> None:
    waiver = Waiver("A48.2", "filing_authority", "自治区人社厅", "准1", "特殊情况", NOON.replace(year=2025), NOON)
    destruction = replace(ok.DESTRUCTION, records=(PERMANENT,))
    assert refused("destruction", destruction=destruction, waivers=(waiver,)) == ["A48.2"]
