"""Acts ask all their rules, tell all breaches, and yield to proper waivers of soft rules only."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from handlers.rules import acts
from handlers.rules.article import Clearance, Finding, Unlawful, Waiver
from handlers.rules.jurisdiction import Authority
from handlers.rules.terms import DeclarationKind, Tier
from tests.rules import lawful as ok
from tests.rules import lawful_arrangement as arrangement
from tests.rules import lawful_preparing as preparing
from tests.rules import lawful_routes as routes
from tests.rules import lawful_standards as standards

HERE = Path(__file__).parent

SESSION = dict(
    meeting=ok.MEETING, mix=ok.MIX, presider=ok.PRESIDER, consent=ok.CONSENT, filing=ok.FILING,
    recusals=ok.RECUSALS, seats=(ok.SEAT_BAR,),
)  # fmt: skip
RECOMMENDED = dict(letter=ok.LETTER, signatures=ok.SIGNATURES, notice=ok.NOTICE, dissents=ok.DISSENTS)
ACCEPTING = dict(
    check=ok.OFFICE_CHECK, scope=ok.SCOPE, filing=ok.FILING, candidacy=ok.CANDIDACY, window=ok.WINDOW,
    letter=ok.LETTER, signatures=ok.SIGNATURES, unit_notice=ok.NOTICE, unit_dissents=ok.DISSENTS,
    journey=ok.JOURNEY, roster=ok.NOTICE, roster_dissents=ok.DISSENTS, materials=preparing.MATERIALS_CHECK,
)  # fmt: skip
DRAWING = dict(
    draw=ok.DRAW, composition=ok.COMPOSITION, pool=ok.POOL, members=(ok.MEMBER,), mix=ok.MIX, filing=ok.FILING
)
VOTING = SESSION | dict(methods=ok.METHODS, opinions=(ok.OPINIONS,), roll=ok.ROLL, scopes=(ok.SCOPE,))
CONFIRMING = dict(
    standing=ok.STANDING, accepted=ok.ACCEPTED, tally=ok.TALLY, meeting=ok.MEETING, consent=ok.CONSENT,
    signature=ok.SIGNATURE, seal=ok.SEAL, notice=ok.NOTICE, papers=ok.PAPERS, competence=ok.COMPETENCE,
    filing=ok.FILING, hold=ok.HOLD, discipline=ok.DISCIPLINE, employment=ok.EMPLOYMENT,
)  # fmt: skip

LAWFUL: dict[str, tuple[Callable[..., Clearance], dict[str, Any]]] = {
    "submission": (acts.submission, dict(
        kind=DeclarationKind.ORDINARY, candidacy=ok.CANDIDACY, window=ok.WINDOW, commitment=ok.COMMITMENT,
        claims=ok.CLAIMS, channels=ok.CHANNELS, scope=ok.SCOPE, filing=ok.FILING)),
    "first_check_assignment": (acts.first_check_assignment, dict(choice=ok.CHOICE)),
    "unit_check": (acts.unit_check, dict(check=ok.CHECK, conduct=ok.CONDUCT)),
    "unit_publicity_closing": (acts.unit_publicity_closing, dict(notice=ok.NOTICE)),
    "dissent_decision": (acts.dissent_decision, dict(handled=ok.HANDLING)),
    "unit_recommendation": (acts.unit_recommendation, RECOMMENDED),
    "routing": (acts.routing, RECOMMENDED | dict(routing=ok.ROUTING)),
    "level_check": (acts.level_check, dict(
        check=ok.CHECK, turn=ok.TURN, industry=ok.INDUSTRY_LIST, hr=ok.HR_LIST)),
    "roster_publicity_closing": (acts.roster_publicity_closing, dict(notice=ok.NOTICE)),
    "upward_report": (acts.upward_report, dict(journey=ok.JOURNEY, roster=ok.NOTICE, dissents=ok.DISSENTS)),
    "acceptance": (acts.acceptance, ACCEPTING),
    "correction": (acts.correction, dict(notice=ok.CORRECTION)),
    "correction_answer": (acts.correction_answer, dict(answer=ok.ANSWER)),
    "non_acceptance": (acts.non_acceptance, dict(refusal=ok.REFUSAL)),
    "abandonment": (acts.abandonment, dict(
        answer=replace(ok.ANSWER, answered_at=None, now=ok.NOON + timedelta(days=1)))),
    "plan": (acts.plan, dict(plan=replace(ok.PLAN, experts=None), methods=ok.METHODS, filing=ok.FILING)),
    "draw": (acts.draw, DRAWING),
    "plan_filing": (acts.plan_filing, dict(
        plan=ok.PLAN, methods=ok.METHODS, filing=ok.FILING, received=ok.PLAN_FILING, composition=ok.COMPOSITION,
        host=preparing.HOST)),
    "plan_consent": (acts.plan_consent, dict(
        decision=ok.CONSENT_DECISION, received=ok.PLAN_FILING, filing=ok.FILING)),
    "presider_appointment": (acts.presider_appointment, dict(appointment=ok.APPOINTMENT)),
    "sign_in": (acts.sign_in, dict(
        attendee=ok.ATTENDEE, consent=ok.CONSENT, filing=ok.FILING, seat=ok.SEAT_BAR)),
    "meeting_opening": (acts.meeting_opening, SESSION | dict(observation=ok.OBSERVATION)),
    "opinion": (acts.opinion, dict(attendee=ok.ATTENDEE, text="同意")),
    "vote_opening": (acts.vote_opening, VOTING),
    "counting": (acts.counting, dict(
        box=ok.BOX, roll=ok.ROLL, presider=ok.PRESIDER, meeting=ok.MEETING, filing=ok.FILING)),
    "announcement": (acts.announcement, dict(announcement=ok.ANNOUNCEMENT)),
    "signing": (acts.signing, dict(signature=ok.SIGNATURE, seal=ok.SEAL)),
    "minutes": (acts.minutes, dict(minutes=ok.MINUTES)),
    "result_posting": (acts.result_posting, dict(
        posting=ok.POSTING, signature=ok.SIGNATURE, seal=ok.SEAL, host=preparing.HOST)),
    "publicity_closing": (acts.publicity_closing, dict(notice=ok.NOTICE)),
    "complaint_decision": (acts.complaint_decision, dict(investigation=ok.INVESTIGATION)),
    "confirmation_submission": (acts.confirmation_submission, dict(
        papers=ok.PAPERS, standings=(ok.STANDING,), notice=ok.NOTICE)),
    "extension": (acts.extension, dict(request=ok.EXTENSION)),
    "confirmation": (acts.confirmation, CONFIRMING),
    "certification": (acts.certification, dict(issue=ok.ISSUE)),
    "sealing": (acts.sealing, dict(competence=ok.COMPETENCE, sealing=ok.SEALING)),
    "green_channel_recommendation": (acts.green_channel_recommendation, dict(
        code="D37.1a", facts=routes.BREAKTHROUGH, employment=routes.EMPLOYMENT, discipline=routes.DISCIPLINE)),
    "recognition": (acts.recognition, dict(
        facts=routes.GRADUATE, employment=routes.EMPLOYMENT, discipline=routes.DISCIPLINE, field=routes.FIELD,
        licence=routes.LICENCE, notice=ok.NOTICE, dissents=ok.DISSENTS, competence=routes.COMPETENCE,
        acquisition=routes.ACQUISITION, recognised=routes.RECOGNISED)),
    "series_transfer": (acts.series_transfer, dict(facts=routes.MOVED, seniority=routes.SENIORITY)),
    "standard_publication": (acts.standard_publication, dict(publication=standards.PUBLICATION)),
    "calendar_entry": (acts.calendar_entry, dict(arrangement=arrangement.YEAR)),
    "calendar_publication": (acts.calendar_publication, dict(arrangement=arrangement.YEAR)),
}  # fmt: skip


def refused(name: str, **changes: Any) -> list[str]:
    """The requirement ids by which the act is refused once `changes` replace its lawful facts."""
    act, facts = LAWFUL[name]
    with pytest.raises(Unlawful) as caught:
        act(**(facts | changes))
    return sorted({breach.id for breach in caught.value.breaches})


@pytest.mark.parametrize("name", LAWFUL)
def test_lawful_facts_are_cleared(name: str) -> None:
    act, facts = LAWFUL[name]
    clearance = act(**facts)
    assert clearance.findings
    assert clearance.act == act.__doc__


def test_every_act_has_lawful_facts_in_a_table_of_tests() -> None:
    functions = {name for name in acts.__all__ if callable(getattr(acts, name)) and name.islower()}
    tables = [importlib.import_module(f"tests.rules.{path.stem}") for path in HERE.glob("test_acts_*.py")]
    told = {name for table in tables for name in getattr(table, "LAWFUL", {})}
    assert functions - {"cleared", "hearing"} == {*LAWFUL, *told}


NO_NOTICE = replace(ok.NOTICE, posted_on=None, over_on=None, workdays=0)
EXPIRED = replace(ok.FILING, on=ok.FILING.valid_to + timedelta(days=1))
SUSPENDED = replace(ok.FILING, status="suspended")


@pytest.mark.parametrize(
    ("name", "changes", "ids"),
    [
        ("submission", dict(candidacy=replace(ok.CANDIDACY, exam=replace(ok.EXAM, required=True))), ["A24.1"]),
        ("submission", dict(window=replace(ok.WINDOW, now=ok.WINDOW.closes_at)), ["A26.1"]),
        ("submission", dict(commitment=replace(ok.COMMITMENT, signed_version=None)), ["A26.2"]),
        ("submission", dict(claims=replace(ok.CLAIMS, others=("x/y",))), ["A23.2"]),
        ("submission", dict(channels=replace(ok.CHANNELS, person_channels=("agency",))), ["A23.3"]),
        ("submission", dict(scope=replace(ok.SCOPE, covered_levels=())), ["A15.1"]),
        ("submission", dict(filing=EXPIRED), ["A13.4"]),
        ("unit_check", dict(conduct=replace(ok.CONDUCT, assessment="")), ["A4.1"]),
        ("unit_recommendation", dict(notice=NO_NOTICE), ["A27.2"]),
        ("unit_recommendation", dict(dissents=replace(ok.DISSENTS, open=1)), ["A27.3"]),
        ("unit_recommendation", dict(signatures=replace(ok.SIGNATURES, signed=())), ["A28.4a"]),
        ("routing", dict(notice=NO_NOTICE), ["A27.2"]),
        ("routing", dict(letter=replace(ok.LETTER, commitment=False)), ["A33.2"]),
        ("routing", dict(routing=replace(ok.ROUTING, row=4)), ["A31.1a"]),
        ("level_check", dict(turn=replace(ok.TURN, acting_body="b9")), ["A30.1a"]),
        ("level_check", dict(industry=replace(ok.INDUSTRY_LIST, ticked=())), ["A33.4"]),
        ("level_check", dict(hr=replace(ok.HR_LIST, ticked=())), ["A33.5"]),
        ("upward_report", dict(roster=NO_NOTICE), ["A34.1"]),
        ("upward_report", dict(dissents=replace(ok.DISSENTS, open=1)), ["A34.3"]),
        ("upward_report", dict(journey=replace(ok.JOURNEY, passed=())), ["A30.1b"]),
        ("acceptance", dict(unit_notice=NO_NOTICE, roster=NO_NOTICE), ["A27.2", "A34.1"]),
        ("acceptance", dict(unit_dissents=replace(ok.DISSENTS, upheld=1)), ["A27.3"]),
        ("acceptance", dict(roster_dissents=replace(ok.DISSENTS, open=1)), ["A34.3"]),
        ("acceptance", dict(letter=replace(ok.LETTER, conditions="")), ["A33.2"]),
        ("acceptance", dict(journey=replace(ok.JOURNEY, passed=("b1",))), ["A30.1b"]),
        ("acceptance", dict(scope=replace(ok.SCOPE, covered_levels=())), ["A15.1"]),
        ("acceptance", dict(window=replace(ok.WINDOW, now=ok.WINDOW.closes_at)), ["A26.1"]),
        ("acceptance", dict(filing=SUSPENDED), ["A78.1"]),
        ("acceptance", dict(materials=replace(preparing.MATERIALS_CHECK, body="u2")), ["A16.3"]),
        ("acceptance", dict(scope=replace(ok.SCOPE, tier=Tier.INTERMEDIATE)), ["A11.1"]),
        ("submission", dict(scope=replace(ok.SCOPE, tier=Tier.INTERMEDIATE)), ["A11.1"]),
        ("vote_opening", dict(scopes=(replace(ok.SCOPE, tier=Tier.INTERMEDIATE),)), ["A11.1"]),
        ("plan", dict(filing=EXPIRED), ["A13.4"]),
        ("draw", dict(draw=replace(ok.DRAW, handpicked=1)), ["A19.2"]),
        ("draw", dict(pool=replace(ok.POOL, usable=49)), ["A19.4"]),
        ("draw", dict(pool=replace(ok.POOL, cleaned_on=None)), ["A19.7"]),
        ("draw", dict(members=(ok.MEMBER, replace(ok.MEMBER, barred_to=ok.TODAY))), ["A18.1"]),
        ("draw", dict(composition=replace(ok.COMPOSITION, members=24)), ["A17.1", "A17.3"]),
        ("draw", dict(filing=EXPIRED), ["A13.4"]),
        ("plan_filing", dict(host=replace(preparing.HOST, acting="u2")), ["A16.4"]),
        ("plan_filing", dict(received=replace(ok.PLAN_FILING, received_on=None)), ["A42.2"]),
        ("plan_consent", dict(decision=replace(ok.CONSENT_DECISION, number="")), ["A42.3a"]),
        ("sign_in", dict(consent=replace(ok.CONSENT, number=None)), ["A42.3"]),
        ("presider_appointment", dict(appointment=replace(ok.APPOINTMENT, part="member")), ["A44.1a"]),
        ("presider_appointment", dict(appointment=replace(ok.APPOINTMENT, named_by="vice_chair")), ["A44.1a"]),
        ("presider_appointment", dict(appointment=replace(ok.APPOINTMENT, opened=True)), ["A44.1a"]),
        ("sign_in", dict(attendee=replace(ok.ATTENDEE, committed=False)), ["A44.4a"]),
        ("meeting_opening", dict(consent=replace(ok.CONSENT, present_seats="other")), ["A42.3"]),
        ("meeting_opening", dict(meeting=replace(ok.MEETING, attending=16, committed=16)), ["A44.2"]),
        ("meeting_opening", dict(observation=replace(ok.OBSERVATION, invited_at=None)), ["A44.7"]),
        ("meeting_opening", dict(filing=SUSPENDED), ["A78.1"]),
        ("opinion", dict(attendee=replace(ok.ATTENDEE, recused=True)), ["A50.1a"]),
        ("opinion", dict(text=""), ["A46.2a"]),
        ("vote_opening", dict(meeting=replace(ok.MEETING, attending=16, committed=16)), ["A44.2"]),
        ("vote_opening", dict(presider=replace(ok.PRESIDER, part="member")), ["A44.1"]),
        ("vote_opening", dict(opinions=(replace(ok.OPINIONS, writers=2),)), ["A46.2"]),
        ("vote_opening", dict(opinions=(replace(ok.OPINIONS, presented=False),)), ["A46.3"]),
        ("vote_opening", dict(roll=replace(ok.ROLL, absent=1)), ["A45.3"]),
        ("vote_opening", dict(scopes=(replace(ok.SCOPE, series="teachers"),)), ["A15.1"]),
        ("vote_opening", dict(recusals=replace(ok.RECUSALS, voting_though_recused=1)), ["A50.1"]),
        ("vote_opening", dict(filing=EXPIRED), ["A13.4"]),
        ("sign_in", dict(seat=replace(ok.SEAT_BAR, barred_to=ok.TODAY)), ["A73.1b"]),
        ("sign_in", dict(filing=SUSPENDED), ["A78.1"]),
        ("meeting_opening", dict(seats=(ok.SEAT_BAR, replace(ok.SEAT_BAR, barred_to=ok.TODAY))), ["A73.1b"]),
        ("vote_opening", dict(seats=(replace(ok.SEAT_BAR, barred_to=ok.TODAY),)), ["A73.1b"]),
        ("counting", dict(filing=SUSPENDED), ["A78.1"]),
        ("counting", dict(box=replace(ok.BOX, counted=True)), ["A45.1"]),
        ("result_posting", dict(host=replace(preparing.HOST, acting="u2")), ["A16.5"]),
        ("result_posting", dict(seal=replace(ok.SEAL, number=None)), ["A47.3"]),
        ("confirmation_submission", dict(standings=(replace(ok.STANDING, open_complaints=1),)), ["A53.2"]),
        ("confirmation_submission", dict(notice=NO_NOTICE), ["A51.2"]),
        ("confirmation", dict(accepted=replace(ok.ACCEPTED, accepted_at=None)), ["A36.0"]),
        ("confirmation", dict(tally=replace(ok.TALLY, approvals=11)), ["A45.2"]),
        ("confirmation", dict(meeting=replace(ok.MEETING, attending=16)), ["A44.2"]),
        ("confirmation", dict(consent=replace(ok.CONSENT, number=None)), ["A42.3"]),
        ("confirmation", dict(signature=replace(ok.SIGNATURE, signer_part=None)), ["A47.2"]),
        ("confirmation", dict(seal=replace(ok.SEAL, number=None)), ["A47.3"]),
        ("confirmation", dict(notice=NO_NOTICE), ["A51.2"]),
        ("confirmation", dict(standing=replace(ok.STANDING, passed=False)), ["A53.2"]),
        ("confirmation", dict(papers=replace(ok.PAPERS, commitment_number="")), ["A53.1"]),
        ("confirmation", dict(competence=replace(ok.COMPETENCE, acting=Authority.COUNTY_HR)), ["A53.3"]),
        ("confirmation", dict(filing=EXPIRED), ["A13.4"]),
        ("confirmation", dict(hold=replace(ok.HOLD, released_at=None)), ["A78.1c"]),
        ("confirmation", dict(hold=replace(ok.HOLD, committee_status="revoked", released_at=None)), ["A78.1c"]),
        ("confirmation", dict(discipline=replace(ok.DISCIPLINE, barred_to=ok.TODAY)), ["A72.3"]),
        ("confirmation", dict(employment=replace(ok.EMPLOYMENT, retired_on=ok.TODAY)), ["A21.4"]),
        ("confirmation", dict(employment=replace(ok.EMPLOYMENT, employed_to=ok.TODAY - timedelta(days=1))), ["A21.3"]),
        ("certification", dict(issue=replace(ok.ISSUE, confirmed=False)), ["A54.1"]),
        ("sealing", dict(sealing=replace(ok.SEALING, seal_number="")), ["A54.2a"]),
    ],
)
def test_an_act_is_refused_by_what_is_missing(name: str, changes: dict[str, Any], ids: list[str]) -> None:
    assert refused(name, **changes) == ids


def test_all_breaches_are_told_at_once() -> None:
    assert refused(
        "confirmation",
        tally=replace(ok.TALLY, approvals=0),
        seal=replace(ok.SEAL, number=None),
        papers=replace(ok.PAPERS, report_number=""),
    ) == ["A45.2", "A47.3", "A53.1"]


def test_A21_4_who_retired_after_declaring_is_confirmed_and_the_doubt_stays_on_record() -> None:
    retired = replace(ok.EMPLOYMENT, declared_on=ok.TODAY - timedelta(days=60), retired_on=ok.TODAY)

    clearance = acts.confirmation(**CONFIRMING | {"employment": retired})

    assert [finding.id for finding in clearance.findings if finding.doubts] == ["A21.4"]


def test_a_level_is_never_checked_without_a_checklist() -> None:
    with pytest.raises(TypeError):
        acts.level_check(check=ok.CHECK, turn=ok.TURN)


NO_MIX = replace(ok.MIX, grassroots=0)
WAIVER = Waiver(
    requirement="A44.3", authority_kind="filing_authority", authority="自治区人社厅", number="函1",
    reason="该专业没有基层单位", granted_at=ok.NOON - timedelta(days=1), used_at=ok.NOON,
)  # fmt: skip


def test_a_soft_rule_yields_to_a_recorded_waiver_and_the_breach_stays_on_record() -> None:
    act, facts = LAWFUL["meeting_opening"]
    clearance = act(**(facts | dict(mix=NO_MIX, waivers=(WAIVER,))))
    assert clearance.waivers == (WAIVER,)
    assert [finding.id for finding in clearance.findings if not finding.lawful] == ["A44.3"]


@pytest.mark.parametrize(
    "changes",
    [
        dict(requirement="A44.5"),
        dict(authority_kind="hr"),
        dict(authority=" "),
        dict(number=""),
        dict(reason=""),
        dict(granted_at=ok.NOON),
    ],
    ids=lambda changes: "-".join(changes),
)
def test_an_improper_waiver_lifts_nothing(changes: dict[str, Any]) -> None:
    assert refused("meeting_opening", mix=NO_MIX, waivers=(replace(WAIVER, **changes),)) == ["A44.3"]


def test_a_hard_rule_is_never_waived() -> None:
    thin = replace(ok.MEETING, attending=16, committed=16)
    assert "A44.2" not in acts.SOFT
    assert refused("meeting_opening", meeting=thin, waivers=(replace(WAIVER, requirement="A44.2"),)) == ["A44.2"]


def test_a_waiver_of_the_vice_chairs_does_not_give_a_second_chair() -> None:
    waiver = replace(WAIVER, requirement="A17.2")
    three_vices = replace(ok.COMPOSITION, vice_chairs=3)
    assert acts.draw(**(DRAWING | dict(composition=three_vices, waivers=(waiver,)))).waivers == (waiver,)
    two_chairs = replace(ok.COMPOSITION, chairs=2)
    assert refused("draw", composition=two_chairs, waivers=(waiver,)) == ["A17.2a"]


def test_a_waiver_nobody_needs_is_not_used() -> None:
    act, facts = LAWFUL["meeting_opening"]
    assert act(**facts, waivers=(WAIVER,)).waivers == ()


def test_a_hearing_collects_findings_of_lawful_and_refused_acts() -> None:
    with acts.hearing() as heard:
        acts.announcement(announcement=ok.ANNOUNCEMENT)
        refused("signing", seal=replace(ok.SEAL, number=None))
    assert [(finding.id, finding.lawful) for finding in heard] == [
        ("A47.1", True), ("A47.2", True), ("A47.3", False),
    ]  # fmt: skip
    acts.announcement(announcement=ok.ANNOUNCEMENT)
    assert len(heard) == 3


def test_one_finding_for_each_requirement_however_many_people() -> None:
    members = (replace(ok.MEMBER, barred_to=ok.TODAY), replace(ok.MEMBER, code="E-02", barred_to=ok.TODAY))
    with pytest.raises(Unlawful) as caught, acts.hearing() as heard:
        acts.draw(**(DRAWING | dict(members=members)))
    assert len(caught.value.breaches) == 2
    assert [finding.id for finding in heard].count("A18.1") == 1


def test_a_doubt_refuses_nothing_and_stands_in_the_clearance() -> None:
    act, facts = LAWFUL["result_posting"]
    clearance = act(**(facts | dict(posting=replace(ok.POSTING, posted_on=ok.POSTING.due_on + timedelta(days=1)))))
    assert [doubt.id for finding in clearance.findings for doubt in finding.doubts] == ["A51.1"]


def test_a_refusal_reads_act_messages_and_ids() -> None:
    with pytest.raises(Unlawful, match=r"计票：.+（A45\.1）"):
        acts.counting(
            box=replace(ok.BOX, counted=True), roll=ok.ROLL, presider=ok.PRESIDER, meeting=ok.MEETING, filing=ok.FILING
        )


def test_clearances_of_doubtless_findings_hold_findings_only() -> None:
    clearance = acts.cleared("试", [Finding("A1.1", ())])
    assert clearance == Clearance("试", (Finding("A1.1", ()),))
