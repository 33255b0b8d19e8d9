"""What falls to the forming unit of a committee and to nobody else (A16.1, A16.3–A16.5). Bodies are opaque ids."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.rules.article import Breaches, article


@dataclass(frozen=True)
class Host:
    """A body about to act for a committee, against its forming unit."""

    acting: str | None
    forming_unit: str


@dataclass(frozen=True)
class MaterialsCheck:
    """A check of the declared materials; `bodies`: the forming unit and its office."""

    checked_by: str
    body: str | None
    bodies: tuple[str, ...]
    checked_on: date | None


@dataclass(frozen=True)
class Supervising:
    """How the forming unit supervises its committee: who, and by what measures."""

    officer: str
    measures: str


@article("A16.1")
def forming_unit_supervises_its_committee(supervising: Supervising) -> Breaches:
    """The forming unit names who supervises the committee and how."""
    if not supervising.officer.strip() or not supervising.measures.strip():
        yield "组建单位没有写明监督评委会的责任人和措施，不得报备；请填写"


@article("A16.3")
def materials_are_checked_by_the_forming_unit(check: MaterialsCheck) -> Breaches:
    """The forming unit, through its office, checks the materials: a named person on a named day."""
    if check.body not in check.bodies:
        yield "不是本评委会的组建单位或其办事机构，不得审核申报材料；请由组建单位审核"
    if not check.checked_by or check.checked_on is None:
        yield "申报材料的审核没有审核人或日期，不得作为审核记录；请由审核人本人登记"


@article("A16.4")
def forming_unit_convenes_the_meeting(host: Host) -> Breaches:
    """The review meeting is convened by the forming unit."""
    if host.acting != host.forming_unit:
        yield "不是本评委会的组建单位，不得组织召开评审会议；请由组建单位办理"


@article("A16.5")
def forming_unit_publicises_the_results(host: Host) -> Breaches:
    """The results are made public by the forming unit, never by the office of another committee."""
    if host.acting != host.forming_unit:
        yield "不是本评委会的组建单位，不得公示评审结果；请由组建单位办理"
