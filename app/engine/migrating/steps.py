"""What happens at an element, and what has happened in a case, in the words of the legal order (handlers.order)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import Journal
from app.engine.elements import THROWING, Diagram, Element
from app.engine.repair import waiting

HAPPENED = ("started", "completed", "service", "decision", "timer", "message")


def steps(diagram: Diagram, element: Element) -> set[str]:
    """Everything that happens when this element is done."""
    found = {element.handler} - {""}
    if element.decision:
        found.add(f"table:{element.decision}")
    if element.message:
        found.add(f"{'thrown' if element.tag in THROWING else 'caught'}:{element.message}")
    named = waiting.waited_for(diagram, element)
    if named is not None:
        found |= {f"until:{waiting.source_key(maker)}.{named[1]}" for maker in waiting.makers(diagram, named[0])}
    if element.tag == "endEvent" and element.scope == diagram.id:
        found.add("end")
    return found


def history(session: Session, case: str, diagram: Diagram) -> list[str]:
    """What has happened in a case, the first thing first, under whichever versions."""
    columns = (Journal.event, Journal.element, Journal.handler, Journal.detail)
    rows = session.execute(
        select(*columns).where(Journal.case == case, Journal.event.in_(HAPPENED)).order_by(Journal.seq)
    )
    return [step for row in rows for step in _told(row, diagram)]


def _told(row: Sequence[object], diagram: Diagram) -> list[str]:
    event, element, handler, detail = row
    told = detail if isinstance(detail, dict) else {}
    found = [str(handler)] if handler else []
    found += [f"table:{told['table']}"] if event == "decision" and "table" in told else []
    found += [f"{kind}:{told[name]}" for kind, name in (("caught", "received"), ("thrown", "sent")) if name in told]
    if event == "timer" and element in diagram.elements:
        found += sorted(steps(diagram, diagram.elements[str(element)]))
    return found
