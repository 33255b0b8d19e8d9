"""What must come before what in supervision, sanctions, inspections, clues and the calendar (articles 61 to 80)."""

from __future__ import annotations

from handlers.order.kinds import BEGINNING, END, Before, Fact, Facts, Hears, Present

TABLE, SANCTIONS = "table:supervision_measures", "table:sanctions"
S, V, E, C, N = "supervision", "violation", "employer", "clue", "inspection"
VERIFY, ISSUE, SIGNED, SIGN_OFF = f"{S}.verify", f"{S}.issue", f"{S}.signed", f"{S}.sign_off"
REMINDER, INTERVIEW = f"{S}.draft_reminder", f"{S}.draft_interview"
LETTERS = (REMINDER, INTERVIEW)
CONSENT, CONSENTED, RESUME, CLOSE, REVOKE = (
    f"{S}.{name}" for name in ("consent", "consented", "resume", "close", "revoke")
)
MEASURES = {
    "reminder": REMINDER, "interview": INTERVIEW, "resumption": CONSENT, "closing": CLOSE, "revocation": REVOKE,
}  # fmt: skip
PROPOSED = ("reminder", "interview", "improvement_finding", "resumption", "closing", "new_deadline", "revocation",
            "laxity_finding", "none")  # fmt: skip
INVESTIGATE, ASSESS, ASSIGN = f"{V}.investigate", f"{V}.assess", f"{V}.assign"
HEARD, LAPSED = f"{V}.answer_hearing", f"{V}.lapse"
DECISIONS = {
    "cancellation": f"{V}.cancel", "staff_bar": f"{V}.bar_staff", "disqualification": f"{V}.disqualify",
    "annulment": f"{V}.annul",
}  # fmt: skip
DECIDED = tuple(DECISIONS.values())
HEARING_OVER = f"until:{INVESTIGATE}.hearing_due_on"


def _answer(of: str, key: str, *values: object) -> tuple[Facts, ...]:
    return tuple((Fact(of, key, value),) for value in values)


def _asked(subject: str) -> Facts:
    return (Fact(INVESTIGATE, "hearing", "ask"), Fact(f"{V}.register", "subject", subject),
            Fact(INVESTIGATE, "outcome", "established"))  # fmt: skip


ESCALATION = (
    Before(("A65",), "核实违规情形", "请先核实再拟定措施", (*LETTERS, REVOKE, CONSENT), (VERIFY,)),
    Before(("A65",), "查实的违规情形", "查无实据的请直接结束", (*LETTERS, REVOKE, CONSENT, ISSUE), (VERIFY,), (VERIFY,),
           _answer(VERIFY, "outcome", "unfounded")),
    Before(("A77.1", "A78.3"), "按监管措施表拟定措施", "请先用决策表 supervision_measures 拟定措施，有新情况的重新拟定",
           (*LETTERS, CONSENT, CLOSE, REVOKE), (TABLE,), (BEGINNING, VERIFY, f"{S}.report", f"{S}.check", f"{S}.facts")),
    *(
        Before((requirement,), f"监管措施表提出“{label}”", "请按决策表提出的措施分流", (step,), (TABLE,), (TABLE,),
               _answer(TABLE, "measure", *(each for each in PROPOSED if MEASURES.get(each) != step)))
        for requirement, label, step in (
            ("A77.1", "提醒", REMINDER), ("A77.2", "约谈", INTERVIEW), ("A78.1b", "恢复", CONSENT),
            ("A78.1a", "销号", CLOSE), ("A78.3", "收回", REVOKE),
        )
    ),
    Before(("A61.1",), "各监管部门会签", "请先会签再汇总", (SIGNED, ISSUE), (SIGN_OFF,), (BEGINNING, *LETTERS)),
    Before(("A61.1",), "汇总会签意见", "文书须会签以后才发出", (ISSUE,), (SIGNED,), (BEGINNING, *LETTERS)),
    Before(("A61.1",), "各监管部门都同意", "有不同意的不得发出", (ISSUE,), (SIGNED,), (SIGNED,), _answer(SIGNED, "outcome", "refused")),
    Before(("A77.2a",), "通知停止评审", "约谈发出后请通知停止评审", (END,), (f"{S}.tell_suspended",), (ISSUE,),
           _answer(ISSUE, "letter", "interview")),
    Before(("A77.2a",), "发出的约谈", "停止评审以已发出的约谈为据", (f"{S}.tell_suspended",), (ISSUE,)),
    Before(("A77.1a",), "登记送达", "文书发出后请登记送达", (END,), (f"{S}.serve",), (ISSUE,)),
    Before(("A78.1",), "起草同意恢复文书", "请先起草再会签", (f"{S}.sign_consent",), (CONSENT,)),
    Before(("A78.1", "A61.1"), "各监管部门会签同意恢复", "请先会签再汇总", (CONSENTED, RESUME), (f"{S}.sign_consent",), (BEGINNING, CONSENT)),
    Before(("A78.1",), "汇总会签意见", "恢复须经监管部门同意", (RESUME,), (CONSENTED,), (BEGINNING, CONSENT)),
    Before(("A78.1",), "各监管部门都同意恢复", "有不同意的不得恢复", (RESUME,), (CONSENTED,), (CONSENTED,),
           _answer(CONSENTED, "outcome", "refused")),
    Before(("A78.1",), "恢复评审的决定", "未经同意不得通知恢复", (f"{S}.tell_resumed",), (RESUME,)),
    Before(("A78.1",), "恢复评审的决定或撤回约谈", "未经同意不得通知恢复", ("thrown:committee_resumed",), (RESUME, f"{S}.withdraw")),
    Before(("A78.3a",), "有权限的人社部门决定收回评审权", "请先作出收回的决定", (f"{S}.tell_revoked", "thrown:committee_revoked"), (REVOKE,)),
    Before(("A78.3a",), "收回的决定", "不收回的不得通知", (f"{S}.tell_revoked", "thrown:committee_revoked"), (REVOKE,), (REVOKE,),
           _answer(REVOKE, "outcome", "kept")),
    Before(("A78.3b", "A78.3c"), "通知评审权已收回", "收回以后请通知在办申报和会议", (END,), (f"{S}.tell_revoked",), (REVOKE,),
           _answer(REVOKE, "outcome", "revoked")),
    Before(("A77.1b",), "撤回监管措施的决定", "请先撤回再通知", (f"{S}.tell_withdrawn", f"{S}.tell_restored"), (f"{S}.withdraw",)),
    Before(("A76.1a",), "评估并决定不予认可", "请先评估", (f"{S}.tell_not_recognised",), (f"{S}.assess",)),
    Before(("A76.1a",), "不予认可的决定", "予以认可的不得通知", (f"{S}.tell_not_recognised",), (f"{S}.assess",), (f"{S}.assess",),
           _answer(f"{S}.assess", "outcome", "recognised")),
    Before(("A76.1", "A72.2"), "不予认可或撤销职称的决定", "请先作出决定", ("thrown:result_voided",), (f"{S}.assess", f"{V}.annul")),
)  # fmt: skip

SANCTION = (
    Before(("A71.1c",), "调查取证", "请先调查取证", (ASSESS, *DECIDED), (INVESTIGATE,)),
    Before(("A71.1c",), "查有实据", "查无实据的请终止", (ASSESS, *DECIDED), (INVESTIGATE,), (INVESTIGATE,),
           _answer(INVESTIGATE, "outcome", "unfounded")),
    Before(("A71.1a", "A71.1b"), "听取当事人陈述申辩（或记明逾期未陈述）", "请先听取陈述申辩再认定、决定", (ASSESS, *DECIDED), (HEARD, LAPSED),
           (INVESTIGATE,), (_asked("applicant"), _asked("expert"))),
    Before(("A71.1b",), "陈述申辩期限届满", "请用定时事件等 ${…hearing_due_on}，不得缩短", (LAPSED,), (HEARING_OVER,), (BEGINNING, INVESTIGATE)),
    *(
        Before(("A72.2",), words, "申报人违规须由推荐单位和组建单位分别核实", (ASSESS, *DECIDED), (step,), (f"{V}.register",),
               _answer(f"{V}.register", "subject", "applicant"))
        for words, step in (("推荐单位核实", f"{V}.verify_unit"), ("组建单位核实", f"{V}.verify_forming"))
    ),
    *(
        Before(("A72.2",), f"{words}核实属实", "有一家核实不属实的不予认定", (ASSESS, *DECIDED), (step,), (step,),
               _answer(step, "established", False))
        for words, step in (("推荐单位", f"{V}.verify_unit"), ("组建单位", f"{V}.verify_forming"))
    ),
    Before(("A71.2",), "认定情节和后续处理", "请先认定情节", (ASSIGN, *DECIDED), (ASSESS,)),
    Before(("A72.1", "A73.1", "A74.1"), "按违规处理表确定处理", "请先用决策表 sanctions 确定处理", (ASSIGN, *DECIDED), (SANCTIONS,)),
    Before(("A72.1", "A73.1", "A74.1"), "确定由谁决定", "请先确定决定单位", DECIDED, (ASSIGN,)),
    *(
        Before((requirement,), f"违规处理表指明由“{words}”处理", "请按确定的决定单位分流", (step,), (ASSIGN,), (ASSIGN,),
               _answer(ASSIGN, "decision", *(each for each in DECISIONS if DECISIONS[each] != step)))
        for requirement, words, step in (
            ("A72.1", "取消申报资格", f"{V}.cancel"), ("A74.1", "责令停岗", f"{V}.bar_staff"),
            ("A73.1", "取消专家资格", f"{V}.disqualify"), ("A72.2a", "撤销职称", f"{V}.annul"),
        )
    ),
    Before(("A72.3b",), "取消申报或撤销职称的决定", "请先作出决定再通知", (f"{V}.tell_declarations", "thrown:applicant_barred"),
           (f"{V}.cancel", f"{V}.annul")),
    Before(("A72.3b",), "取消在办申报", "决定以后请通知在办的申报", (END,), (f"{V}.tell_declarations",), (f"{V}.cancel", f"{V}.annul")),
    Before(("A72.2",), "撤销职称的决定", "请先作出撤销的决定", (f"{V}.tell_voided",), (f"{V}.annul",)),
    Before(("A80.1",), "移送追究党纪政务责任", "违反党纪政务的，请移送", (END,), (f"{V}.refer_discipline",), (ASSIGN,),
           _answer(ASSIGN, "discipline", True)),
    Before(("A80.2",), "移送公安机关", "涉嫌犯罪的，请移送公安", (END,), (f"{V}.refer_police",), (ASSIGN,), _answer(ASSIGN, "police", True)),
    Before(("A75.2",), "报自治区人社厅", "严重失信的，请报自治区人社厅再决定", (f"{V}.blacklist",), (f"{V}.report_region",)),
)  # fmt: skip

EMPLOYER = (
    Before(("A66",), "核实单位违规情形", "请先核实", (f"{E}.order",), (f"{E}.find",)),
    Before(("A66",), "查有实据", "查无实据的请终止", (f"{E}.order",), (f"{E}.find",), (f"{E}.find",),
           _answer(f"{E}.find", "outcome", "unfounded")),
    Before(("A79.1", "A79.3"), "确定处理单位", "请先按违规处理表确定由谁处理", (f"{E}.order",), (f"{E}.assign",)),
    Before(("A79.1",), "按违规处理表确定处理权限", "请先用决策表 sanctions", (f"{E}.assign",), (SANCTIONS,)),
    Before(("A79.1",), "责令补救和限期整改", "请先责令整改", (f"{E}.report", f"{E}.check", f"{E}.criticise"), (f"{E}.order",)),
    Before(("A79.2",), "单位报告整改情况", "请先由单位报告", (f"{E}.check",), (f"{E}.report",), (BEGINNING, f"{E}.order")),
    Before(("A79.2",), "核查整改情况，或整改期限届满（T17）", "请先核查，或等 ${…due_on} 期满", (f"{E}.criticise",),
           (f"{E}.check", f"until:{E}.order.due_on"), (BEGINNING, f"{E}.order")),
    Before(("A79.2",), "整改不力的核查结论", "整改到位的不得通报", (f"{E}.criticise",), (f"{E}.check",), (f"{E}.check",),
           _answer(f"{E}.check", "outcome", "improved")),
    Before(("A79.2",), "通报批评", "整改不力的，请通报批评", (END,), (f"{E}.criticise",), (f"{E}.check",),
           _answer(f"{E}.check", "outcome", "not_improved")),
)  # fmt: skip

INSPECTION = (
    Before(("A67.3b",), "核实线索", "请先核实再处置", (f"{C}.dispose",), (f"{C}.verify",)),
    Before(("A67.3",), "处置线索", "请先处置", (f"{C}.conclude", f"{C}.refer", f"{C}.open_case", END), (f"{C}.dispose",), (BEGINNING, f"{C}.verify")),
    Before(("A67.3",), "登记查办结果", "请先登记查办结果", (f"{C}.open_case",), (f"{C}.conclude",)),
    Before(("A67.3a",), "发现违规的查办结果", "没有发现违规的不得立案", (f"{C}.open_case",), (f"{C}.conclude",), (f"{C}.conclude",),
           _answer(f"{C}.conclude", "outcome", "none")),
    Before(("A67.3",), "据线索立案", "请先立案", (f"{C}.tell_case", "thrown:case_opened"), (f"{C}.open_case",)),
    Before(("A68.1",), "移送有关部门", "决定移送的，请登记移送", (END,), (f"{C}.refer",), (f"{C}.dispose",),
           _answer(f"{C}.dispose", "outcome", "referred")),
    Before(("A67.2",), "制定年度抽查计划", "请先制定计划", (f"{N}.draw",), (f"{N}.plan",)),
    Before(("A67.2a",), "抽取检查对象", "检查对象只能来自抽取", (f"{N}.assign", "thrown:inspection_assigned"), (f"{N}.draw",)),
    Before(("A61.2",), "发出资料清单和期限", "请先发出资料清单", (f"{N}.answer", f"{N}.examine"), (f"{N}.request",)),
    Before(("A61.2",), "被检查者提供资料，或期限届满", "请等提供资料，或等 ${…due_on} 期满", (f"{N}.examine", f"{N}.report"),
           (f"{N}.answer", f"until:{N}.request.due_on"), (f"{N}.request",)),
    Before(("A61.2",), "提供资料的期限届满", "请等 ${…due_on} 期满", (f"{N}.overdue",), (f"until:{N}.request.due_on",), (BEGINNING, f"{N}.request")),
    Before(("A67.1",), "核对资料", "请先核对再写报告", (f"{N}.report",), (f"{N}.examine",)),
    Before(("A67.3",), "检查报告", "请先写出报告", (f"{N}.tell_clues",), (f"{N}.report",)),
    Before(("A27.2a",), "另一人核对放假调休安排", "请先由另一人核对再发布", ("calendar.publish",), ("calendar.confirm",)),
    Before(("A27.2a",), "核对一致的意见", "核对有误的不得发布", ("calendar.publish",), ("calendar.confirm",), ("calendar.confirm",),
           _answer("calendar.confirm", "outcome", "return")),
    Before(("A27.2a",), "重算未结束的期限", "发布以后请重算期限", (END,), ("calendar.recompute",), ("calendar.publish",)),
)  # fmt: skip

BEFORE = (*ESCALATION, *SANCTION, *EMPLOYER, *INSPECTION)

PRESENT = (
    Present(("A65", "A77.1"), "评委会监管", "请保留评委会监管流程", VERIFY),
    Present(("A77.1",), "工作提醒", "请保留工作提醒", REMINDER),
    Present(("A77.2",), "工作约谈", "请保留工作约谈", INTERVIEW),
    Present(("A77.1a",), "登记送达", "请保留送达登记", f"{S}.serve"),
    Present(("A78.1a",), "整改情况的报告和核查", "请保留整改核查", f"{S}.check"),
    Present(("A78.1",), "经同意恢复评审", "请保留恢复评审", RESUME),
    Present(("A78.3",), "收回评审权", "请保留收回评审权", REVOKE),
    Present(("A77.1b",), "撤回监管措施", "请保留撤回措施的流程", f"{S}.withdraw"),
    Present(("A76.1",), "不予认可的评估", "请保留不予认可评估的流程", f"{S}.assess"),
    Present(("A71.1a",), "当事人陈述申辩", "请保留陈述申辩", HEARD),
    *(Present((requirement,), words, "请保留这项处理", step) for requirement, words, step in (
        ("A72.1", "取消申报资格", f"{V}.cancel"), ("A72.2", "撤销职称", f"{V}.annul"),
        ("A73.1", "取消专家资格", f"{V}.disqualify"), ("A74.1", "工作人员停岗", f"{V}.bar_staff"),
        ("A80.1", "移送追究党纪政务责任", f"{V}.refer_discipline"), ("A80.2", "移送公安机关", f"{V}.refer_police"),
        ("A75.2", "黑名单", f"{V}.blacklist"),
    )),
    Present(("A71.2a",), "诚信档案申诉", "请保留申诉流程", f"{V}.decide_appeal"),
    Present(("A79.1",), "责令用人单位整改", "请保留用人单位问责流程", f"{E}.order"),
    Present(("A79.2",), "通报批评", "请保留通报批评", f"{E}.criticise"),
    Present(("A70.1",), "接收公开举报的线索", "请保留由消息 clue_reported 开始的线索办理", "caught:clue_reported"),
    Present(("A67.3",), "处置线索", "请保留线索处置", f"{C}.dispose"),
    Present(("A67.2",), "年度随机抽查", "请保留年度抽查", f"{N}.draw"),
    Present(("A61.2",), "监督检查", "请保留监督检查", f"{N}.request"),
    Present(("A27.2a",), "发布工作日历", "请保留工作日历流程", "calendar.publish"),
)  # fmt: skip

HEARS: tuple[Hears, ...] = ()
