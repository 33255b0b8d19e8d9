"""Acts that follow or accompany a review: re-check, commission, archive, inspection (art. 29–70)."""

from __future__ import annotations

from dataclasses import replace

from handlers.rules import archive, recheck, service
from handlers.rules import commission as entrusting
from handlers.rules import inspection as inspecting
from handlers.rules import intake as collecting
from handlers.rules import reconfirmation as confirming_again
from handlers.rules.acts.clearing import Waivers, cleared
from handlers.rules.article import Clearance


def service_point_intake(*, intake: collecting.Intake, waivers: Waivers = ()) -> Clearance:
    """受理点接收材料"""
    return cleared("受理点接收材料", [collecting.service_point_never_decides(intake)], waivers)


def recommendation_procedure(*, document: collecting.ProcedureDocument, waivers: Waivers = ()) -> Clearance:
    """登记推荐办法"""
    return cleared("登记推荐办法", [collecting.recommendation_procedure_is_on_record(document)], waivers)


def roster_posting(*, roster: collecting.Roster, waivers: Waivers = ()) -> Clearance:
    """公示花名册"""
    return cleared("公示花名册", [collecting.roster_has_the_unified_columns(roster)], waivers)


def recheck_acceptance(*, request: recheck.Request, waivers: Waivers = ()) -> Clearance:
    """受理复查"""
    return cleared("受理复查", [recheck.applicant_disputes_own_result_with_evidence(request)], waivers)


def recheck_refusal(*, reply: recheck.Reply, waivers: Waivers = ()) -> Clearance:
    """不受理复查"""
    return cleared("不受理复查", [recheck.recheck_refused_with_reasons(reply)], waivers)


def recheck_answer(*, request: recheck.Request, answer: recheck.Answer, waivers: Waivers = ()) -> Clearance:
    """答复复查"""
    findings = [
        recheck.applicant_disputes_own_result_with_evidence(request),
        recheck.recheck_is_answered(answer),
    ]
    return cleared("答复复查", findings, waivers)


def tally_correction(*, correction: recheck.TallyCorrection, waivers: Waivers = ()) -> Clearance:
    """更正计票"""
    return cleared("更正计票", [recheck.tally_is_corrected_by_recount(correction)], waivers)


def revote_order(*, revote: recheck.Revote, waivers: Waivers = ()) -> Clearance:
    """决定重新表决"""
    return cleared("决定重新表决", [recheck.only_a_void_ballot_is_repeated(revote)], waivers)


def commission(*, outgoing: entrusting.Outgoing, waivers: Waivers = ()) -> Clearance:
    """出具委托函"""
    findings = [
        entrusting.no_committee_of_the_region_covers_it(outgoing),
        entrusting.letter_is_issued_by_the_competent(outgoing),
    ]
    return cleared("出具委托函", findings, waivers)


def commissioned_result(*, result: entrusting.CommissionedResult, waivers: Waivers = ()) -> Clearance:
    """登记委托评审结果"""
    return cleared("登记委托评审结果", [entrusting.commission_was_consented_to(result)], waivers)


def incoming_commission(*, incoming: entrusting.Incoming, waivers: Waivers = ()) -> Clearance:
    """受理委托评审"""
    findings = [
        entrusting.local_department_takes_intermediate_and_junior(incoming),
        entrusting.incoming_commission_has_its_documents(incoming),
    ]
    return cleared("受理委托评审", findings, waivers)


def foreign_title_use(*, title: confirming_again.ForeignTitle, waivers: Waivers = ()) -> Clearance:
    """登记外地职称"""
    return cleared("登记外地职称", [confirming_again.verified_title_is_used_as_it_is(title)], waivers)


def reconfirmation(
    *,
    title: confirming_again.ForeignTitle,
    reconfirmation: confirming_again.Reconfirmation,
    result: entrusting.CommissionedResult,
    waivers: Waivers = (),
) -> Clearance:
    """重新确认职称"""
    findings = [
        confirming_again.verified_title_is_used_as_it_is(replace(title, new_certificate=True)),
        entrusting.commission_was_consented_to(result),
        confirming_again.title_is_reconfirmed_by_the_competent(reconfirmation),
        confirming_again.experts_have_advised(reconfirmation),
    ]
    return cleared("重新确认职称", findings, waivers)


def archiving(*, trace: archive.Trace, waivers: Waivers = ()) -> Clearance:
    """评审归档"""
    return cleared("评审归档", [archive.record_is_traceable_throughout(trace)], waivers)


def form_return(*, form: archive.FormReturn, waivers: Waivers = ()) -> Clearance:
    """退回评审表"""
    return cleared("退回评审表", [archive.form_returns_by_the_original_channel(form)], waivers)


def destruction(*, destruction: archive.Destruction, waivers: Waivers = ()) -> Clearance:
    """销毁申报材料"""
    findings = [
        archive.permanent_records_are_never_destroyed(destruction),
        archive.a_full_year_has_passed(destruction),
        archive.two_persons_approve_the_list(destruction),
    ]
    return cleared("销毁申报材料", findings, waivers)


def results_export(*, rows: tuple[service.ResultRow, ...], waivers: Waivers = ()) -> Clearance:
    """报送评审结果数据"""
    return cleared("报送评审结果数据", [service.result_uses_the_code_tables(row) for row in rows], waivers)


def spot_draw(*, draw: inspecting.SpotDraw, waivers: Waivers = ()) -> Clearance:
    """抽取检查对象"""
    return cleared("抽取检查对象", [inspecting.random_check_follows_a_draw(draw)], waivers)


def inspection_opening(*, inspection: inspecting.Inspection, waivers: Waivers = ()) -> Clearance:
    """开展监督检查"""
    findings = [
        inspecting.inspection_has_method_and_form(inspection),
        inspecting.random_check_names_its_draw(inspection),
    ]
    return cleared("开展监督检查", findings, waivers)


def clue_registration(*, clue: inspecting.Clue, waivers: Waivers = ()) -> Clearance:
    """登记线索"""
    return cleared("登记线索", [inspecting.clue_is_followed_up(clue)], waivers)


def clue_handling(*, handling: inspecting.Handling, waivers: Waivers = ()) -> Clearance:
    """核实线索"""
    return cleared("核实线索", [inspecting.clue_is_looked_into_by_others(handling)], waivers)


def clue_disposition(*, disposal: inspecting.Disposal, waivers: Waivers = ()) -> Clearance:
    """处置线索"""
    return cleared("处置线索", [inspecting.clue_is_disposed_of_with_reasons(disposal)], waivers)


def referral(*, referral: inspecting.Referral, waivers: Waivers = ()) -> Clearance:
    """移送有关部门"""
    return cleared("移送有关部门", [inspecting.referral_names_facts_and_recipient(referral)], waivers)


def complaint_channel(*, channel: inspecting.ComplaintChannel, waivers: Waivers = ()) -> Clearance:
    """公布投诉举报渠道"""
    return cleared("公布投诉举报渠道", [inspecting.body_has_a_complaint_channel(channel)], waivers)
