"""The kinds of demand that the law makes on the order of steps. Knows no diagram.

A step is named as a diagram names what it does:
`publicity.post_unit` a handler · `table:jurisdiction` a decision table · `until:publicity.post_unit.over_on` waiting
for the day that a handler's result names (see `rules.periods`) · `caught:complaint_received` a message that comes ·
`beside:declaration.amend` an event at the edge of the task that is open for it ·
`thrown:complaint_received` a message that goes out · `end` the end of the case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from handlers.rules.roles import Role

BEGINNING = "beginning"
END = "end"

Step = str
Steps = tuple[Step, ...]


@dataclass(frozen=True)
class Fact:
    """An answer that is assumed to have been given: `key` of the result of a handler or table is `value`."""

    of: Step
    key: str
    value: Any


Facts = tuple[Fact, ...]


@dataclass(frozen=True)
class Before:
    """`never` may not happen unless one of `without` has happened, counted from each of `since`.

    `given`: cases to assume, each a set of answers; none means whatever was answered.
    """

    requirements: tuple[str, ...]
    words: str
    remedy: str
    never: Steps
    without: Steps = ()
    since: Steps = (BEGINNING,)
    given: tuple[Facts, ...] = ((),)


@dataclass(frozen=True)
class Present:
    """A step that must be there and must be reachable. `beside`: in the process in which this one stands."""

    requirements: tuple[str, ...]
    words: str
    remedy: str
    step: Step
    beside: Step = ""


@dataclass(frozen=True)
class Hears:
    """While a case waits for a day, a message may come and is heard."""

    requirements: tuple[str, ...]
    words: str
    remedy: str
    until: Step
    message: str


@dataclass(frozen=True)
class Anytime:
    """A message that the process in which `beside` stands must hear at any time, and what must be done then.

    `interrupting`: all else ends with it.
    """

    requirements: tuple[str, ...]
    words: str
    remedy: str
    message: str
    done: Step
    beside: Step
    interrupting: bool = True


@dataclass(frozen=True)
class Apart:
    """Two steps that no single post may take: who prepares does not approve."""

    requirements: tuple[str, ...]
    words: str
    first: Step
    second: Step


@dataclass(frozen=True)
class Held:
    """Acts of authority, and the only roles that may perform them."""

    requirements: tuple[str, ...]
    words: str
    steps: Steps
    roles: tuple[Role, ...]


@dataclass(frozen=True)
class Due:
    """A task that must be done by a day of the law: it may be due earlier, never later, and not without a day."""

    requirements: tuple[str, ...]
    words: str
    step: Step
    by: tuple[str, ...]  # "publicity.post_unit.over_on", "message:review_ended.post_by"


@dataclass(frozen=True)
class Patience:
    """A task of a person who has until a day: no timer takes it away before that day is over."""

    requirements: tuple[str, ...]
    words: str
    step: Step
    until: tuple[str, ...]


@dataclass(frozen=True)
class Several:
    """A step that may be done by several at once: one for each member of this result, and every one of them."""

    step: Step
    of: str  # "review_session.draw.seats"


@dataclass(frozen=True)
class Sender:
    """Who sends a message from outside the diagrams; `after`: steps one of which must have happened before."""

    who: str
    after: Steps = ()


@dataclass(frozen=True)
class Order:
    """All demands. `senders`: messages from outside; None when messages are not judged."""

    before: tuple[Before, ...] = ()
    present: tuple[Present, ...] = ()
    hears: tuple[Hears, ...] = ()
    anytime: tuple[Anytime, ...] = ()
    apart: tuple[Apart, ...] = ()
    held: tuple[Held, ...] = ()
    due: tuple[Due, ...] = ()
    patience: tuple[Patience, ...] = ()
    several: tuple[Several, ...] = ()
    senders: Mapping[str, Sender] | None = field(default=None)
    receivers: Mapping[str, str] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        return not (self.before or self.present or self.anytime or self.apart or self.held or self.due)


NOTHING = Order()
