"""What must come before what, from the review plan to the sealed certificate (articles 42 to 54)."""

from __future__ import annotations

from handlers.order.kinds import BEGINNING, END, Anytime, Before, Fact, Facts, Present

PLAN, DRAW, FILE, CONSENT = (f"review_session.{name}" for name in ("plan", "draw", "file_plan", "consent"))
OPEN, SIGN_IN, OPINIONS = "review_session.open", "review_session.sign_in", "review_session.write_opinions"
ASSIGN_OPINIONS, PRESENTED = "review_session.assign_opinions", "review_session.present"
BALLOT, COUNT = "ballot.open", "ballot.count"
ANNOUNCE, SIGN, MINUTES = "review_session.announce", "review_session.sign", "review_session.minutes"
CONCLUDE, REVIEW_END = "review_session.conclude", "review_session.end"
WEEK_OVER = "until:review_session.consent.opens_at"
POST, CLOSE, POSTED_OVER = "publicity.post_result", "publicity.close_result", "until:publicity.post_result.over_on"
CLEARED = "thrown:results_cleared"
INVESTIGATE, DECIDE_COMPLAINT = "complaint.investigate", "complaint.decide"
SUBMIT, CHECK, DECIDE = "confirmation.submit", "confirmation.check", "confirmation.decide"
ISSUE, SEAL, NOTIFY = "certificate.issue", "certificate.seal", "certificate.notify"
ANEW = (BEGINNING, PLAN)
VOTED = (BALLOT, COUNT, ANNOUNCE, SIGN)


def _answer(of: str, key: str, *values: object) -> tuple[Facts, ...]:
    return tuple((Fact(of, key, value),) for value in values)


BEFORE = (
    Before(("A42.1",), "编制评审实施方案", "请先编制方案", (DRAW, FILE), (PLAN,)),
    Before(("A19.2",), "随机抽取评审专家", "请先随机抽取专家再备案", (FILE,), (DRAW,)),
    Before(("A42.2",), "方案签报备案", "请在核准备案之前签报方案，修改以后重新签报", (CONSENT,), (FILE,), ANEW),
    Before(("A42.3",), "备案部门同意方案", "未经同意不得开会；方案修改后须重新取得同意", (OPEN, BALLOT), (CONSENT,), ANEW),
    Before(("A42.3",), "备案部门同意方案", "未经同意不得签到开会", (SIGN_IN,), (CONSENT,)),
    Before(("A42.3",), "备案部门同意方案", "备案部门不同意的不得开会，请修改后重新备案", (OPEN, BALLOT), (CONSENT,), (CONSENT,),
           _answer(CONSENT, "outcome", "refuse")),
    Before(("A42.2",), "方案送达满七天、到会议开始之时（T10）", "请用定时事件等 ${…opens_at}，不得提前、绕过或并行越过", (OPEN, BALLOT),
           (WEEK_OVER,), (CONSENT,)),
    Before(("A42.2",), "方案送达满七天、到会议开始之时（T10）", "到会议开始之时才签到", (SIGN_IN,), (WEEK_OVER,)),
    Before(("A42.3a",), "会期已过的方案重新备案并取得同意", "当日未能开会的，请回到修改方案", (OPEN, BALLOT), (CONSENT,),
           ("until:review_session.plan.meeting_on",)),
    Before(("A44.7",), "邀请纪检监察部门监督", "请在开会之前邀请纪检监察", (OPEN, BALLOT), ("review_session.invite_observer",)),
    Before(("A44.1a",), "确定会议主持人", "请在开会之前确定主持人", (OPEN, BALLOT), ("review_session.appoint_presider",)),
    Before(("A44.2",), "核对到会人数并开会（到会专家达到三分之二）", "请先核对到会人数再投票", (ASSIGN_OPINIONS, PRESENTED, BALLOT), (OPEN,),
           (BEGINNING, PLAN, CONSENT)),
    Before(("A46.2",), "分派评议任务", "请先分派评议任务", (OPINIONS,), (ASSIGN_OPINIONS,), (BEGINNING, OPEN)),
    Before(("A46.1", "A46.2a"), "专家撰写书面评议意见", "请先由专家写评议意见", (PRESENTED, BALLOT), (OPINIONS,), (BEGINNING, OPEN)),
    Before(("A46.3",), "在会上介绍评议情况", "请在投票之前介绍评议情况", (BALLOT,), (PRESENTED,), (BEGINNING, OPEN)),
    Before(("A45.1",), "开启无记名投票", "结果只能由无记名投票产生", (COUNT, ANNOUNCE), (BALLOT,), (BEGINNING, OPEN)),
    Before(("A45.2",), "结束投票并按三分之二计票", "请先计票再宣布", (ANNOUNCE, SIGN), (COUNT,), (BEGINNING, BALLOT)),
    Before(("A47.1",), "宣布表决结果", "请先宣布再签字", (SIGN,), (ANNOUNCE,), (BEGINNING, BALLOT)),
    Before(("A47.2", "A47.3"), "主任委员签字确认并盖章", "请先签字盖章，再通知结论、结束评审",
           (CONCLUDE, MINUTES, REVIEW_END, "thrown:review_concluded", "thrown:review_ended"), (SIGN,), (BEGINNING, BALLOT)),
    Before(("A48.1",), "形成会议记录", "请先形成会议记录", (REVIEW_END, "thrown:review_ended"), (MINUTES,), (BEGINNING, BALLOT)),
    Before(("A47.1",), "把评审结论通知每份申报", "请先通知评审结论", (REVIEW_END,), (CONCLUDE,), (BEGINNING, SIGN)),
    Before(("A51.1",), "评审结束并转公示", "签字以后请结束评审、转公示", (END,), (REVIEW_END,), (SIGN,)),
    Before(("A51.1", "A47.2"), "签字确认的评审结果", "结果公示只能由评审结束引起", (POST,), (SIGN,)),
    Before(("A51.2",), "公示评审结果", "请先公示评审结果", (CLOSE,), (POST,)),
    Before(("A51.2",), "结果公示期满（T12）", "请用定时事件等 ${…over_on} 期满，不得缩短、绕过或并行越过",
           (CLOSE, "confirmation.open_batch"), (POSTED_OVER,), (POST,)),
    Before(("A53.2", "A51.2"), "结束公示并扣下有未决举报的人", "请先结束公示，或就举报作出处理意见",
           (CLEARED, "confirmation.open_batch", "confirmation.open_single", SUBMIT, DECIDE), (CLOSE, DECIDE_COMPLAINT),
           (BEGINNING, POST)),
    Before(("A53.2",), "结束公示", "整批报核准的，请先结束公示", ("confirmation.open_batch",), (CLOSE,)),
    Before(("A53.2",), "公示无异议、可以报核准的人", "没有人可报的，请直接结束", (CLEARED,), (CLOSE,), (CLOSE,), _answer(CLOSE, "cleared", 0)),
    Before(("A16.6", "A51.3"), "调查核实举报", "请先由调查员调查核实", (DECIDE_COMPLAINT,), (INVESTIGATE,)),
    Before(("A51.3",), "对举报提出处理意见", "请先提出处理意见", ("confirmation.open_single", "complaint.cancel"), (DECIDE_COMPLAINT,)),
    Before(("A51.3", "A53.2"), "举报不属实的处理意见", "举报属实的不得报核准", (CLEARED, "confirmation.open_single"), (DECIDE_COMPLAINT,),
           (DECIDE_COMPLAINT,), _answer(DECIDE_COMPLAINT, "outcome", "upheld")),
    Before(("A51.3",), "取消评审结果", "举报属实的，请取消结果并通知", (END,), ("complaint.cancel",), (DECIDE_COMPLAINT,),
           _answer(DECIDE_COMPLAINT, "outcome", "upheld")),
    Before(("A53.3",), "按管辖表确定核准与用印部门", "请先用决策表 jurisdiction 定核准部门", ("confirmation.assign", DECIDE),
           ("table:jurisdiction",)),
    Before(("A53.3",), "转交核准部门", "请先转交核准部门", (SUBMIT, CHECK, DECIDE), ("confirmation.assign",)),
    Before(("A53.1",), "报送核准材料", "请先报送核准材料", (CHECK, DECIDE), (SUBMIT,)),
    Before(("A53.4",), "批准延期以后重新报送", "申请延期的，请等审批以后再报送核准", (CHECK, DECIDE), (SUBMIT,), (SUBMIT,),
           _answer(SUBMIT, "outcome", "extend")),
    Before(("A53.4",), "审批延期申请", "申请延期的，请先审批", (SUBMIT,), ("confirmation.decide_extension",), (SUBMIT,),
           _answer(SUBMIT, "outcome", "extend")),
    Before(("A53.2a",), "人社部门审核核准材料", "请先审核再核准", (DECIDE,), (CHECK,), (BEGINNING, SUBMIT)),
    Before(("A78.1c",), "提请监管部门逐批决定", "评审停止期间的，请先提请监管部门决定", (DECIDE,), ("thrown:committee_suspended",),
           ("confirmation.facts",), _answer("confirmation.facts", "held", True)),
    Before(("A54.1",), "核准确认", "确认之后才发证", (ISSUE, SEAL), (DECIDE,), (BEGINNING, SUBMIT)),
    Before(("A54.1",), "有核准确认的人员", "没有核准人员的不得发证", (ISSUE, SEAL), (DECIDE,), (DECIDE,), _answer(DECIDE, "confirmed", 0)),
    Before(("A54.2a",), "生成电子证书", "请先生成证书再用印", (SEAL,), (ISSUE,), (BEGINNING, DECIDE)),
    Before(("A54.2",), "证书用印", "核准的，请先用印再通知核准结论", (NOTIFY,), (SEAL,), (DECIDE,), _answer(DECIDE, "confirmed", 1, 2)),
    Before(("A53.2",), "核准确认，或举报属实取消结果", "请先核准确认再通知结论", (NOTIFY, "thrown:confirmation_concluded"),
           (DECIDE, DECIDE_COMPLAINT)),
    Before(("A53.2",), "核准确认", "请先核准确认再通知结论", (NOTIFY,), (DECIDE,), (BEGINNING, SUBMIT)),
    Before(("A53.2",), "通知核准结论", "核准以后请通知每份申报", (END,), (NOTIFY,), (DECIDE,)),
)  # fmt: skip

PRESENT = (
    Present(("A44.4", "A50.1"), "专家签到、承诺并申明回避", "请保留签到", SIGN_IN, OPEN),
    Present(("A45.1",), "无记名投票", "请保留投票和计票", BALLOT),
    Present(("A47.1",), "通知评审结论", "请保留“通知评审结论”", CONCLUDE),
    Present(("A51.1",), "结果公示", "请保留结果公示", POST),
    Present(("A51.3",), "接收公示期间的举报", "请保留由消息 complaint_received 开始的举报核查", "caught:complaint_received"),
    Present(("A51.3",), "就举报提出处理意见", "请保留举报核查", DECIDE_COMPLAINT),
    Present(("A51.3",), "举报属实的取消结果", "请保留“取消评审结果”", "complaint.cancel"),
    Present(("A51.3",), "举报不属实的报核准", "请保留“不影响结果，报核准”", "confirmation.open_single"),
    Present(("A53.3",), "核准确认", "请保留核准确认", DECIDE),
    Present(("A54.2",), "证书用印", "请保留用印", SEAL),
    Present(("A53.4",), "延期申请的审批", "请保留延期审批", "confirmation.decide_extension"),
)  # fmt: skip

ANYTIME = (
    Anytime(("A78.3c",), "评审权被收回", "请保留中断型事件子流程", "committee_revoked", "review_session.end_revoked", OPEN),
    Anytime(("A77.2a",), "因约谈停止评审", "请保留非中断型事件子流程", "committee_suspended", "review_session.note_stop", OPEN, False),
    Anytime(("A78.1",), "恢复评审", "请保留非中断型事件子流程", "committee_resumed", "review_session.note_resumption", OPEN, False),
    Anytime(("A78.1c",), "停止评审期间逐批决定", "请保留非中断型事件子流程", "committee_suspended", "confirmation.release", DECIDE, False),
)  # fmt: skip
