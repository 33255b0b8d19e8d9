"""Acts from the result's publicity to the sealed certificate (art. 51–55)."""

from __future__ import annotations

from handlers.rules import committee, eligibility, forming_unit, jurisdiction, oversight, publicity
from handlers.rules import meeting as sitting
from handlers.rules.acts.clearing import Waivers, cleared
from handlers.rules.acts.declaring import in_force
from handlers.rules.article import Clearance


def result_posting(
    *,
    posting: publicity.Posting,
    signature: sitting.Signature,
    seal: sitting.Seal,
    host: forming_unit.Host,
    waivers: Waivers = (),
) -> Clearance:
    """公示评审结果"""
    findings = [
        forming_unit.forming_unit_publicises_the_results(host),
        sitting.chair_or_authorised_vice_chair_signs(signature),
        sitting.committee_seal_is_affixed(seal),
        publicity.result_is_posted_in_time(posting),
    ]
    return cleared("公示评审结果", findings, waivers)


def publicity_closing(*, notice: publicity.Notice, waivers: Waivers = ()) -> Clearance:
    """结束结果公示"""
    return cleared("结束结果公示", [publicity.result_notice_is_over(notice)], waivers)


def complaint_decision(*, investigation: publicity.Investigation, waivers: Waivers = ()) -> Clearance:
    """提出举报处理意见"""
    findings = [
        publicity.investigator_is_not_the_clerk(investigation),
        publicity.complaint_is_answered(investigation),
    ]
    return cleared("提出举报处理意见", findings, waivers)


def confirmation_submission(
    *,
    papers: jurisdiction.Papers,
    standings: tuple[jurisdiction.Standing, ...],
    notice: publicity.Notice,
    waivers: Waivers = (),
) -> Clearance:
    """报送核准确认"""
    findings = [
        jurisdiction.confirmation_papers_are_complete(papers),
        publicity.result_notice_is_over(notice),
        *(jurisdiction.only_who_passed_undisputed_is_confirmed(standing) for standing in standings),
    ]
    return cleared("报送核准确认", findings, waivers)


def extension(*, request: jurisdiction.ExtensionRequest, waivers: Waivers = ()) -> Clearance:
    """申请延期报送"""
    return cleared("申请延期报送", [jurisdiction.extension_is_asked_in_time(request)], waivers)


def confirmation(
    *,
    standing: jurisdiction.Standing,
    accepted: jurisdiction.Accepted,
    tally: sitting.Tally,
    meeting: sitting.Meeting,
    consent: sitting.Consent,
    signature: sitting.Signature,
    seal: sitting.Seal,
    notice: publicity.Notice,
    papers: jurisdiction.Papers,
    competence: jurisdiction.Competence,
    filing: committee.Filing,
    hold: oversight.Hold,
    discipline: eligibility.Discipline,
    employment: eligibility.Employment,
    waivers: Waivers = (),
) -> Clearance:
    """核准确认"""
    # the filing is that of the day of the vote; what stopped the committee since holds the batch
    findings = [
        oversight.held_results_wait_for_the_supervisor(hold),
        eligibility.applicant_is_not_excluded(employment),
        eligibility.applicant_is_in_service(employment),
        *in_force(filing),
        eligibility.no_severe_sanction_is_running(discipline),
        eligibility.no_integrity_record_is_running(discipline),
        jurisdiction.declaration_was_accepted_before_the_vote(accepted),
        sitting.review_was_consented_to(consent),
        sitting.quorum_is_present(meeting),
        sitting.two_thirds_of_those_attending_approve(tally),
        sitting.chair_or_authorised_vice_chair_signs(signature),
        sitting.committee_seal_is_affixed(seal),
        publicity.result_notice_is_over(notice),
        jurisdiction.only_who_passed_undisputed_is_confirmed(standing),
        jurisdiction.confirmation_papers_are_complete(papers),
        jurisdiction.result_is_confirmed_by_the_competent(competence),
    ]
    return cleared("核准确认", findings, waivers)


def certification(*, issue: jurisdiction.Issue, waivers: Waivers = ()) -> Clearance:
    """制发证书"""
    findings = [
        jurisdiction.certificate_rests_on_a_confirmation(issue),
        jurisdiction.title_starts_when_the_committee_passed_it(issue),
    ]
    return cleared("制发证书", findings, waivers)


def sealing(*, competence: jurisdiction.Competence, sealing: jurisdiction.Sealing, waivers: Waivers = ()) -> Clearance:
    """证书用印"""
    findings = [
        jurisdiction.certificate_is_sealed_by_the_competent(competence),
        jurisdiction.seal_is_numbered(sealing),
    ]
    return cleared("证书用印", findings, waivers)
