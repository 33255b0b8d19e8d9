"""The start and the making of a recognised title (A40, A55.2): no committee, the competent department, its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.rules.article import Breaches, article
from handlers.rules.jurisdiction import Competence, powers
from handlers.rules.terms import Level, TitleKind


@dataclass(frozen=True)
class Recognised:
    """A title about to be recognised: the day the department approved it, and the start to be recorded."""

    approved_on: date | None
    starts_on: date


def recognition_starts_on(approved_on: date) -> date:
    """A recognised title starts on the day the recognising department approved it (A55.2)."""
    return approved_on


@article("A40.0a")
def recognition_is_decided_by_the_competent(competence: Competence) -> Breaches:
    """Recognition follows the powers over titles of the level; there is no power to recognise a high level."""
    if competence.level.rank > Level.INTERMEDIATE.rank:
        yield f"{competence.level.label}不得认定，没有部门有此权限；请申报评审"
        return
    lawful = powers(TitleKind.ORDINARY, competence.level, competence.belongs_to).confirms
    if competence.acting is not lawful:
        yield f"认定应由{lawful.label}办理，不得由{competence.acting.label}办理；请转交{lawful.label}"


@article("A55.2")
def recognised_title_starts_when_approved(recognised: Recognised) -> Breaches:
    """A title by recognition starts on the day the recognising department approved it."""
    if recognised.approved_on is None:
        yield "没有认定部门的批准日期，不得登记职称；请先办理认定"
        return
    lawful = recognition_starts_on(recognised.approved_on)
    if recognised.starts_on != lawful:
        yield f"取得时间应为认定批准日 {lawful}，不得写为 {recognised.starts_on}；请更正"
