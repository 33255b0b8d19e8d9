"""Signals about experts, from draws, attendance and written opinions alone: never a vote (V63.6, V64.2)."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Float, cast, func, select
from sqlalchemy.orm import Session

from handlers.evidence.clues import Target
from handlers.evidence.passing import wilson
from handlers.evidence.screening.hits import Hit, Screen, Window, day
from handlers.records.committees import Committee, Expert
from handlers.records.declarations import Declaration
from handlers.records.organisations import Organisation
from handlers.records.review_sessions import Candidate, Draw, Opinion, ReviewSession, Seat
from handlers.rules.inspection import ClueSubject
from handlers.rules.oversight.signals import ENOUGH_OPINIONS, Signal

SESSIONS = 3


def one_expert_one_unit(session: Session, window: Window) -> list[Hit]:
    """An expert whose opinions on one unit's people are far more than that unit's share of the same sessions.

    Only where the expert wrote enough opinions, in several sessions; the lower end of Wilson's interval of the
    share must lie above twice the unit's share of the candidates there were to write on.
    """
    by_unit = (
        select(
            Seat.expert_id, Declaration.employer_id.label("unit_id"), func.count().label("written"),
            func.count(func.distinct(Seat.session_id)).label("sessions"),
        )
        .join(Opinion, Opinion.seat_id == Seat.id)
        .join(Candidate, Candidate.id == Opinion.candidate_id)
        .join(Declaration, Declaration.id == Candidate.declaration_id)
        .where(Opinion.written_at >= window.since, Seat.attended_at.is_not(None))
        .group_by(Seat.expert_id, Declaration.employer_id)
        .subquery()
    )  # fmt: skip
    total = (
        select(by_unit.c.expert_id, func.sum(by_unit.c.written).label("all")).group_by(by_unit.c.expert_id).subquery()
    )
    rows = session.execute(
        select(by_unit, total.c.all, Expert.person_id, Organisation.name.label("unit"))
        .join(total, total.c.expert_id == by_unit.c.expert_id)
        .join(Expert, Expert.id == by_unit.c.expert_id)
        .join(Organisation, Organisation.id == by_unit.c.unit_id)
        .where(total.c.all >= ENOUGH_OPINIONS, by_unit.c.sessions >= SESSIONS, window.here(Organisation.area))
        .where(cast(by_unit.c.written, Float) / total.c.all > 0.25)
        .order_by(by_unit.c.written.desc(), by_unit.c.expert_id)
        .limit(window.most)
    ).all()
    shares = _shares(session, {row.expert_id for row in rows}, {row.unit_id for row in rows})
    return [
        Hit(f"{r.expert_id}:{r.unit_id}", Target(ClueSubject.PERSON, f"专家 {r.expert_id[:8]}", person_id=r.person_id),
            "V63.6", f"评议意见 {r.all} 份，其中 {r.written} 份是{r.unit}的人员；该单位占同期评审对象的 {share:.0%}",
            ("单位", "评议份数", "其中该单位", "场次", "该单位占评审对象"),
            [(r.unit, r.all, r.written, r.sessions, f"{share:.0%}")])
        for r in rows
        if (share := shares.get((r.expert_id, r.unit_id), 1.0)) and wilson(r.written, int(r.all))[0] > 2 * share
    ]  # fmt: skip


def _shares(session: Session, experts: set[str], units: set[str]) -> dict[tuple[str, str], float]:
    """Each unit's share of all candidates in the sessions an expert attended."""
    if not experts:
        return {}
    counted = session.execute(
        select(Seat.expert_id, Declaration.employer_id, func.count())
        .join(Candidate, Candidate.session_id == Seat.session_id)
        .join(Declaration, Declaration.id == Candidate.declaration_id)
        .where(Seat.expert_id.in_(experts), Seat.attended_at.is_not(None))
        .group_by(Seat.expert_id, Declaration.employer_id)
    ).all()
    totals: dict[str, int] = defaultdict(int)
    for expert, _, many in counted:
        totals[expert] += many
    return {(expert, unit): many / totals[expert] for expert, unit, many in counted if unit in units}


def replaced_by_hand(session: Session, window: Window) -> list[Hit]:
    """Seats of experts whom the draw had excluded, so that no reserve list can have led to them."""
    drawn = session.execute(
        select(Draw.session_id, Draw.excluded, Draw.reserves, Draw.drawn_at, ReviewSession.number,
               Committee.id.label("committee_id"), Committee.name.label("committee"))
        .join(ReviewSession, ReviewSession.id == Draw.session_id)
        .join(Committee, Committee.id == ReviewSession.committee_id)
        .join(Organisation, Organisation.id == Committee.forming_unit_id)
        .where(Draw.drawn_at >= window.since, window.here(Organisation.area))
        .order_by(Draw.drawn_at.desc())
        .limit(window.most)
    ).all()  # fmt: skip
    seats = session.execute(
        select(Seat.session_id, Seat.expert_id, Seat.position).where(
            Seat.session_id.in_([row.session_id for row in drawn])
        )
    )
    seated: dict[str, list[Any]] = defaultdict(list)
    for seat in seats:
        seated[seat.session_id].append(seat)
    return [hit for row in drawn if (hit := _replaced(row, seated[row.session_id]))]


def _replaced(row: Any, seats: list[Any]) -> Hit | None:
    excluded = {each["expert"]: each["reason"] for each in row.excluded}
    wrong = [seat for seat in seats if seat.expert_id in excluded]
    if not wrong:
        return None
    return Hit(
        row.session_id, Target(ClueSubject.COMMITTEE, row.committee, row.committee_id, session_id=row.session_id),
        "V64.2", f"{row.number} 有 {len(wrong)} 席由抽取时已排除的专家担任，不在候补名单上",
        ("评审会议", "席位", "专家代号", "抽取时排除的原因", "抽取时间"),
        [(row.number, s.position, s.expert_id[:8], excluded[s.expert_id], day(row.drawn_at)) for s in wrong],
    )  # fmt: skip


SCREENS = (
    Screen(
        Signal.ONE_EXPERT_ONE_UNIT,
        "V63.6",
        "专家的评议意见反复集中在同一单位的人员上，明显多于该单位在同场评审对象中的比例（只看到会和书面评议，不看投票）。",
        f"评议 {ENOUGH_OPINIONS} 份及以上、{SESSIONS} 场及以上，比例的 95% 置信下限高于两倍",
        one_expert_one_unit,
    ),
    Screen(
        Signal.REPLACED_BY_HAND,
        "V64.2",
        "到会席位由抽取时已排除、又不在候补名单上的专家担任。",
        "一席即提示",
        replaced_by_hand,
    ),
)
