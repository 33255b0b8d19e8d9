"""What the HR department does not recognise (A76): a track of its own beside the ladder of A77 and A78 (I-33).

The same fact may start both. Nothing here asks for a reminder first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.rules.article import Breaches, article
from handlers.rules.jurisdiction import Authority, Belonging, filing_authority
from handlers.rules.oversight.catalogue import Subject, is_code
from handlers.rules.oversight.papers import written
from handlers.rules.terms import Level, Term

#: Items of the committee's catalogue that also open an assessment under A76.
ASSESSED = ("V65.2", "V65.5", "V65.6")


class Track(Term):
    """What a verified item of a committee starts."""

    LADDER = "ladder", "提醒、约谈、收回（第七十七、七十八条）"
    RECOGNITION = "recognition", "不予认可的评估（第七十六条）"


class NullityGround(Term):
    """Why a power, a review or a result is not recognised."""

    NOT_FILED = "not_filed", "未经核准备案"
    EXPIRED = "expired", "备案期满未重新核准"
    BEYOND_POWER = "beyond_power", "超越评审权限或范围"
    AGAINST_PROCEDURE = "against_procedure", "违反评审程序和规定"


@dataclass(frozen=True)
class NonRecognition:
    """A decision not to recognise, and who is about to take it.

    `reviewed_on` is the day of the vote, `valid_from` and `valid_to` the filing in force then or last before it
    (None: never filed). `affected` are the numbers of the sessions, results or certificates it names.
    """

    ground: NullityGround
    reviewed_on: date
    valid_from: date | None
    valid_to: date | None
    facts: str
    evidence: tuple[str, ...]
    affected: tuple[str, ...]
    number: str
    level: Level
    belongs_to: Belonging
    acting: Authority


def tracks(code: str) -> tuple[Track, ...]:
    """What a verified item starts: the ladder for every V65 item, an assessment under A76 for some (I-33)."""
    if not is_code(code, Subject.COMMITTEE):
        return ()
    return (Track.LADDER, Track.RECOGNITION) if code in ASSESSED else (Track.LADDER,)


@article("A76.1")
def only_a_ground_of_the_law_denies_recognition(decision: NonRecognition) -> Breaches:
    """A power, review or result is not recognised when unfiled, expired, beyond power or against procedure."""
    yield from _ground_fits_the_filing(decision)
    if not decision.facts.strip():
        yield "没有写明事实，不得决定不予认可；请写明评审的时间和违反的规定"
    if not written(decision.evidence):
        yield "没有证据，不得决定不予认可；请附上证据材料编号"
    if not written(decision.affected):
        yield "没有列明不予认可的评审、结果或证书，不得决定；请逐案列明"
    if not decision.number.strip():
        yield "不予认可的决定没有文号，不得生效；请编号"


def _ground_fits_the_filing(decision: NonRecognition) -> Breaches:
    on, first, last = decision.reviewed_on, decision.valid_from, decision.valid_to
    filed = first is not None and last is not None and first <= on <= last
    if decision.ground is NullityGround.NOT_FILED and filed:
        yield f"{on} 备案有效（{first} 至 {last}），不得以未经核准备案为由不予认可；请核对事由"
    if decision.ground is NullityGround.EXPIRED and (last is None or on <= last):
        yield f"备案截止日为 {last or '（无）'}，{on} 并非期满之后，不得以备案期满为由不予认可；请核对事由"


@article("A76.1a")
def recognition_is_denied_by_the_competent(decision: NonRecognition) -> Breaches:
    """The HR department with authority over the committee denies recognition, not the forming unit."""
    lawful = filing_authority(decision.level, decision.belongs_to)
    if decision.acting is not lawful:
        yield f"不予认可应由{lawful.label}决定，不得由{decision.acting.label}决定；请移交{lawful.label}"
