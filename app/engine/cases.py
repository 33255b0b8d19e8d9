"""Opening and closing steps on cases: from a row to a running workflow and back, warm where possible."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app import audit
from app.database import after_commit
from app.engine.case import Case, WarmCases, survey
from app.engine.catalogue import Catalogue
from app.engine.definition import Definition
from app.engine.elements import Element
from app.engine.library import Library
from app.engine.settling import settle
from app.engine.step import Instance, Step
from app.engine.store import Row
from handlers.handler import SYSTEM, Actor
from handlers.records.table import new_id


class Cases:
    """The running cases of a database."""

    def __init__(self, catalogue: Catalogue, library: Library, warm: bool = True) -> None:
        self.catalogue = catalogue
        self.library = library
        self.warm = WarmCases() if warm else WarmCases(0)

    def open(self, session: Session, row: Row, now: datetime, actor: Actor = SYSTEM) -> Step:
        """A step on the case of a locked row (`case_…` columns)."""
        instance = Instance(
            id=row["case_id"],
            definition_id=row["case_definition_id"],
            process=row["case_process"],
            subject=row["case_subject"],
            start_element=row["case_start_element"],
            revision=row["case_revision"],
            trace=row["case_trace"],
            head=audit.Head(row["case_journal_seq"], row["case_journal_hash"]),
            started_at=row["case_started_at"],
            status=row["case_status"],
        )
        case = self.warm.take(instance.id, instance.revision) or self._load(session, instance, row["case_state"])
        return Step(session, self.catalogue, case, instance, now, actor, library=self.library)

    def begin(
        self,
        session: Session,
        definition: Definition,
        start: Element,
        subject: str,
        now: datetime,
        actor: Actor = SYSTEM,
    ) -> Step:
        """The first step of a new case."""
        id = new_id()
        case = Case(id, definition, start.id, definition.begin(start.id), 0)
        instance = Instance(
            id, definition.id, definition.key, subject, start.id, 0, {}, audit.Head(), started_at=now, new=True
        )
        return Step(session, self.catalogue, case, instance, now, actor)

    def settle(self, step: Step, wake: Callable[[], None]) -> list[dict[str, Any]]:
        """Write a step down; once it is durable, keep the case warm and wake whoever waits for due work."""
        before = step.case.known.timers
        opened = settle(step)
        after_commit(step.session, lambda: self.warm.put(step.case))
        if step.posted or step.case.known.timers.items() - before.items():
            after_commit(step.session, wake)
        return opened

    def _load(self, session: Session, instance: Instance, stored: bytes) -> Case:
        definition = self.library.get(session, instance.definition_id)
        flow = definition.resume(instance.start_element, stored)
        case = Case(instance.id, definition, instance.start_element, flow, instance.revision)
        case.known = survey(flow)
        return case
