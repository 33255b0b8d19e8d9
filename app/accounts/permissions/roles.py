"""Groups of roles, and what a role may do that concerns no single case."""

from __future__ import annotations

from handlers.handler import Actor
from handlers.rules.roles import Role
from handlers.rules.secrecy import SEES_EXPERTS

UNIT = (Role.UNIT_CLERK, Role.UNIT_HEAD, Role.USING_UNIT_CLERK)
CHAIN = (Role.INDUSTRY_CLERK, Role.HR_CLERK)
COMMITTEE = (Role.OFFICE_CLERK, Role.OFFICE_CHIEF, Role.FORMING_MANAGER, Role.INVESTIGATOR)
EXPERTS = (Role.EXPERT, Role.CHAIR, Role.VICE_CHAIR)
MONITORS = (Role.SUPERVISOR, Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR)
READS_LAW = (Role.RULE_KEEPER, Role.SUPERVISOR, Role.AUDITOR)
DESIGNS = (Role.DESIGNER, Role.RULE_KEEPER)
REPAIRS = (Role.SUPERVISOR, Role.SYSTEM_ADMINISTRATOR)
MECHANICS = (Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR)


def may_see_experts(actor: Actor) -> bool:
    """May the actor read who sits on a committee? All others see opaque marks (A49)."""
    return actor.role in SEES_EXPERTS


def name_of(reader: Actor, role: str, name: str) -> str:
    """The name of who acted in `role`, as this reader may know it; empty for a hidden expert.

    Those who keep the machine see roles and no names.
    """
    hidden = reader.role in MECHANICS or (role in EXPERTS and not may_see_experts(reader))
    return "" if hidden else name


def may_see_complainant(actor: Actor) -> bool:
    """Who complained is for the investigator and the supervisor alone."""
    return actor.role in (Role.INVESTIGATOR, Role.SUPERVISOR)


def may_monitor(actor: Actor) -> bool:
    """Counts per process and incidents."""
    return actor.role in MONITORS


def may_repair(actor: Actor) -> bool:
    """Retry what failed."""
    return actor.role in REPAIRS


def may_declare(actor: Actor) -> bool:
    """Start one's own declaration."""
    return actor.role == Role.APPLICANT


def may_vote(actor: Actor) -> bool:
    """Open a ballot page at all; the roll decides on whom."""
    return actor.role in EXPERTS


def may_publish(actor: Actor) -> bool:
    """Publish processes, tables and forms."""
    return actor.role in DESIGNS


def may_see_models(actor: Actor) -> bool:
    """Open the studio: read models and drafts, comment, review, publish what another has approved."""
    return actor.role in DESIGNS


def may_design(actor: Actor) -> bool:
    """Change models in a draft, try them, ask for a review."""
    return actor.role == Role.DESIGNER


def may_read_law(actor: Actor) -> bool:
    """Read the interpretation ledger, the reference data and the list of rules."""
    return actor.role in READS_LAW


def may_keep_law(actor: Actor) -> bool:
    """Choose another reading, change reference data."""
    return actor.role == Role.RULE_KEEPER
