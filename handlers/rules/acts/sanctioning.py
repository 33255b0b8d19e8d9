"""Acts against persons and employers: titles, records, pools, roles, referrals (art. 71–75, 79, 80)."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.rules import oversight
from handlers.rules.acts.clearing import Waivers, cleared
from handlers.rules.article import Clearance, Finding


def _recorded(entry: oversight.Entry) -> Iterator[Finding]:
    """What every entry of the integrity archive demands."""
    yield oversight.archive_records_persons(entry)
    yield oversight.entry_has_its_five_fields(entry)
    yield oversight.record_runs_three_years_from_its_effect(entry)


def cancellation(
    *,
    cancellation: oversight.Cancellation,
    verification: oversight.Verification,
    letter: oversight.UnitLetter,
    hearing: oversight.PersonHeard,
    waivers: Waivers = (),
) -> Clearance:
    """取消申报资格"""
    findings = [
        oversight.applicant_s_violation_is_established(verification),
        oversight.person_is_heard_before_the_decision(hearing),
        oversight.employer_cancels_a_false_declaration(cancellation),
        oversight.unit_is_told_of_a_serious_case(letter),
    ]
    return cleared("取消申报资格", findings, waivers)


def annulment(
    *,
    annulment: oversight.Annulment,
    power: oversight.AnnulmentPower,
    verification: oversight.Verification,
    entry: oversight.Entry,
    letter: oversight.UnitLetter,
    hearing: oversight.PersonHeard,
    waivers: Waivers = (),
) -> Clearance:
    """撤销职称"""
    findings = [
        oversight.applicant_s_violation_is_established(verification),
        oversight.person_is_heard_before_the_decision(hearing),
        oversight.title_is_annulled_after_two_verifications(annulment),
        oversight.title_is_annulled_by_the_competent(power),
        *_recorded(entry),
        oversight.unit_is_told_of_a_serious_case(letter),
    ]
    return cleared("撤销职称", findings, waivers)


def case_opening(*, code: oversight.CodeNamed, waivers: Waivers = ()) -> Clearance:
    """违规立案"""
    return cleared("违规立案", [oversight.case_names_an_item_of_its_catalogue(code)], waivers)


def hearing_arrangement(*, call: oversight.HearingCall, waivers: Waivers = ()) -> Clearance:
    """安排陈述申辩"""
    return cleared("安排陈述申辩", [oversight.hearing_is_arranged_or_excused(call)], waivers)


def gravity(*, leniency: oversight.Leniency, letter: oversight.UnitLetter | None, waivers: Waivers = ()) -> Clearance:
    """认定情节轻重"""
    findings = [oversight.cancelling_only_is_for_the_untitled_and_reasoned(leniency)]
    if letter is not None:
        findings.append(oversight.unit_is_told_of_a_serious_case(letter))
    return cleared("认定情节轻重", findings, waivers)


def case_verification(*, check: oversight.CaseCheck, waivers: Waivers = ()) -> Clearance:
    """核实违规"""
    return cleared("核实违规", [oversight.two_bodies_verify_by_two_persons(check)], waivers)


def bar(
    *,
    entry: oversight.Entry,
    verification: oversight.Verification,
    hearing: oversight.PersonHeard,
    waivers: Waivers = (),
) -> Clearance:
    """记入诚信档案"""
    findings = [
        oversight.ESTABLISHING[verification.subject](verification),
        oversight.person_is_heard_before_the_decision(hearing),
        *_recorded(entry),
    ]
    return cleared("记入诚信档案", findings, waivers)


def expert_disqualification(
    *,
    decision: oversight.Disqualification,
    verification: oversight.Verification,
    entry: oversight.Entry,
    hearing: oversight.PersonHeard,
    waivers: Waivers = (),
) -> Clearance:
    """取消评审专家资格"""
    findings = [
        oversight.expert_s_violation_is_established(verification),
        oversight.person_is_heard_before_the_decision(hearing),
        oversight.expert_is_disqualified_by_the_forming_unit(decision),
        *_recorded(entry),
    ]
    return cleared("取消评审专家资格", findings, waivers)


def expert_return(*, entry: oversight.Return, waivers: Waivers = ()) -> Clearance:
    """重新选入专家库"""
    return cleared("重新选入专家库", [oversight.expert_returns_by_new_selection_only(entry)], waivers)


def staff_bar(
    *,
    bar: oversight.StaffBar,
    verification: oversight.Verification,
    entry: oversight.Entry,
    hearing: oversight.PersonHeard,
    waivers: Waivers = (),
) -> Clearance:
    """责令不得从事职称评审工作"""
    findings = [
        oversight.staff_violation_is_established(verification),
        oversight.person_is_heard_before_the_decision(hearing),
        oversight.staff_leave_title_work(bar),
        *_recorded(entry),
    ]
    return cleared("责令不得从事职称评审工作", findings, waivers)


def role_grant(*, grant: oversight.RoleGrant, waivers: Waivers = ()) -> Clearance:
    """授予职称工作岗位"""
    return cleared("授予职称工作岗位", [oversight.barred_staff_are_given_no_role(grant)], waivers)


def blacklisting(*, blacklisting: oversight.Blacklisting, waivers: Waivers = ()) -> Clearance:
    """列入黑名单"""
    return cleared("列入黑名单", [oversight.blacklisting_rests_on_a_decision(blacklisting)], waivers)


def archive_reading(*, reading: oversight.Reading, waivers: Waivers = ()) -> Clearance:
    """查看诚信档案"""
    return cleared("查看诚信档案", [oversight.archive_is_read_within_its_collector_s_scope(reading)], waivers)


def record_correction(*, correction: oversight.Correction, waivers: Waivers = ()) -> Clearance:
    """更正诚信档案"""
    return cleared("更正诚信档案", [oversight.record_is_corrected_by_a_decision(correction)], waivers)


def employer_finding(
    *,
    verification: oversight.Verification | None,
    measure: oversight.EmployerMeasure,
    waivers: Waivers = (),
) -> Clearance:
    """认定用人单位违规"""
    if (measure.ground == oversight.WEAK_CHECKS) is not (verification is None):
        raise TypeError("an item of the catalogue, and no weak check, is established by a verification")
    findings = [oversight.agency_is_corrected_by_hr_only(measure)]
    if verification is not None:
        findings.append(oversight.employer_s_violation_is_established(verification))
    return cleared("认定用人单位违规", findings, waivers)


def employer_measure(*, measure: oversight.EmployerMeasure, waivers: Waivers = ()) -> Clearance:
    """责令用人单位整改"""
    findings = [
        oversight.employer_is_ordered_to_put_it_right(measure),
        oversight.agency_is_corrected_by_hr_only(measure),
    ]
    return cleared("责令用人单位整改", findings, waivers)


def circular(*, circular: oversight.Circular, waivers: Waivers = ()) -> Clearance:
    """通报批评"""
    findings = [
        oversight.poor_rectification_is_criticised_by_circular(circular),
        oversight.agency_is_criticised_by_hr_only(circular),
    ]
    return cleared("通报批评", findings, waivers)


def discipline_referral(*, referral: oversight.Referral, waivers: Waivers = ()) -> Clearance:
    """移送追究党纪政务责任"""
    return cleared("移送追究党纪政务责任", [oversight.referral_for_discipline_is_recorded(referral)], waivers)


def police_referral(*, referral: oversight.Referral, waivers: Waivers = ()) -> Clearance:
    """移送公安机关"""
    return cleared("移送公安机关", [oversight.referral_to_the_police_holds_the_papers(referral)], waivers)
