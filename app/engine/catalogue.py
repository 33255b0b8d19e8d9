"""What the engine needs of the handlers' table of contents. `handlers.catalogue` is of this shape."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy.orm import Session

from handlers.handler import Actor
from handlers.order import Order
from handlers.rules.redating import Change
from handlers.rules.roles import Role


class Holder(Protocol):
    """Who has a role in a case: an organisation's people, or one person."""

    @property
    def organisation_id(self) -> str | None: ...
    @property
    def person_id(self) -> str | None: ...


class Catalogue(Protocol):
    """Subjects by kind, handlers by name, and what they say of a case."""

    @property
    def SUBJECTS(self) -> Mapping[str, type[Any]]: ...
    @property
    def HANDLERS(self) -> Mapping[str, Callable[..., dict[str, Any]]]: ...

    @property
    def ORDER(self) -> Order | None:
        """What the law demands of all diagrams; None where flows are run that no designer may draw."""
        ...

    def reference(self, record: Any) -> str: ...
    def load(self, session: Session, reference: str) -> Any: ...
    def holder(self, subject: Any, role: Role, item: str | None = None) -> Holder: ...
    def display(self, subject: Any) -> Any: ...
    def redate(self, session: Session, reference: str, now: datetime) -> Sequence[Change]: ...


def kind_of(reference: str) -> str:
    """The kind in a subject reference `<kind>:<id>`."""
    return reference.partition(":")[0]


Prefill = Callable[[Any, Actor, Any, str | None], dict[str, Any]]
