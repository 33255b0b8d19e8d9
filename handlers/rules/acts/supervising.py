"""Acts against committees: the finding, the letter, the stop, the power taken back (art. 6, 61–66, 76–78)."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.rules import editions, oversight
from handlers.rules.acts.clearing import Waivers, cleared
from handlers.rules.article import Clearance, Finding
from handlers.rules.oversight import Subject

#: What a department must satisfy to act as supervisor of a committee (table g).
SUPERVISOR_RULES = (
    oversight.region_supervises_what_it_filed,
    oversight.locality_supervises_what_it_filed,
    oversight.supervisor_is_of_the_area,
    oversight.hr_committee_is_supervised_one_level_up,
    oversight.supervisor_did_not_form_the_committee,
    oversight.industry_committee_has_two_supervisors,
)
LETTER_RULES = (
    oversight.one_item_calls_for_a_reminder,
    oversight.letter_orders_rectification_by_a_day,
    oversight.interview_answers_grave_items_and_lax_management,
)


def _supervised(supervision: oversight.Supervision, sign_off: oversight.SignOff) -> Iterator[Finding]:
    """What every measure on a committee demands of its supervisors."""
    yield from (rule(supervision) for rule in SUPERVISOR_RULES)
    yield oversight.every_supervisor_has_signed(sign_off)


def clue_verification(
    *,
    verification: oversight.Verification,
    happened: editions.Dated,
    cited: editions.Cited,
    supervision: oversight.Supervision | None = None,
    waivers: Waivers = (),
) -> Clearance:
    """认定违规"""
    if (verification.subject is Subject.COMMITTEE) is not (supervision is not None):
        raise TypeError("a finding against a committee, and no other, says who supervises it")
    findings = [
        oversight.ESTABLISHING[verification.subject](verification),
        editions.case_is_judged_by_the_edition_of_its_day(happened),
        editions.repealed_edition_decides_nothing(cited),
    ]
    if supervision is not None:
        findings += [rule(supervision) for rule in SUPERVISOR_RULES]
    return cleared("认定违规", findings, waivers)


def supervision_opening(*, supervision: oversight.Supervision, waivers: Waivers = ()) -> Clearance:
    """监管立案"""
    return cleared("监管立案", [rule(supervision) for rule in SUPERVISOR_RULES], waivers)


def letter_draft(
    *, letter: oversight.MeasureLetter, supervision: oversight.Supervision, waivers: Waivers = ()
) -> Clearance:
    """起草监管文书"""
    findings = [*(rule(letter) for rule in LETTER_RULES), *(rule(supervision) for rule in SUPERVISOR_RULES)]
    return cleared("起草监管文书", findings, waivers)


def reminder(
    *,
    letter: oversight.MeasureLetter,
    supervision: oversight.Supervision,
    sign_off: oversight.SignOff,
    waivers: Waivers = (),
) -> Clearance:
    """工作提醒"""
    if letter.letter is not oversight.Letter.REMINDER:
        raise TypeError("a reminder is not an interview")
    return cleared("工作提醒", [*(rule(letter) for rule in LETTER_RULES), *_supervised(supervision, sign_off)], waivers)


def interview(
    *,
    letter: oversight.MeasureLetter,
    supervision: oversight.Supervision,
    sign_off: oversight.SignOff,
    listing: oversight.Listing,
    waivers: Waivers = (),
) -> Clearance:
    """工作约谈"""
    if letter.letter is not oversight.Letter.INTERVIEW:
        raise TypeError("an interview is not a reminder")
    findings = [
        *(rule(letter) for rule in LETTER_RULES),
        oversight.interviewed_committee_is_listed_for_next_year(listing),
        *_supervised(supervision, sign_off),
    ]
    return cleared("工作约谈", findings, waivers)


def suspension(*, suspension: oversight.Suspension, waivers: Waivers = ()) -> Clearance:
    """停止评审"""
    return cleared("停止评审", [oversight.review_stops_by_an_interview_s_order(suspension)], waivers)


def measure_withdrawal(
    *, taking: oversight.TakingBack, supervision: oversight.Supervision, waivers: Waivers = ()
) -> Clearance:
    """撤回监管措施"""
    findings = [oversight.withdrawal_is_reasoned_and_once(taking), *(rule(supervision) for rule in SUPERVISOR_RULES)]
    return cleared("撤回监管措施", findings, waivers)


def rectification_check(
    *, check: oversight.Rectification, supervision: oversight.Supervision, waivers: Waivers = ()
) -> Clearance:
    """核查整改"""
    findings = [
        oversight.rectification_is_found_by_a_person(check),
        *(rule(supervision) for rule in SUPERVISOR_RULES),
    ]
    return cleared("核查整改", findings, waivers)


def resumption(
    *,
    resumption: oversight.Resumption,
    check: oversight.Rectification,
    listing: oversight.Listing,
    supervision: oversight.Supervision,
    sign_off: oversight.SignOff,
    waivers: Waivers = (),
) -> Clearance:
    """恢复评审"""
    findings = [
        oversight.rectification_is_found_by_a_person(check),
        oversight.work_resumes_by_consent_only(resumption),
        oversight.interviewed_committee_is_listed_for_next_year(listing),
        *_supervised(supervision, sign_off),
    ]
    return cleared("恢复评审", findings, waivers)


def revocation(
    *,
    revocation: oversight.Revocation,
    check: oversight.Rectification | None = None,
    waivers: Waivers = (),
) -> Clearance:
    """收回评审权"""
    if (revocation.ground is oversight.RevocationGround.LADDER) is not (check is not None):
        raise TypeError("the ladder, and no other ground, ends in a rectification that was checked")
    findings = [
        oversight.power_is_taken_back_after_measures_without_improvement(revocation),
        oversight.power_is_taken_back_by_the_competent(revocation),
    ]
    if check is not None:
        findings.insert(0, oversight.rectification_is_found_by_a_person(check))
    return cleared("收回评审权", findings, waivers)


def non_recognition(*, decision: oversight.NonRecognition, waivers: Waivers = ()) -> Clearance:
    """不予认可"""
    findings = [
        oversight.only_a_ground_of_the_law_denies_recognition(decision),
        oversight.recognition_is_denied_by_the_competent(decision),
    ]
    return cleared("不予认可", findings, waivers)
