"""What each user answers to each form, given the story of the declaration. `None`: leaves it lying."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.demo.ledger import Entry

Data = dict[str, Any]
Answers = dict[str, Any] | None
SEAL = "演练印章-001"
SUMMARY = "从事本专业技术工作以来，主持完成多项工程的设计、施工与质量管理，解决关键技术问题。"
ACHIEVEMENT = "主持的工程通过竣工验收，编制的技术规程在本地区推广应用。"


def submission(entry: Entry, data: Data) -> dict[str, Any]:
    """The applicant's own form."""
    return {
        "title": data.get("title") or "高级工程师",
        "kind": "direct" if entry.story.startswith("direct") else "ordinary",
        "summary": SUMMARY,
        "achievement": ACHIEVEMENT,
        "commitment": True,
    }


def unit_check(entry: Entry, data: Data) -> Answers:
    opinion, text = "approve", "材料真实完整，符合申报条件"
    if entry.story == "not_recommended":
        opinion, text = "reject", "业绩材料与本人实际工作不符，不予推荐"
        entry.refuse("A27.1", text)
    elif entry.story == "returned" and entry.once("returned"):
        opinion, text = "return", "请补充近五年主要业绩后重新提交"
    return {**_check(opinion, text, data), "conduct": "qualified"}


def hr_check(entry: Entry, data: Data) -> Answers:
    if entry.story == "not_reported":
        text = "申报程序不完整，单位公示材料不能说明公示情况，不予上报"
        entry.refuse("A33.5", text)
        return _check("reject", text, data)
    return _check("approve", "程序规范，同意上报", data)


def industry_check(entry: Entry, data: Data) -> Answers:
    return _check("approve", "材料齐全，同意上报", data)


def _check(opinion: str, text: str, data: Data) -> dict[str, Any]:
    return {"checklist": values(data, "checks"), "opinion": opinion, "text": text, "seal_number": SEAL}


def office_check(entry: Entry, data: Data) -> Answers:
    """Accept; or once ask for a correction; or do not accept."""
    answers: dict[str, Any] = {"checklist": values(data, "checks"), "seal_number": SEAL}
    if entry.story == "not_accepted":
        reason = "申报材料缺少评委会要求的继续教育记录，且无法在期限内补齐"
        entry.refuse("A36.2", reason)
        return {**answers, "outcome": "not_accepted", "article": "A36.2", "reason": reason, "text": "不予受理"}
    if entry.story in ("corrected", "abandoned") and entry.once("correction asked"):
        items = [{"text": "业绩证明材料缺少项目批复文件"}, {"text": "工作总结未写明本人承担的任务"}]
        text = "一次性告知需补正的全部内容"
        return {**answers, "outcome": "correct", "items": items, "due_on": data["due_on"], "text": text}
    entry.marks.add("accepted")
    return {**answers, "outcome": "accept", "text": "材料齐全，符合受理条件"}


def correction(entry: Entry, data: Data) -> Answers:
    if entry.story == "abandoned":
        return None
    entry.marks.add("corrected")
    return {"answer": "已按告知内容逐项补充，见所附项目批复文件和修改后的工作总结。"}


def dissent(entry: Entry, data: Data) -> Answers:
    if entry.story == "dissent_upheld":
        text = "经核实，申报业绩系他人完成，异议成立"
        entry.refuse("A27.3", text)
        return {"opinion": "upheld", "opinion_text": text}
    return {"opinion": "rejected", "opinion_text": "经核实，反映情况不属实，异议不成立"}


def complaint(entry: Entry, data: Data) -> Answers:
    if entry.story == "complaint_upheld":
        text = "经调查，所报代表性成果署名不实，取消评审结果"
        entry.refuse("A51.3", text)
        return {"opinion": "upheld", "opinion_text": text}
    return {"opinion": "rejected", "opinion_text": "经调查，举报内容不属实，不影响评审结果"}


def values(data: Data, key: str) -> list[str]:
    """Every option of a checklist."""
    return [option["value"] for option in data.get(key, [])]


def always(answers: dict[str, Any]) -> Callable[[Entry, Data], Answers]:
    return lambda entry, data: dict(answers)


NEEDS_DATA = ("first_check.check", "reporting.check_hr", "reporting.check_industry", "acceptance.check")
FOLLOWED_UP = ("complaint.decide_dissent",)  # the case goes on through the worker, not in the same request
TURNING = ("first_check.cosign", *FOLLOWED_UP)  # forms after which somebody earlier has work
BACKWARDS = ("return", "correct", "correct_unit")  # outcomes after which somebody earlier has work
OF_DECLARATIONS: dict[str, Callable[[Entry, Data], Answers]] = {
    "declaration.amend": always({"summary": SUMMARY + "现补充近五年业绩。", "achievement": ACHIEVEMENT}),
    "declaration.correct": correction,
    "first_check.check": unit_check,
    "first_check.cosign": always({"opinion": "approve", "text": "同意推荐", "seal_number": SEAL}),
    "first_check.recommend": always(
        {
            "how_chosen": "个人申请、单位考核后择优推荐",
            "conditions": "符合申报条件",
            "publicity": "已在单位内部公示五个工作日，无未决异议",
            "commitment": True,
            "seal_number": SEAL,
        }
    ),
    "publicity.post_unit": always({"place": "单位公告栏", "evidence": "公告栏照片 3 张"}),
    "publicity.post_roster": always({"url": "https://example.invalid/roster"}),
    "complaint.decide_dissent": dissent,
    "complaint.investigate": always({"findings": "已调阅材料并询问当事人和证明人，形成核查记录。"}),
    "complaint.decide": complaint,
    "reporting.check_industry": industry_check,
    "reporting.check_hr": hr_check,
    "reporting.sort": always({"category": "工程系列"}),
    "acceptance.check": office_check,
}
