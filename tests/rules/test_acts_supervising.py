"""Acts of supervision and sanction ask all they demand, and nothing that is not theirs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from handlers.rules import acts, editions
from handlers.rules import oversight as law
from handlers.rules.article import Clearance, Unlawful
from handlers.rules.jurisdiction import Authority
from handlers.rules.terms import IntegritySubject, OrganisationLevel
from tests.rules import lawful_oversight as ok

SUPERVISED = dict(supervision=ok.SUPERVISION, sign_off=ok.SIGN_OFF)
DATED = dict(happened=ok.HAPPENED, cited=ok.CITED)
EXPERT_ENTRY = replace(ok.ENTRY, subject=IntegritySubject.EXPERT, code="V63.4")
STAFF_ENTRY = replace(ok.ENTRY, subject=IntegritySubject.STAFF, code="V64.1")

LAWFUL: dict[str, tuple[Callable[..., Clearance], dict[str, Any]]] = {
    "clue_verification": (acts.clue_verification, DATED | dict(
        verification=ok.VERIFICATION, supervision=ok.SUPERVISION)),
    "reminder": (acts.reminder, SUPERVISED | dict(letter=ok.REMINDER)),
    "interview": (acts.interview, SUPERVISED | dict(letter=ok.INTERVIEW, listing=ok.LISTING)),
    "supervision_opening": (acts.supervision_opening, dict(supervision=ok.SUPERVISION)),
    "letter_draft": (acts.letter_draft, dict(letter=ok.REMINDER, supervision=ok.SUPERVISION)),
    "measure_withdrawal": (acts.measure_withdrawal, dict(taking=ok.TAKING_BACK, supervision=ok.SUPERVISION)),
    "suspension": (acts.suspension, dict(suspension=ok.SUSPENSION)),
    "rectification_check": (acts.rectification_check, dict(check=ok.NOT_IMPROVED, supervision=ok.SUPERVISION)),
    "resumption": (acts.resumption, SUPERVISED | dict(
        resumption=ok.RESUMPTION, check=ok.IMPROVED, listing=ok.LISTING)),
    "revocation": (acts.revocation, dict(revocation=ok.REVOCATION, check=ok.NOT_IMPROVED)),
    "non_recognition": (acts.non_recognition, dict(decision=ok.NON_RECOGNITION)),
    "cancellation": (acts.cancellation, dict(
        cancellation=ok.CANCELLATION, verification=ok.APPLICANT_S, letter=ok.UNIT_LETTER, hearing=ok.HEARD)),
    "annulment": (acts.annulment, dict(
        annulment=ok.ANNULMENT, power=ok.ANNULMENT_POWER, verification=ok.APPLICANT_S, entry=ok.ENTRY,
        letter=ok.UNIT_LETTER, hearing=ok.HEARD)),
    "case_opening": (acts.case_opening, dict(code=ok.CODE_NAMED)),
    "hearing_arrangement": (acts.hearing_arrangement, dict(call=ok.HEARING_CALL)),
    "gravity": (acts.gravity, dict(leniency=ok.LENIENCY, letter=ok.UNIT_LETTER)),
    "case_verification": (acts.case_verification, dict(check=ok.CASE_CHECK)),
    "bar": (acts.bar, dict(entry=ok.ENTRY, verification=ok.APPLICANT_S, hearing=ok.HEARD)),
    "expert_disqualification": (acts.expert_disqualification, dict(
        decision=ok.DISQUALIFICATION, verification=ok.EXPERT_S, entry=EXPERT_ENTRY, hearing=ok.HEARD)),
    "expert_return": (acts.expert_return, dict(entry=ok.RETURN)),
    "staff_bar": (acts.staff_bar, dict(
        bar=ok.STAFF_BAR, verification=ok.STAFF_S, entry=STAFF_ENTRY, hearing=ok.HEARD)),
    "role_grant": (acts.role_grant, dict(grant=ok.ROLE_GRANT)),
    "blacklisting": (acts.blacklisting, dict(blacklisting=ok.BLACKLISTING)),
    "archive_reading": (acts.archive_reading, dict(reading=ok.READING)),
    "record_correction": (acts.record_correction, dict(correction=ok.CORRECTION)),
    "employer_finding": (acts.employer_finding, dict(verification=ok.EMPLOYER_S, measure=ok.EMPLOYER_MEASURE)),
    "employer_measure": (acts.employer_measure, dict(measure=ok.EMPLOYER_MEASURE)),
    "circular": (acts.circular, dict(circular=ok.CIRCULAR)),
    "discipline_referral": (acts.discipline_referral, dict(referral=ok.REFERRAL)),
    "police_referral": (acts.police_referral, dict(referral=ok.REFERRAL)),
}  # fmt: skip

DEMANDED = {
    "clue_verification": "A6.1 A6.2 A6.2a A6.3 A6.3a A6.4 A65 A81.1 A81.2",
    "reminder": "A6.1 A6.2 A6.2a A6.3 A6.3a A6.4 A61.1 A77.1 A77.1a A77.2",
    "interview": "A6.1 A6.2 A6.2a A6.3 A6.3a A6.4 A61.1 A77.1 A77.1a A77.2 A78.2",
    "supervision_opening": "A6.1 A6.2 A6.2a A6.3 A6.3a A6.4",
    "letter_draft": "A6.1 A6.2 A6.2a A6.3 A6.3a A6.4 A77.1 A77.1a A77.2",
    "measure_withdrawal": "A6.1 A6.2 A6.2a A6.3 A6.3a A6.4 A77.1b",
    "suspension": "A77.2a",
    "rectification_check": "A6.1 A6.2 A6.2a A6.3 A6.3a A6.4 A78.1a",
    "resumption": "A6.1 A6.2 A6.2a A6.3 A6.3a A6.4 A61.1 A78.1a A78.1b A78.2",
    "revocation": "A78.1a A78.3 A78.3a",
    "non_recognition": "A76.1 A76.1a",
    "cancellation": "A62 A71.1a A72.1 A72.4",
    "annulment": "A62 A71.1 A71.1a A71.2 A72.2 A72.2a A72.3a A72.4",
    "case_opening": "A71.1c",
    "hearing_arrangement": "A71.1b",
    "gravity": "A72.1a A72.4",
    "case_verification": "A72.2b",
    "bar": "A62 A71.1 A71.1a A71.2 A72.3a",
    "expert_disqualification": "A63 A71.1 A71.1a A71.2 A72.3a A73.1",
    "expert_return": "A73.1a",
    "staff_bar": "A64 A71.1 A71.1a A71.2 A72.3a A74.1",
    "role_grant": "A74.1a",
    "blacklisting": "A75.2",
    "archive_reading": "A75.1",
    "record_correction": "A71.2a",
    "employer_finding": "A66 A79.3",
    "employer_measure": "A79.1 A79.3",
    "circular": "A79.2 A79.3a",
    "discipline_referral": "A80.1",
    "police_referral": "A80.2",
}


def refused(name: str, **changes: Any) -> list[str]:
    """The requirement ids by which the act is refused once `changes` replace its lawful facts."""
    act, facts = LAWFUL[name]
    with pytest.raises(Unlawful) as caught:
        act(**(facts | changes))
    assert caught.value.act == act.__doc__
    return sorted({breach.id for breach in caught.value.breaches})


@pytest.mark.parametrize("name", LAWFUL)
def test_lawful_facts_are_cleared_by_all_that_the_act_demands(name: str) -> None:
    act, facts = LAWFUL[name]
    clearance = act(**facts)
    assert sorted(finding.id for finding in clearance.findings) == sorted(DEMANDED[name].split())
    assert clearance.act == act.__doc__
    assert clearance.edition == "2025"


OWN_COMMITTEE = replace(ok.SUPERVISION, body=ok.FORMATION.unit)
ONE_HAND = replace(ok.SIGN_OFF, signed=(law.Supervisor.REGION_HR,))
COUNTY_S = replace(ok.FORMATION, former=law.Former.HR, level=OrganisationLevel.COUNTY, filed_by=Authority.COUNTY_HR)


@pytest.mark.parametrize(
    ("name", "changes", "ids"),
    [
        ("clue_verification", dict(verification=replace(ok.VERIFICATION, evidence=())), ["A65"]),
        ("clue_verification", dict(supervision=OWN_COMMITTEE), ["A6.3a"]),
        ("clue_verification", dict(supervision=replace(ok.SUPERVISION, formation=COUNTY_S)), ["A6.3"]),
        ("clue_verification", dict(happened=editions.Dated(date(2025, 5, 11))), ["A81.1"]),
        ("clue_verification", dict(cited=replace(ok.CITED, edition="2023")), ["A81.2"]),
        ("reminder", dict(letter=replace(ok.REMINDER, due_on=None)), ["A77.1a"]),
        ("reminder", dict(letter=replace(ok.REMINDER, counted=ok.TWO_ITEMS)), ["A77.1"]),
        ("reminder", dict(sign_off=ONE_HAND), ["A61.1"]),
        ("reminder", dict(supervision=OWN_COMMITTEE), ["A6.3a"]),
        ("interview", dict(letter=replace(ok.INTERVIEW, counted=ok.ONE_ITEM)), ["A77.1a", "A77.2"]),
        ("interview", dict(letter=replace(ok.INTERVIEW, lax=law.Laxity.OPEN)), ["A77.2"]),
        ("interview", dict(listing=replace(ok.LISTING, listed_for=())), ["A78.2"]),
        ("interview", dict(sign_off=ONE_HAND, supervision=OWN_COMMITTEE), ["A6.3a", "A61.1"]),
        ("supervision_opening", dict(supervision=OWN_COMMITTEE), ["A6.3a"]),
        ("letter_draft", dict(letter=replace(ok.REMINDER, number=" ")), ["A77.1a"]),
        ("letter_draft", dict(letter=replace(ok.REMINDER, counted=ok.TWO_ITEMS)), ["A77.1"]),
        ("measure_withdrawal", dict(taking=replace(ok.TAKING_BACK, reason=" ")), ["A77.1b"]),
        ("measure_withdrawal", dict(supervision=OWN_COMMITTEE), ["A6.3a"]),
        ("suspension", dict(suspension=replace(ok.SUSPENSION, interview_issued_at=None)), ["A77.2a"]),
        ("rectification_check", dict(check=replace(ok.IMPROVED, reported_on=None)), ["A78.1a"]),
        ("rectification_check", dict(supervision=OWN_COMMITTEE), ["A6.3a"]),
        ("resumption", dict(resumption=replace(ok.RESUMPTION, consented_at=None)), ["A78.1b"]),
        ("resumption", dict(check=replace(ok.IMPROVED, evidence=())), ["A78.1a"]),
        ("resumption", dict(sign_off=ONE_HAND), ["A61.1"]),
        ("resumption", dict(listing=replace(ok.LISTING, listed_for=(2026,))), ["A78.2"]),
        ("resumption", dict(supervision=OWN_COMMITTEE), ["A6.3a"]),
        ("revocation", dict(revocation=replace(ok.REVOCATION, counted=ok.TWO_ITEMS)), ["A78.3"]),
        ("revocation", dict(revocation=replace(ok.REVOCATION, acting=Authority.LEAGUE_HR)), ["A78.3a"]),
        ("revocation", dict(check=replace(ok.NOT_IMPROVED, evidence=())), ["A78.1a"]),
        ("non_recognition", dict(decision=replace(ok.NON_RECOGNITION, reviewed_on=date(2026, 6, 1))), ["A76.1"]),
        ("non_recognition", dict(decision=replace(ok.NON_RECOGNITION, acting=Authority.REGION_HR)), ["A76.1a"]),
        ("cancellation", dict(cancellation=replace(ok.CANCELLATION, closed=())), ["A72.1"]),
        ("cancellation", dict(verification=ok.EXPERT_S), ["A62"]),
        ("cancellation", dict(letter=replace(ok.UNIT_LETTER, letter_number="")), ["A72.4"]),
        ("annulment", dict(annulment=replace(ok.ANNULMENT, forming_unit_verified_on=None)), ["A72.2"]),
        ("annulment", dict(power=replace(ok.ANNULMENT_POWER, acting=Authority.COUNTY_HR)), ["A72.2a"]),
        ("annulment", dict(entry=replace(ok.ENTRY, basis="")), ["A71.2"]),
        ("annulment", dict(verification=ok.STAFF_S), ["A62"]),
        ("annulment", dict(letter=replace(ok.UNIT_LETTER, reason="")), ["A72.4"]),
        ("cancellation", dict(hearing=replace(ok.HEARD, heard_on=None)), ["A71.1a"]),
        ("annulment", dict(hearing=replace(ok.HEARD, heard_on=None)), ["A71.1a"]),
        ("expert_disqualification", dict(hearing=replace(ok.HEARD, heard_on=None)), ["A71.1a"]),
        ("staff_bar", dict(hearing=replace(ok.HEARD, heard_on=None)), ["A71.1a"]),
        ("case_opening", dict(code=replace(ok.CODE_NAMED, code="V62.5")), ["A71.1c"]),
        ("hearing_arrangement", dict(call=replace(ok.HEARING_CALL, in_system=False)), ["A71.1b"]),
        ("gravity", dict(leniency=replace(ok.LENIENCY, reason=" ")), ["A72.1a"]),
        ("gravity", dict(letter=replace(ok.UNIT_LETTER, suggestion="")), ["A72.4"]),
        ("case_verification", dict(check=replace(ok.CASE_CHECK, verifier="p2")), ["A72.2b"]),
        ("bar", dict(hearing=replace(ok.HEARD, heard_on=None)), ["A71.1a"]),
        ("bar", dict(entry=replace(ok.ENTRY, ends_on=date(2029, 3, 15))), ["A72.3a"]),
        ("bar", dict(entry=replace(ok.ENTRY, code="V62.5")), ["A71.1"]),
        ("bar", dict(verification=replace(ok.EXPERT_S, evidence=())), ["A63"]),
        ("expert_disqualification", dict(decision=replace(ok.DISQUALIFICATION, left=())), ["A73.1"]),
        ("expert_disqualification", dict(entry=ok.ENTRY, verification=ok.APPLICANT_S), ["A63"]),
        ("expert_disqualification", dict(entry=replace(EXPERT_ENTRY, number="")), ["A71.2"]),
        ("expert_return", dict(entry=replace(ok.RETURN, selected_on=None)), ["A73.1a"]),
        ("staff_bar", dict(bar=replace(ok.STAFF_BAR, locked=())), ["A74.1"]),
        ("staff_bar", dict(verification=ok.EXPERT_S), ["A64"]),
        ("staff_bar", dict(entry=replace(STAFF_ENTRY, ends_on=date(2027, 3, 14))), ["A72.3a"]),
        ("role_grant", dict(grant=replace(ok.ROLE_GRANT, on=date(2029, 3, 14))), ["A74.1a"]),
        ("blacklisting", dict(blacklisting=replace(ok.BLACKLISTING, number="")), ["A75.2"]),
        ("archive_reading", dict(reading=replace(ok.READING, entry_area="150421")), ["A75.1"]),
        ("record_correction", dict(correction=replace(ok.CORRECTION, reason="")), ["A71.2a"]),
        ("employer_finding", dict(measure=replace(ok.EMPLOYER_MEASURE, kind=law.EmployerKind.AGENCY)), ["A79.3"]),
        ("employer_finding", dict(verification=replace(ok.EMPLOYER_S, code="V66.5")), ["A66"]),
        ("employer_measure", dict(measure=replace(ok.EMPLOYER_MEASURE, due_on=None)), ["A79.1"]),
        ("employer_measure", dict(measure=replace(ok.EMPLOYER_MEASURE, kind=law.EmployerKind.AGENCY)), ["A79.3"]),
        ("circular", dict(circular=replace(ok.CIRCULAR, issued_on=ok.TODAY)), ["A79.2"]),
        ("circular", dict(circular=replace(ok.CIRCULAR, kind=law.EmployerKind.NON_PUBLIC)), ["A79.3a"]),
        ("discipline_referral", dict(referral=replace(ok.REFERRAL, number="")), ["A80.1"]),
        ("police_referral", dict(referral=replace(ok.REFERRAL, holds=False)), ["A80.2"]),
    ],
)  # fmt: skip
def test_an_act_is_refused_for_each_thing_it_demands(name: str, changes: dict[str, Any], ids: list[str]) -> None:
    assert refused(name, **changes) == ids


@pytest.mark.parametrize("verification", [ok.APPLICANT_S, ok.EXPERT_S, ok.STAFF_S, ok.EMPLOYER_S])
def test_A62_to_A66_a_finding_against_others_than_committees_has_no_table_g(verification: law.Verification) -> None:
    clearance = acts.clue_verification(verification=verification, **DATED)
    asked = f"A{verification.subject.catalogue}"
    assert [finding.id for finding in clearance.findings] == [asked, "A81.1", "A81.2"]
    with pytest.raises(TypeError, match="supervises"):
        acts.clue_verification(verification=verification, supervision=ok.SUPERVISION, **DATED)


def test_A65_a_finding_against_a_committee_says_who_supervises_it() -> None:
    with pytest.raises(TypeError, match="supervises"):
        acts.clue_verification(verification=ok.VERIFICATION, **DATED)


def test_A79_1_weak_checks_are_no_item_of_the_catalogue() -> None:
    weak = replace(ok.EMPLOYER_MEASURE, ground=law.WEAK_CHECKS)
    assert acts.employer_finding(verification=None, measure=weak).act == "认定用人单位违规"
    with pytest.raises(TypeError, match="weak check"):
        acts.employer_finding(verification=ok.EMPLOYER_S, measure=weak)


def test_a_letter_is_sent_as_what_it_is() -> None:
    with pytest.raises(TypeError, match="not an interview"):
        acts.reminder(letter=ok.INTERVIEW, **SUPERVISED)
    with pytest.raises(TypeError, match="not a reminder"):
        acts.interview(letter=ok.REMINDER, listing=ok.LISTING, **SUPERVISED)


def test_A78_3_the_ladder_ends_in_a_checked_rectification_the_national_ground_does_not() -> None:
    national = replace(ok.REVOCATION, ground=law.RevocationGround.NATIONAL)
    clearance = acts.revocation(revocation=national)
    assert [finding.id for finding in clearance.findings if finding.doubts] == ["A78.3"]
    with pytest.raises(TypeError, match="checked"):
        acts.revocation(revocation=ok.REVOCATION)
    with pytest.raises(TypeError, match="checked"):
        acts.revocation(revocation=national, check=ok.NOT_IMPROVED)


def test_A78_3_a_county_or_a_supervisor_alone_takes_no_senior_power_back() -> None:
    for acting in (Authority.COUNTY_HR, Authority.LEAGUE_HR):
        assert refused("revocation", revocation=replace(ok.REVOCATION, acting=acting)) == ["A78.3a"]


def test_A78_1_issue_comes_before_effect() -> None:
    second = timedelta(seconds=1)
    assert refused("suspension", suspension=replace(ok.SUSPENSION, suspended_at=ok.NOON - second)) == ["A77.2a"]
    assert refused("resumption", resumption=replace(ok.RESUMPTION, resumed_at=ok.NOON - second)) == ["A78.1b"]
    assert acts.suspension(suspension=replace(ok.SUSPENSION, suspended_at=ok.NOON + second))
    assert ok.EARLIER < ok.NOON
