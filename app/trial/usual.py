"""The usual answers, and what the short words in an answer or a step mean."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.database import Database
from handlers.records.review_sessions import Opinion, ReviewSession, Seat
from handlers.records.supervision import Measure, VerifiedItem

ROOT = Path(__file__).resolve().parents[2]


def home() -> Path:
    """The folder that holds the shipped processes/ and forms/."""
    return Path(os.environ.get("ZHIPING_HOME") or ROOT)


@cache
def answers() -> dict[str, dict[str, Any]]:
    """The usual answers by form, as shipped."""
    text = (home() / "processes" / "answers.yaml").read_text(encoding="utf-8")
    return cast("dict[str, dict[str, Any]]", yaml.safe_load(text))


def meant(value: Any, words: Mapping[str, Any], today: date) -> Any:
    """An answer with its short words filled in: `+12d` is a day from today, `=call` and the like are `words`."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [meant(each, words, today) for each in value]
    if isinstance(value, dict):
        return {key: meant(each, words, today) for key, each in value.items()}
    if isinstance(value, str) and re.fullmatch(r"\+\d+d", value):
        return (today + timedelta(days=int(value[1:-1]))).isoformat()
    return words.get(value, value) if isinstance(value, str) else value


def instant_of(span: Any, now: datetime) -> datetime:
    """`7d` from now, or a time of day in Asia/Shanghai (`2026-09-18 17:00`)."""
    text = str(span)
    if re.fullmatch(r"\d+d", text):
        return now + timedelta(days=int(text[:-1]))
    return datetime.fromisoformat(f"{text}:00+08:00").astimezone(UTC)


def leaders_of(session: Session, subject: str) -> dict[str, str]:
    """The short words for the seats that may preside over a session, named by its reference."""
    seats = session.scalars(select(Seat).where(Seat.session_id == subject.partition(":")[2])).all()
    return {f"={seat.part}": seat.id for seat in seats if seat.part != "member"}


def letters_of(database: Database) -> dict[str, str]:
    """Short words for what there is: `=letter 1` the first sent, `=item V65.3` an item, `=review` the session."""
    with database.reading() as session:
        issued = session.scalars(select(Measure.id).where(Measure.issued_at.is_not(None)).order_by(Measure.issued_at))
        words = {f"=letter {number}": f"measure:{id}" for number, id in enumerate(issued, start=1)}
        items = session.execute(select(VerifiedItem.code, VerifiedItem.id).order_by(VerifiedItem.verified_at))
        reviews = session.scalars(select(ReviewSession.id).order_by(ReviewSession.number))
        words |= dict.fromkeys(["=review"], next(iter(reviews), ""))
        return words | {f"=item {code}": f"item:{id}" for code, id in items}


def opinions_of(session: Session, seat: str) -> list[dict[str, str]]:
    """A favourable opinion on everything that was assigned to a seat."""
    assigned = session.scalars(select(Opinion).where(Opinion.seat_id == seat)).all()
    return [
        {"opinion": o.candidate.declaration.number, "text": "材料属实，水平达到申报层级要求，建议提交表决。"}
        for o in assigned
    ]
