"""The roster of art. 34 as the law asks about it: whether this declaration's way up demands or advises one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from handlers.evidence import law_tables, notices
from handlers.evidence.readings import readings_on
from handlers.evidence.subjects import session_of
from handlers.records.declarations import Declaration
from handlers.rules import publicity
from handlers.rules.channel import Roster, reporting_channel
from handlers.rules.readings import DirectRoster
from handlers.rules.terms import PublicityKind
from handlers.rules.workdays import local_date


def roster_notice(declaration: Declaration, now: datetime) -> publicity.Notice:
    """The declaration's line on a roster. A unit that delivers itself owes one where it is read so (I-18)."""
    demanded = any(step.roster for step in declaration.chain)
    advised = not demanded and delivers_itself(declaration)
    owed = advised and readings_on(session_of(declaration), local_date(now)).roster_direct is DirectRoster.REQUIRE
    found = notices.notice_of(declaration, PublicityKind.ROSTER, now, required=demanded or owed)
    return replace(found, advised=advised)


def delivers_itself(declaration: Declaration) -> bool:
    """Whether the way up has no body that publishes the roster."""
    return reporting_channel(law_tables.origin(declaration)).roster is Roster.RECOMMENDED


def posts_its_own(declaration: Declaration, organisation_id: str) -> bool:
    """Whether this body is the unit itself, and the one to publish."""
    unit = declaration.first_check_body_id or declaration.employer_id
    return organisation_id == unit and delivers_itself(declaration)
