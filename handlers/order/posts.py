"""Who may do what and by when, wherever it is drawn: acts of authority, separation of duties, last days."""

from __future__ import annotations

from handlers.order.kinds import Apart, Due, Held, Patience, Several
from handlers.rules.roles import Role

OFFICIALS = (Role.HR_CLERK, Role.CONFIRMATION_OFFICER)
UNIT = (Role.UNIT_CLERK, Role.UNIT_HEAD)
OFFICE = (Role.OFFICE_CLERK, Role.OFFICE_CHIEF)
MEETING = (Role.CHAIR, Role.VICE_CHAIR)

HELD = (
    Held(("A23.2", "A26.2"), "由申报人本人办理", ("declaration.begin", "declaration.submit", "declaration.amend", "declaration.correct"),
         (Role.APPLICANT,)),
    Held(("A27.1",), "由用人单位（初审主体）办理",
         ("first_check.check", "first_check.recommend", "first_check.correct", "publicity.post_unit"), UNIT),
    Held(("A28.4",), "由用工单位办理", ("first_check.cosign",), (Role.USING_UNIT_CLERK,)),
    Held(("A27.3a", "A34.3"), "由公示单位核实异议", ("complaint.decide_dissent",),
         (*UNIT, Role.INDUSTRY_CLERK, Role.HR_CLERK)),
    Held(("A33.4",), "由主管部门审核", ("reporting.check_industry",), (Role.INDUSTRY_CLERK,)),
    Held(("A33.5",), "由人社部门审核", ("reporting.check_hr",), (Role.HR_CLERK,)),
    Held(("A34.1",), "由盟市人社部门或区直主管部门公示", ("publicity.post_roster",), (Role.INDUSTRY_CLERK, Role.HR_CLERK)),
    Held(("A31.1a",), "由服务中心分类", ("reporting.sort",), (Role.CENTRE_SORTER,)),
    Held(("A35.1",), "由办事机构复核", ("acceptance.check",), OFFICE),
    Held(("A42.1",), "由办事机构编制", ("review_session.plan",), OFFICE),
    Held(("A16.4", "A19.2"), "由组建单位办理", ("review_session.draw", "review_session.file_plan"), (Role.FORMING_MANAGER,)),
    Held(("A42.3",), "由备案部门同意", ("review_session.consent",), (Role.FILING_OFFICER,)),
    Held(("A44.1a",), "由主任委员确定", ("review_session.appoint_presider",), (Role.CHAIR,)),
    Held(("A44.1", "A47.1"), "由主持会议的主任委员、副主任委员办理",
         ("review_session.open", "review_session.present", "ballot.open", "ballot.count", "review_session.announce",
          "review_session.sign"), MEETING),
    Held(("A44.4", "A46.1"), "由评审专家本人办理", ("review_session.sign_in", "review_session.write_opinions"), (Role.EXPERT,)),
    Held(("A48.1",), "由办事机构记录", ("review_session.minutes", "review_session.invite_observer"), OFFICE),
    Held(("A16.5",), "由组建单位公示、提出处理意见", ("publicity.post_result", "complaint.decide"), (Role.FORMING_MANAGER,)),
    Held(("A16.6",), "由组建单位调查员调查", ("complaint.investigate",), (Role.INVESTIGATOR,)),
    Held(("A53.1",), "由办事机构报送", ("confirmation.submit",), OFFICE),
    Held(("A53.2a",), "由人社部门审核", ("confirmation.check",), (Role.HR_CLERK,)),
    Held(("A53.3",), "由有权的人社部门核准", ("confirmation.decide", "confirmation.decide_extension"), (Role.CONFIRMATION_OFFICER,)),
    Held(("A54.2",), "由用印人员用印", ("certificate.seal",), (Role.SEAL_OFFICER,)),
    Held(("A78.1c",), "由监管部门放行", ("confirmation.release",), (Role.SUPERVISOR,)),
    Held(("A61.1", "A65"), "由监管部门办理",
         ("supervision.open", "supervision.verify", "supervision.find_laxity", "supervision.draft_reminder",
          "supervision.draft_interview", "supervision.sign_off", "supervision.serve", "supervision.check",
          "supervision.consent", "supervision.sign_consent", "supervision.close", "supervision.set_deadline",
          "supervision.withdraw"), (Role.SUPERVISOR,)),
    Held(("A78.1a",), "由评委会办事机构报告整改", ("supervision.report",), OFFICE),
    Held(("A78.3a", "A76.1a"), "由有权限的人社部门决定", ("supervision.revoke", "supervision.assess"), (Role.CONFIRMATION_OFFICER,)),
    Held(("A71.1c", "A75.2"), "由监管部门办理",
         ("violation.open", "violation.investigate", "violation.assess", "violation.refer_discipline",
          "violation.refer_police", "violation.blacklist", "violation.decide_appeal"), (Role.SUPERVISOR,)),
    Held(("A71.1a",), "由当事人本人陈述", ("violation.answer_hearing",),
         (Role.APPLICANT, Role.EXPERT, Role.UNIT_CLERK, Role.OFFICE_CLERK)),
    Held(("A72.2b",), "由推荐单位核实", ("violation.verify_unit",), UNIT),
    Held(("A72.2b",), "由组建单位核实", ("violation.verify_forming",), (Role.INVESTIGATOR, Role.FORMING_MANAGER)),
    Held(("A72.1", "A74.1"), "由用人单位决定", ("violation.cancel", "violation.bar_staff"), (Role.UNIT_HEAD,)),
    Held(("A73.1",), "由组建单位决定", ("violation.disqualify",), (Role.FORMING_MANAGER,)),
    Held(("A72.2a",), "由有职称管理权限的人社部门决定", ("violation.annul",), (Role.CONFIRMATION_OFFICER,)),
    Held(("A79.1",), "由人社部门或组建单位处理", ("employer.open", "employer.find", "employer.order", "employer.check", "employer.criticise"),
         (Role.SUPERVISOR, Role.FORMING_MANAGER)),
    Held(("A79.1",), "由用人单位报告", ("employer.report",), (Role.UNIT_HEAD,)),
    Held(("A67.3", "A67.1"), "由监管部门办理",
         ("clue.register", "clue.verify", "clue.dispose", "clue.conclude", "clue.refer", "clue.open_case", "inspection.plan",
          "inspection.draw", "inspection.begin", "inspection.prepare", "inspection.request", "inspection.examine",
          "inspection.report"), (Role.SUPERVISOR,)),
    Held(("A61.2",), "由被检查的办事机构提供", ("inspection.answer",), OFFICE),
    Held(("A27.2a",), "由规则与日历管理员办理", ("calendar.enter", "calendar.confirm"), (Role.RULE_KEEPER,)),
)  # fmt: skip

APART = (
    Apart(("A33.3a",), "审核与推荐", "first_check.check", "first_check.recommend"),
    Apart(("A42.3",), "签报方案与核准备案", "review_session.file_plan", "review_session.consent"),
    Apart(("A42.3",), "编制方案与核准备案", "review_session.plan", "review_session.consent"),
    Apart(("A53.2a", "A33.3a"), "报送与审核核准材料", "confirmation.submit", "confirmation.check"),
    Apart(("A53.2a", "A33.3a"), "审核与核准确认", "confirmation.check", "confirmation.decide"),
    Apart(("A53.4", "A33.3a"), "申请延期与审批延期", "confirmation.submit", "confirmation.decide_extension"),
    Apart(("A54.2", "A33.3a"), "核准确认与用印", "confirmation.decide", "certificate.seal"),
    Apart(("A16.6", "A33.3a"), "调查举报与提出处理意见", "complaint.investigate", "complaint.decide"),
    Apart(("A78.1a",), "报告整改与核查整改", "supervision.report", "supervision.check"),
    Apart(("A78.3a", "A33.3a"), "核查整改与收回评审权", "supervision.check", "supervision.revoke"),
    Apart(("A72.2b",), "推荐单位核实与组建单位核实", "violation.verify_unit", "violation.verify_forming"),
    Apart(("A72.2a", "A33.3a"), "调查违规与撤销职称", "violation.investigate", "violation.annul"),
    Apart(("A79.2",), "报告整改与核查整改", "employer.report", "employer.check"),
    Apart(("A61.2",), "提供资料与核对资料", "inspection.answer", "inspection.examine"),
)  # fmt: skip

DUE = (
    Due(("A35.3",), "补正", "declaration.correct", ("acceptance.check.due_on",)),
    Due(("A35.3",), "单位补正", "first_check.correct", ("acceptance.check.due_on",)),
    Due(("A51.1",), "签字确认", "review_session.sign", ("review_session.announce.post_by",)),
    Due(("A51.1",), "会议记录", "review_session.minutes", ("review_session.announce.post_by",)),
    Due(("A51.1",), "公示评审结果", "publicity.post_result", ("message:review_ended.post_by",)),
    Due(("A51.3",), "调查举报", "complaint.investigate", ("message:complaint_received.due_on",)),
    Due(("A51.3",), "提出处理意见", "complaint.decide", ("message:complaint_received.due_on",)),
    Due(("A53.1",), "报送核准材料", "confirmation.submit", ("message:results_cleared.due_on",)),
    Due(("A77.1a",), "报告整改", "supervision.report", ("supervision.facts.due_on", "supervision.report.due_on")),
    Due(("A71.1b",), "陈述申辩", "violation.answer_hearing", ("violation.investigate.hearing_due_on",)),
    Due(("A79.1",), "报告整改", "employer.report", ("employer.order.due_on",)),
    Due(("A67.3",), "核实线索", "clue.verify", ("clue.register.due_on", "message:clue_reported.due_on")),
    Due(("A67.3",), "处置线索", "clue.dispose", ("clue.register.due_on", "message:clue_reported.due_on")),
    Due(("A61.2",), "提供资料", "inspection.answer", ("inspection.request.due_on",)),
)  # fmt: skip

PATIENCE = (
    Patience(("A35.3",), "补正", "declaration.correct", ("acceptance.check.due_on",)),
    Patience(("A35.3",), "单位补正", "first_check.correct", ("acceptance.check.due_on",)),
    Patience(("A42.3a",), "签报方案", "review_session.file_plan", ("review_session.plan.meeting_on",)),
    Patience(("A42.3a",), "核准备案", "review_session.consent", ("review_session.plan.meeting_on",)),
    Patience(("A42.3a",), "开会", "review_session.open", ("review_session.plan.meeting_on",)),
    Patience(("A77.1a",), "报告整改", "supervision.report", ("supervision.facts.due_on", "supervision.report.due_on")),
    Patience(("A71.1b",), "陈述申辩", "violation.answer_hearing", ("violation.investigate.hearing_due_on",)),
    Patience(("A79.1",), "报告整改", "employer.report", ("employer.order.due_on",)),
    Patience(("A61.2",), "提供资料", "inspection.answer", ("inspection.request.due_on",)),
)  # fmt: skip

SEVERAL = (
    Several("review_session.sign_in", "review_session.draw.seats"),
    Several("review_session.write_opinions", "review_session.assign_opinions.writers"),
    Several("supervision.sign_off", "supervision.draft_reminder.others"),
    Several("supervision.sign_off", "supervision.draft_interview.others"),
    Several("supervision.sign_consent", "supervision.consent.others"),
)
