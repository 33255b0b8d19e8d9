"""The office's re-check as the law asks about it (A35, A36), and the texts every reader of a file is shown."""

from __future__ import annotations

from datetime import date, datetime

from handlers.evidence.applicants import scope
from handlers.evidence.calendar import calendar_of
from handlers.evidence.readings import readings_on
from handlers.evidence.subjects import session_of
from handlers.evidence.texts import cite
from handlers.records.declarations import CorrectionNotice, Declaration
from handlers.rules import acceptance, channel
from handlers.rules.committee import committee_reviews_its_own_level, title_is_within_scope
from handlers.rules.series import series_label
from handlers.rules.workdays import end_of_day, local_date

OPINIONS = {"approve": "同意", "return": "退回", "reject": "不同意"}
STAGES = {
    "unit": "用人单位",
    "using_unit": "用工单位",
    "industry": "主管部门",
    "hr": "人社部门",
    "centre": "服务中心",
    "office": "办事机构",
}


def open_notices(declaration: Declaration) -> list[CorrectionNotice]:
    """Correction notices without an answer, oldest first."""
    return [c for c in declaration.corrections if c.answered_at is None]


def open_notice(declaration: Declaration, addressee: str | None = None) -> CorrectionNotice:
    """The open correction notice (to `addressee`). Raises LookupError when there is none."""
    notices = [c for c in open_notices(declaration) if addressee in (None, c.addressee)]
    if not notices:
        raise LookupError("没有待补正的告知")
    return notices[-1]


def answer(notice: CorrectionNotice, now: datetime) -> acceptance.Answer:
    """An answer about to be given."""
    return acceptance.Answer(notice.due_on, now, now)


def overdue(notice: CorrectionNotice, now: datetime) -> acceptance.Answer:
    """A notice looked at when its term may be over."""
    return acceptance.Answer(notice.due_on, notice.answered_at, now)


def office_check(declaration: Declaration, ticked: list[str], text: str) -> acceptance.OfficeCheck:
    """A re-check about to be signed."""
    return acceptance.OfficeCheck(
        ticked=tuple(ticked),
        text=text,
        open_correction=bool(open_notices(declaration)),
        received_at=declaration.received_at,
    )


def correction(
    declaration: Declaration, addressee: str, items: list[str], due_on: date | None, arose_from: str, now: datetime
) -> acceptance.CorrectionNotice:
    """A correction notice about to be sent."""
    today = local_date(now)
    calendar = calendar_of(session_of(declaration))
    return acceptance.CorrectionNotice(
        addressee=addressee,
        items=tuple(items),
        delivered_on=today,
        due_on=due_on,
        workdays=calendar.between(today, due_on) if due_on and due_on > today else 0,
        earlier=sum(c.addressee == addressee for c in declaration.corrections),
        arose_from=arose_from,
        league_file=declaration.via_centre,
        via_centre=declaration.via_centre,
        least=readings_on(session_of(declaration), today).correction_least,
    )


def default_due_on(declaration: Declaration, now: datetime) -> date:
    """The limit proposed for a correction."""
    session, today = session_of(declaration), local_date(now)
    return acceptance.due_on(today, calendar_of(session), readings_on(session, today).correction_days).on


def journey(declaration: Declaration) -> channel.Journey:
    """The bodies on the way up and those that have passed the file, in order."""
    steps = declaration.chain
    passed = sorted((s for s in steps if s.passed_at), key=lambda s: s.position)
    return channel.Journey(tuple(s.organisation_id for s in steps), tuple(s.organisation_id for s in passed))


def person_texts(declaration: Declaration) -> dict[str, str]:
    """`person`, `summary` and `achievement` for a reader of the file; no identity number."""
    who = f"{declaration.person.name}，{declaration.employer.name}"
    series, level = series_label(declaration.series), declaration.level.label
    what = " · ".join((series, declaration.specialty, level, declaration.title))
    return {
        "person": f"**{who}**\n\n申报编号 {declaration.number}：{what}",
        "summary": f"**专业技术工作总结**\n\n{declaration.summary}",
        "achievement": f"**代表性业绩成果**\n\n{declaration.achievement}",
    }


def earlier_text(declaration: Declaration) -> dict[str, str]:
    """`earlier`: the opinions given so far, by body and day."""
    lines = [
        f"- {STAGES.get(c.stage, c.stage)}（{local_date(c.checked_at)}）：{OPINIONS[c.opinion]}。{c.text}"
        for c in declaration.checks
    ]
    return {"earlier": "**此前审核意见**\n\n" + ("\n".join(lines) or "无")}


def correction_texts(declaration: Declaration) -> dict[str, str]:
    """`items` and `due` of the open correction notice."""
    notices = open_notices(declaration)
    if not notices:
        return {"items": "", "due": ""}
    items = "\n".join(f"{n}. {text}" for n, text in enumerate(notices[-1].items, start=1))
    return {"items": f"**需要补正的全部内容**\n\n{items}", "due": f"补正期限：{notices[-1].due_on} 24时前。"}


def within_scope(declaration: Declaration) -> bool:
    """Whether the law finds the declared title within the committee's level and scope."""
    asked = scope(declaration)
    return bool(committee_reviews_its_own_level(asked)) and bool(title_is_within_scope(asked))


def still_curable(declaration: Declaration, now: datetime) -> bool:
    """Whether a correction notice is open and its last day not over."""
    return any(now < end_of_day(notice.due_on) for notice in open_notices(declaration))


def in_time_and_order(declaration: Declaration, now: datetime) -> bool:
    """Whether the file was handed in within the window and every body on the way has passed it."""
    submitted = declaration.submitted_at
    on_time = submitted is not None and declaration.call.opens_at <= submitted < declaration.call.closes_at
    gone = journey(declaration)
    return on_time and gone.bodies == gone.passed


def defects(declaration: Declaration, now: datetime) -> acceptance.Defects:
    """What the records alone tell of table (j): scope, order, earlier notices. The rest is for the checker's eyes."""
    return acceptance.Defects(
        out_of_scope=not within_scope(declaration),
        late_or_skipped=not in_time_and_order(declaration, now),
        already_noticed=any(c.addressee == "applicant" for c in declaration.corrections),
        correction_expired=any(now >= end_of_day(notice.due_on) for notice in open_notices(declaration)),
    )


def proposal(declaration: Declaration, now: datetime) -> str:
    """What table (j) proposes by the records, in words."""
    found = defects(declaration, now)
    ruling = acceptance.ruling(found)
    if ruling.outcome is acceptance.Outcome.ACCEPTED:
        once = "已通知申报人补正过一次，旧缺陷不得再次通知。" if found.already_noticed else ""
        return f"**按记录**：没有不予受理的情形。{once}资格和材料请逐项复核。"
    return f"**按记录建议**：{ruling.outcome.label}（{cite(ruling.article)}）。"
