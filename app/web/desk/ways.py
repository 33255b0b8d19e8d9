"""可走的渠道: every route beside the applicant's own form, and what it rests on beside everybody's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from app.clock import legal_day
from app.web.desk.casefile import Section
from handlers.evidence import applicants
from handlers.evidence.openings import Opening, openings
from handlers.evidence.subjects import with_people
from handlers.records import Record
from handlers.records.declarations import Declaration
from handlers.records.people import Person
from handlers.records.talents import PeerLetter, RecommendationLetter

SHOWN_WITH = ("declaration.submit", "declaration.amend")


def ways(subject: Record, form: str, now: datetime) -> tuple[Opening, ...]:
    """Every route to what is being declared; none beside other forms."""
    if not isinstance(subject, Declaration) or form not in SHOWN_WITH:
        return ()
    with_people([subject])
    return openings(applicants.candidacy(subject, legal_day(now)).routes)


def papers(subject: Record) -> list[Section]:
    """What is on record for a way past the ladder, for whoever has the file; no section where there is nothing.

    Peers are told by their unit and title, never by name.
    """
    if not isinstance(subject, Declaration):
        return []
    with_people([subject])
    rows = [(label, text) for label, texts in _papers(subject.person) for text in texts]
    return [Section("渠道依据", rows)] if rows else []


def _papers(person: Person) -> Iterator[tuple[str, list[str]]]:
    yield (
        "英才兴蒙",
        [_joined(f"{p.grade}类", p.number, _span(p.from_on, p.valid_to)) for p in person.talent_certificates],
    )
    yield "博士后", [_joined(s.name, _span(s.entered_on, s.left_on)) for s in person.stations]
    yield "在站成果", [_joined(a.kind.label, a.part.label, a.number) for a in person.station_achievements]
    yield "推荐函", [_letter(letter) for letter in person.letters if letter.withdrawn_on is None]
    yield "同行意见", [_peer(letter) for letter in person.peer_letters]
    yield "聘任", [_joined(a.level.label, a.number, _span(a.from_on, a.to_on)) for a in person.appointments]
    yield "转业安置", [_joined(p.came_from.label, p.number, _day(p.placed_on)) for p in person.placements]
    yield "海外经历", [_joined(o.kind.label, o.institution, o.number) for o in person.overseas]
    yield "绝招绝技", [_joined(s.feat, s.evidence_number, s.appraisal_number) for s in person.skills]
    yield "岗位变动", [_joined(f"{c.from_specialty}→{c.specialty}", _day(c.changed_on)) for c in person.post_changes]


def _letter(letter: RecommendationLetter) -> str:
    day = _day(letter.issued_on) if letter.issued_on else "没有日期"
    return _joined(
        letter.organisation.name, letter.number, day, letter.level.label if letter.level else "", letter.merit
    )


def _peer(letter: PeerLetter) -> str:
    return _joined(letter.unit, letter.level.label, "在职在岗" if letter.in_service else "不在岗", letter.opinion)


def _span(first: date, last: date | None) -> str:
    return f"{_day(first)} 至 {_day(last)}" if last else f"{_day(first)} 起"


def _day(on: date) -> str:
    return on.isoformat()


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
