"""Where declarations are taken in, the unit's procedure behind a recommendation, and the roster's columns
(A29.1, A33.1, A34.2)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from handlers.rules.article import Breaches, article
from handlers.rules.terms import OrganisationKind

#: The columns of the unified roster, in order; what a public notice may show (A34.2, I-39).
ROSTER_COLUMNS = ("name", "unit", "series", "specialty", "level")

LONG_NUMBER = re.compile(r"\d{11}")  # phones have 11 digits, identity numbers 18


@dataclass(frozen=True)
class Intake:
    """A file taken in at a service point. `decides`: the point is about to decide on it; areas are GB/T 2260 codes."""

    registered: bool
    area: str
    declared_area: str
    decides: bool
    handed_to: OrganisationKind | None


@dataclass(frozen=True)
class ProcedureDocument:
    """The recommendation procedure on record of a unit or league for a year, and the finding of who judged it."""

    number: str
    year: int
    declared_year: int
    finding: str


@dataclass(frozen=True)
class Roster:
    """A roster about to be posted: its columns, its lines, and in how many a number or phone can be read."""

    columns: tuple[str, ...]
    lines: int
    unmasked: int


def line_discloses(line: Mapping[str, str]) -> bool:
    """Whether an identity number, a phone number or the like can be read in a line of a roster (I-39)."""
    return any(LONG_NUMBER.search(text) for text in line.values())


@article("A29.1")
def service_point_never_decides(intake: Intake) -> Breaches:
    """A registered service point takes files in and hands them to the local HR department; it decides nothing."""
    if not intake.registered:
        yield "该受理点没有登记，不得接收申报材料；请到登记的申报受理服务点或当地人社部门办理"
    if intake.area[:4] != intake.declared_area[:4]:
        yield f"申报地 {intake.declared_area} 不在受理点所在的 {intake.area}，不得接收；请到申报地的受理点办理"
    if intake.decides:
        yield "申报受理服务点只接收材料，不得作出审核决定；请转当地人社部门审核"
    if intake.handed_to is not OrganisationKind.HR:
        yield "受理点接收的材料没有转送当地人社部门，不得滞留；请及时转送"


@article("A33.1")
def recommendation_procedure_is_on_record(document: ProcedureDocument) -> Breaches:
    """Units and leagues keep an open, democratic, equal, merit-based procedure; a person judges the document."""
    if not document.number.strip():
        yield "没有职称申报推荐办法，不得推荐上报；请先提交推荐办法"
    elif document.year != document.declared_year:
        yield f"推荐办法是 {document.year} 年度的，不得用于 {document.declared_year} 年度申报；请提交本年度推荐办法"
    if not document.finding.strip():
        yield "推荐办法没有审核结论，不得据以推荐；请写明是否公开、民主、平等、择优"


@article("A34.2")
def roster_has_the_unified_columns(roster: Roster) -> Breaches:
    """The roster has one fixed set of columns and shows no identity number, phone or birthday (I-39)."""
    if roster.columns != ROSTER_COLUMNS:
        columns, unified = len(roster.columns), len(ROSTER_COLUMNS)
        yield f"花名册 {columns} 列，与统一格式的 {unified} 列不符，不得公示；请使用系统生成的花名册"
    if roster.lines < 1:
        yield "花名册没有人员，不得公示；请先汇总申报人员"
    if roster.unmasked:
        yield f"花名册 {roster.lines} 行中有 {roster.unmasked} 行可见证件号或电话，不得公示；请去除"
