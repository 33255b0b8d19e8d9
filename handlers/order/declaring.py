"""What must come before what, from the applicant's draft to the office's acceptance (articles 26 to 36)."""

from __future__ import annotations

from handlers.order.kinds import BEGINNING, Anytime, Before, Fact, Facts, Hears, Present

AMEND, CHECK, COSIGN = "declaration.amend", "first_check.check", "first_check.cosign"
POST_UNIT, CLOSE_UNIT, UNIT_OVER = "publicity.post_unit", "publicity.close_unit", "until:publicity.post_unit.over_on"
POST_ROSTER, CLOSE_ROSTER = "publicity.post_roster", "publicity.close_roster"
ROSTER_OVER = "until:publicity.post_roster.over_on"
DISSENT, RECOMMEND, ROUTE = "complaint.decide_dissent", "first_check.recommend", "reporting.route"
NEXT, REPORT, SORT, ACCEPT = "reporting.next_step", "reporting.report", "reporting.sort", "acceptance.check"
INDUSTRY, HR = "reporting.check_industry", "reporting.check_hr"
CONCLUDED = "caught:review_concluded"
CORRECTION_OVER = "until:acceptance.check.due_on"
ANEW = (BEGINNING, AMEND)
ONWARDS = (RECOMMEND, NEXT, REPORT, ACCEPT, CONCLUDED)

JOINT: Facts = (Fact("first_check.assign", "joint", True), Fact("table:first_check_body", "joint", True))


def _answers(of: str, key: str, *values: object) -> tuple[Facts, ...]:
    return tuple((Fact(of, key, value),) for value in values)


REFUSED = ("return", "reject")
ON_INDUSTRY: Facts = (Fact(NEXT, "kind", "industry"),)
ON_HR: Facts = (Fact(NEXT, "kind", "hr"),)
WITH_ROSTER = tuple((*kind, Fact(NEXT, "roster", True)) for kind in (ON_INDUSTRY, ON_HR))

BEFORE = (
    Before(("A26.2",), "申报人核对资格、签订承诺并提交", "请先办“核对资格并提交申报”", ("first_check.assign", CHECK),
           ("declaration.submit",)),
    Before(("A27.1", "A28.1"), "按初审主体表确定由谁初审", "请先用决策表 first_check_body 定初审主体",
           ("first_check.assign",), ("table:first_check_body",)),
    Before(("A27.1",), "转交初审主体", "请在审核材料之前转交初审主体", (CHECK,), ("first_check.assign",)),
    Before(("A27.1",), "单位审核申报材料", "请在张贴公示之前审核材料", (POST_UNIT, COSIGN), (CHECK,), ANEW),
    Before(("A27.1", "A33.3b"), "单位审核同意（退回或不同意的不能往下走）", "只有审核同意的才能往下走",
           (POST_UNIT, RECOMMEND, REPORT), (CHECK,), (CHECK,), _answers(CHECK, "outcome", *REFUSED)),
    Before(("A28.4",), "用工单位会审", "由劳务派遣单位初审的，请先由用工单位会审", (POST_UNIT,), (COSIGN,),
           ("first_check.assign", AMEND), (JOINT,)),
    Before(("A28.4", "A28.4a"), "用工单位会审同意", "用工单位退回或不同意的不能往下走", (POST_UNIT,), (COSIGN,), (COSIGN,),
           tuple((Fact(COSIGN, "outcome", answer), *JOINT) for answer in REFUSED)),
    Before(("A27.2",), "张贴单位内部公示", "请先张贴单位公示", (CLOSE_UNIT, RECOMMEND), (POST_UNIT,), ANEW),
    Before(("A27.2",), "单位内部公示期满（T06）", "请用定时事件等 ${…over_on} 期满，不得缩短、绕过或并行越过",
           (CLOSE_UNIT, RECOMMEND), (UNIT_OVER,), (POST_UNIT,)),
    Before(("A27.3",), "结束单位公示并核对有无未决异议", "请在推荐之前结束公示", (RECOMMEND,), (CLOSE_UNIT,), (POST_UNIT, DISSENT)),
    Before(("A27.3",), "核实未决的异议", "还有未决异议的，请先核实并作出结论", (RECOMMEND,), (DISSENT,), (CLOSE_UNIT,),
           _answers(CLOSE_UNIT, "open_dissents", 1, 2)),
    Before(("A27.3", "A34.3"), "异议不成立的结论", "异议成立的不得推荐上报", ONWARDS, (AMEND,), (DISSENT,),
           _answers(DISSENT, "outcome", "upheld")),
    Before(("A33.2",), "单位出具推荐意见并盖章", "请在确定上报路径之前出具推荐意见", (ROUTE, NEXT, REPORT), (RECOMMEND,), ANEW),
    Before(("A30.1",), "按报送渠道表确定渠道", "请先用决策表 reporting_channel 定报送渠道", (ROUTE,), ("table:reporting_channel",), ANEW),
    Before(("A30.1",), "生成逐级上报路径", "请先生成上报路径", (NEXT, REPORT), (ROUTE,), ANEW),
    Before(("A30.1b",), "确定下一级，直到各级都审核完", "请回到“确定下一级”，直到没有下一级才报送", (REPORT,), (NEXT,), (BEGINNING, ROUTE)),
    Before(("A30.1b",), "上一级审核以后再确定下一级", "每审核一级都要回到“确定下一级”", (REPORT, ACCEPT), (NEXT, AMEND), (NEXT,),
           (ON_INDUSTRY, ON_HR)),
    Before(("A30.1b", "A33.4"), "主管部门审核", "轮到主管部门的，请由主管部门审核", (NEXT, POST_ROSTER, REPORT),
           (INDUSTRY, AMEND), (NEXT,), (ON_INDUSTRY,)),
    Before(("A30.1b", "A33.5"), "人社部门审核", "轮到人社部门的，请由人社部门审核", (NEXT, POST_ROSTER, REPORT),
           (HR, AMEND), (NEXT,), (ON_HR,)),
    Before(("A30.1b", "A33.4"), "主管部门审核同意", "主管部门退回或不同意的不能上报", (NEXT, POST_ROSTER, REPORT),
           (AMEND,), (INDUSTRY,), _answers(INDUSTRY, "outcome", *REFUSED)),
    Before(("A30.1b", "A33.5"), "人社部门审核同意", "人社部门退回或不同意的不能上报", (NEXT, POST_ROSTER, REPORT),
           (AMEND,), (HR,), _answers(HR, "outcome", *REFUSED)),
    Before(("A34.1",), "公示花名册", "这一级须公示花名册的，请先张贴花名册", (NEXT, REPORT), (POST_ROSTER, AMEND), (NEXT,), WITH_ROSTER),
    Before(("A34.1",), "花名册公示期满（T07）", "请用定时事件等 ${…over_on} 期满，不得缩短、绕过或并行越过",
           (CLOSE_ROSTER, NEXT, REPORT), (ROSTER_OVER,), (POST_ROSTER,)),
    Before(("A34.3",), "结束花名册公示并核对有无未决异议", "请在上报之前结束花名册公示", (NEXT, REPORT), (CLOSE_ROSTER,), (POST_ROSTER,)),
    Before(("A34.3",), "异议处理以后重新核对公示", "异议处理完后请回到公示", (RECOMMEND, NEXT, REPORT),
           (CLOSE_ROSTER, CLOSE_UNIT, AMEND), (DISSENT,)),
    Before(("A34.3",), "核实未决的异议", "还有未决异议的，请先核实并作出结论", (NEXT, REPORT), (DISSENT,), (CLOSE_ROSTER,),
           _answers(CLOSE_ROSTER, "open_dissents", 1, 2)),
    Before(("A31.1a",), "服务中心分类整理并转交", "经服务中心的，请先由服务中心分类", (ACCEPT,), (SORT,), (REPORT,),
           _answers(REPORT, "via_centre", True)),
    Before(("A30.1b", "A36.0"), "报送申报材料", "请在复核之前报送", (ACCEPT,), (REPORT,), ANEW),
    Before(("A35.1",), "办事机构复核申报材料", "请先复核，受理之后才等评审结论", (CONCLUDED,), (ACCEPT,),
           (*ANEW, "declaration.correct", "first_check.correct")),
    Before(("A35.1", "A36.4"), "办事机构受理", "只有受理的才进入评审", (CONCLUDED, "caught:confirmation_concluded"), (ACCEPT,),
           (ACCEPT,), _answers(ACCEPT, "outcome", "correct", "correct_unit", "not_accepted")),
    Before(("A35.2", "A35.3"), "申报人补正", "告知补正以后，请等申报人补正再复核", (ACCEPT,), ("declaration.correct",), (ACCEPT,),
           _answers(ACCEPT, "outcome", "correct")),
    Before(("A35.4",), "申报单位补正或补正期满", "告知单位补正以后，请等单位补正或期满再复核", (ACCEPT,),
           ("first_check.correct", CORRECTION_OVER), (ACCEPT,), _answers(ACCEPT, "outcome", "correct_unit")),
    Before(("A35.3a",), "补正期限届满（T08）", "补正期限可以延长，不得缩短；请用定时事件等 ${…due_on}", ("declaration.abandon",),
           (CORRECTION_OVER,), (BEGINNING, ACCEPT)),
    Before(("A35.3",), "重新申报（视为放弃后本次申报已终止）", "视为放弃以后请直接结束", ONWARDS, (), ("declaration.abandon",)),
    Before(("A23.2a",), "重新申报（撤回后本次申报已终止）", "撤回以后请直接结束", ONWARDS, (), ("declaration.withdraw",)),
    Before(("A23.2a",), "退回申报人修改（推荐以后不得自行撤回）", "撤回只能画在单位推荐之前",
           ("declaration.withdraw",), (AMEND, f"beside:{AMEND}"), (RECOMMEND,)),
    Before(("A72.3b",), "重新申报（申报已因失信记录取消）", "取消申报以后请直接结束", ONWARDS, (), ("declaration.cancel_by_sanction",)),
    Before(("A78.3b",), "重新申报（评审权收回，申报已退回）", "退回以后请直接结束", ONWARDS, (), ("declaration.return_revoked",)),
    Before(("A76.1",), "重新申报（结果不予认可，手续已终止）", "终止以后请直接结束", ONWARDS, (), ("declaration.close_voided",)),
)  # fmt: skip

PRESENT = (
    Present(("A21.2", "A23.2"), "申报", "请保留申报流程", "declaration.submit"),
    Present(("A27.2",), "单位内部公示", "请保留“张贴单位内部公示”", POST_UNIT),
    Present(("A27.3a",), "核实公示期间的异议", "请保留异议的接收和核实", DISSENT),
    Present(("A23.2a",), "推荐以前申报人撤回申报", "请保留撤回", "declaration.withdraw"),
    Present(("A28.4",), "用工单位会审", "请保留用工单位会审", COSIGN),
    Present(("A34.1",), "花名册公示", "请保留花名册公示", POST_ROSTER),
    Present(("A31.1a",), "服务中心分类", "请保留服务中心分类", SORT),
    Present(("A35.1",), "办事机构复核", "请保留“复核申报材料”", ACCEPT),
    Present(("A35.2",), "申报人补正", "请保留申报人补正", "declaration.correct"),
    Present(("A35.4",), "单位补正", "请保留单位补正", "first_check.correct"),
    Present(("A35.3",), "期满未补正的视为放弃", "请保留“记录视为放弃”", "declaration.abandon"),
    Present(("A47.1",), "评审结论送达申报", "请保留等待评审结论的消息事件", CONCLUDED),
    Present(("A53.2",), "核准结论送达申报", "请保留等待核准结论的消息事件", "caught:confirmation_concluded"),
)  # fmt: skip

HEARS = (
    Hears(("A27.3", "A27.3a"), "公示期间接收异议", "请在等公示期满的同时接收消息 dissent_received", UNIT_OVER, "dissent_received"),
    Hears(("A34.3", "A27.3a"), "花名册公示期间接收异议", "请在等公示期满的同时接收消息 dissent_received", ROSTER_OVER, "dissent_received"),
)  # fmt: skip

ANYTIME = (
    Anytime(("A72.3b",), "申报人被记入诚信档案", "请保留中断型事件子流程", "applicant_barred", "declaration.cancel_by_sanction", ACCEPT),
    Anytime(("A78.3b",), "评审权被收回", "请保留中断型事件子流程", "committee_revoked", "declaration.return_revoked", ACCEPT),
    Anytime(("A76.1",), "结果不予认可或职称撤销", "请保留中断型事件子流程", "result_voided", "declaration.close_voided", ACCEPT),
)  # fmt: skip
