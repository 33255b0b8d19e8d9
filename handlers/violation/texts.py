"""What the forms of a case against a person are shown with; never who reported it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from handlers.evidence import suspects, violations
from handlers.evidence.subjects import session_of
from handlers.evidence.texts import cite
from handlers.handler import Actor
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.records.violations import ViolationCase
from handlers.rules import oversight
from handlers.rules.eligibility.person import integrity_record_ends_on
from handlers.rules.workdays import local_date


def open_data(person: Person, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the form that opens a case is shown with."""
    return {"scope": "只能对本部门管辖范围内的人员立案。线索人的身份不写入案卷，当事人看不到线索来源。"}


def case_data(case: ViolationCase, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """The person, what is suspected, and what was found so far."""
    known = oversight.VIOLATIONS.get(case.code)
    what = f"{case.code} {known.label}（{cite('A' + str(known.subject.catalogue))}）" if known else case.code
    unit = f"，{case.unit.name}" if case.unit else ""
    about = f"**{case.subject.label} {case.person.name}**{unit}\n\n案件编号 {case.number}：{what}"
    declared = case.declaration
    title = f"\n\n申报 {declared.number}：{declared.title}，{declared.status.label}" if declared else ""
    paper = f"；证书 {case.certificate.number}" if case.certificate else ""
    papers = "\n".join(f"- {each}" for each in case.evidence)
    evidence = f"\n\n**证据材料**\n\n{papers}" if papers else ""
    return {"case": f"{about}{title}{paper}\n\n**违规事实**\n\n{case.facts}{evidence}"}


def investigate_data(case: ViolationCase, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """The case, and its item and facts to be confirmed or set right."""
    return {**case_data(case, actor, now, item), "code": case.code, "facts": case.facts}


def hearing_data(case: ViolationCase, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the person is told: the facts alleged and until when to answer."""
    return {
        **case_data(case, actor, now, item),
        "due": f"您有权陈述和申辩，请于 {case.hearing_due_on} 24时前提出；逾期未提出的，将依现有证据处理。",
    }


def verify_data(case: ViolationCase, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """The case and what the person said."""
    return {**case_data(case, actor, now, item), "statement": _statement(case)}


def assess_data(case: ViolationCase, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """The case, what the person said, what the two bodies found, and whether a title was obtained."""
    has = "当事人已取得本案所涉职称，查实的应撤销职称。" if violations.title_obtained(case) else ""
    none = "当事人尚未取得本案所涉职称，查实的由用人单位取消申报。" if case.declaration and not has else ""
    return {**verify_data(case, actor, now, item), "verified": _verified(case), "title": has or none}


def decide_data(case: ViolationCase, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """Everything found, and until when a record would run."""
    ends_on = integrity_record_ends_on(local_date(now))
    record = "按认定只取消申报，不记入诚信档案。" if case.cancel_only else f"决定自今日生效，失信记录至 {ends_on}。"
    running = violations.running(case)
    others = f"其在办申报 {'、'.join(each.number for each in running)} 一并取消。" if running else ""
    return {**assess_data(case, actor, now, item), "record": record + others, "gravity": _gravity(case)}


def disqualify_data(case: ViolationCase, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """The same, with how many pools the expert leaves and how many sessions are looked into."""
    expert = suspects.expert_of(case)
    pools = violations.pools_in_force(expert, local_date(now)) if expert else []
    sat = violations.sessions_of(expert) if expert else []
    what = f"该专家将立即移出全部 {len(pools)} 个专家库，其参加过的 {len(sat)} 次评审同时立项核查。"
    return {**decide_data(case, actor, now, item), "pools": what}


def bar_data(case: ViolationCase, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """The same, with the posts that will be locked."""
    held = violations.staff_bar(case, "", "", local_date(now)).roles
    said = f"将停用的职称工作岗位：{'、'.join(held)}。" if held else "当事人目前没有职称工作岗位，记录期内不得授予。"
    return {**decide_data(case, actor, now, item), "posts": said}


def appeal_data(case: ViolationCase, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """The entry appealed against and the person's reasons."""
    appeal = violations.open_appeal(case)
    row = appeal.record
    body = session_of(case).get(Organisation, row.decided_by_id)
    said = (
        f"**原记录**（{row.number}，{body.name if body else ''}）\n\n{row.measure}，{row.effective_on} 生效，"
        f"至 {row.ends_on}。\n\n**申诉理由**（{local_date(appeal.filed_at)}）\n\n{appeal.text}"
    )
    return {**case_data(case, actor, now, item), "appeal": said}


def _statement(case: ViolationCase) -> str:
    if case.heard_at is not None:
        return f"**当事人陈述申辩**（{local_date(case.heard_at)}）\n\n{case.statement}"
    return f"**当事人陈述申辩**\n\n{case.unheard_reason or '尚未听取'}"


def _verified(case: ViolationCase) -> str:
    said = [
        f"- {violations.BODIES[each.body]}（{local_date(each.verified_at)}）："
        f"{'属实' if each.established else '不属实'}。{each.text}"
        for each in case.verifications
    ]
    return "**两家核实**\n\n" + "\n".join(said) if said else ""


def _gravity(case: ViolationCase) -> str:
    serious = "情节严重" if case.serious else "情节不属严重"
    return f"**情节认定**\n\n{serious}。{case.serious_reason}" if case.serious_reason else ""
