"""How an act is cleared: findings in, `Clearance` out. The only place that builds one.

Soft requirements (原则上, 一般, 可以) yield to a recorded waiver of the named authority granted
before the act; hard ones never do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from handlers.rules.article import Breach, Clearance, Finding, Unlawful, Waiver

FILING_AUTHORITY = "filing_authority"
HR = "hr"

#: Soft requirements and the kind of authority that may waive each.
SOFT: dict[str, str] = {
    "A4.2": FILING_AUTHORITY,
    "A14.3": HR,
    "A16.1": FILING_AUTHORITY,
    "A17.2": FILING_AUTHORITY,
    "A17.3": FILING_AUTHORITY,
    "A17.4": FILING_AUTHORITY,
    "A19.6": FILING_AUTHORITY,
    "A20.1": FILING_AUTHORITY,
    "A23.1": HR,
    "A31.2": HR,
    "A32.1": HR,
    "A43.1": FILING_AUTHORITY,
    "A44.3": FILING_AUTHORITY,
    "A44.5": FILING_AUTHORITY,
    "A44.6": FILING_AUTHORITY,
}

Waivers = tuple[Waiver, ...]
_heard: ContextVar[list[Finding] | None] = ContextVar("heard", default=None)


@contextmanager
def hearing() -> Iterator[list[Finding]]:
    """Collect the findings of every act inside the block, refused ones included, for the journal."""
    heard: list[Finding] = []
    token = _heard.set(heard)
    try:
        yield heard
    finally:
        _heard.reset(token)


def merged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """One finding for each requirement id, in the order they were asked; repeated messages fall away."""
    breaches: dict[str, dict[Breach, None]] = {}
    doubts: dict[str, dict[Breach, None]] = {}
    for finding in findings:
        breaches.setdefault(finding.id, {}).update(dict.fromkeys(finding.breaches))
        doubts.setdefault(finding.id, {}).update(dict.fromkeys(finding.doubts))
    return tuple(Finding(id, tuple(found), tuple(doubts[id])) for id, found in breaches.items())


def waives(waiver: Waiver, finding: Finding) -> bool:
    """Whether the waiver lifts the finding: a soft requirement, the named authority, complete and older."""
    named = SOFT.get(finding.id)
    return waiver.requirement == finding.id and named == waiver.authority_kind and waiver.complete


def cleared(act: str, findings: Iterable[Finding], waivers: Waivers = ()) -> Clearance:
    """The law's leave for `act`, or `Unlawful` with all breaches that no waiver lifts."""
    asked = merged(findings)
    heard = _heard.get()
    if heard is not None:
        heard.extend(asked)
    used = tuple(waiver for waiver in waivers if any(waives(waiver, f) for f in asked if not f.lawful))
    lifted = {waiver.requirement for waiver in used}
    refused = {breach.message: breach for f in asked if f.id not in lifted for breach in f.breaches}
    if refused:
        raise Unlawful(act, tuple(refused.values()))
    return Clearance(act, asked, used)
