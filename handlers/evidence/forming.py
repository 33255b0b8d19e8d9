"""A body against the forming unit of the committee it acts for (A16). Opaque ids only."""

from __future__ import annotations

from datetime import date

from handlers.records.committees import Committee
from handlers.rules import forming_unit


def host(committee: Committee, acting: str) -> forming_unit.Host:
    """The body about to convene the committee's meeting or to publicise its results."""
    return forming_unit.Host(acting or None, committee.forming_unit_id)


def materials_check(committee: Committee, checked_by: str, body: str, on: date) -> forming_unit.MaterialsCheck:
    """A person of a body about to sign the office's check."""
    return forming_unit.MaterialsCheck(checked_by, body or None, (committee.forming_unit_id, committee.office_id), on)
