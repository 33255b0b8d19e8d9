"""What becomes of a record whose case is cancelled by hand: told where the law leaves it open, else refused.

A repair may end a case; it may not end a duty. Whatever the law wants brought to an end (a complaint, a notice,
a batch to be confirmed, a measure) keeps its case. One line for every kind of subject.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from handlers.records.calendar import CalendarEdition
from handlers.records.declarations import Declaration
from handlers.rules import duties
from handlers.rules.acts import cleared
from handlers.rules.article import Breach, Finding
from handlers.rules.terms import DeclarationStatus

CLOSED_BY_HAND = "案件已撤销办理"


def closing(subject: Any, now: datetime) -> None:
    """Tell a record that its case ends here. Raises Unlawful where the law wants it brought to its end."""
    kind = next((kind for kind, table in _tables().items() if isinstance(subject, table)), "")
    if kind in MUST_END:
        requirement, words = MUST_END[kind]
        cleared("撤销案件", [Finding(requirement, (Breach(requirement, words),))])
    if kind in TOLD:
        TOLD[kind](subject, now)


def _declaration(declaration: Declaration, now: datetime) -> None:
    """As if withdrawn: nothing is used up, and only before the unit has forwarded the file."""
    clearance = duties.withdrawal(duties.Withdrawal(recommended=bool(declaration.recommendations)))
    declaration.move(DeclarationStatus.WITHDRAWN, clearance)
    declaration.hand_to(None, now)


def _edition(edition: CalendarEdition, now: datetime) -> None:
    """An arrangement that nobody has agreed to goes back to whoever entered it."""
    if edition.status in ("entered", "agreed"):
        edition.status, edition.decided_at, edition.reason = "returned", now, CLOSED_BY_HAND


#: Kinds whose record takes note.
TOLD: Mapping[str, Callable[[Any, datetime], None]] = {"declaration": _declaration, "calendar_edition": _edition}

#: Kinds whose case the law wants brought to its end: the requirement, and what to do instead.
MUST_END: Mapping[str, tuple[str, str]] = {
    "review_session": ("A42.3", "评审会议已经列入申报人，不得撤销案件；会期不能召开的，待会期届满后修改方案、重新备案"),
    "publicity": ("A51.2", "评审结果必须公示满期，不得撤销公示案件；公示内容有误的，请重新公示"),
    "complaint": ("A51.3", "收到的举报必须在二十个工作日内提出书面处理意见，不得撤销举报案件；请由调查员办结"),
    "confirmation_batch": ("A53.1", "公示无异议的结果必须报送核准，不得撤销核准案件；不能按期报送的，请申请延期"),
    "supervision_case": ("A77.1", "监管措施必须作出结论，不得撤销案件；事实不成立的，请由监管人员认定后终结"),
    "violation_case": ("A72.1", "违规线索必须核实并作出结论，不得撤销案件；不属实的，请由办理人员认定后终结"),
    "employer_case": ("A79.1", "用人单位的问题必须核实并作出结论，不得撤销案件；不属实的，请由监管人员认定后终结"),
    "clue": ("A67.3", "线索必须逐条登记、按期处置，不得撤销案件；不属实的，请在处置结果中写明"),
    "inspection": ("A67.1", "已经发起的检查必须有结论，不得撤销案件；无需继续的，请在检查报告中写明"),
    "inspection_plan": ("A67.2a", "抽查计划已经留痕，不得撤销案件；无需继续的，请在计划中办结"),
    "measure_withdrawal": ("A77.1b", "撤回监管措施的申请必须有答复，不得撤销案件；不同意的，请写明理由"),
    "non_recognition": ("A76.1a", "不予认可的审查必须有结论，不得撤销案件；不成立的，请在决定中写明"),
}


def _tables() -> Mapping[str, type[Any]]:
    from handlers.evidence.subjects import SUBJECTS

    return SUBJECTS
