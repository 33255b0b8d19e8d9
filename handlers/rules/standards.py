"""A standard of titles as a value: which condition opens which level to which degree (art. 7, table e).

The numbers are data of the records, each version with its dates; nothing here knows any of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.rules.terms import Degree, Level, Term


class StandardTier(Term):
    """Tier of a standard (A7.1)."""

    NATIONAL = "national", "国家标准"
    REGION = "region", "自治区标准"
    UNIT = "unit", "单位标准"

    @property
    def rank(self) -> int:
        """1 (国家) to 3 (单位); what stands lower is never laxer than what stands above it."""
        return list(StandardTier).index(self) + 1


class Issuer(Term):
    """What kind of body issues a standard (A7.2)."""

    NATION = "nation", "国家有关部门"
    REGION_HR = "region_hr", "自治区人社厅"
    LEAGUE_HR = "league_hr", "盟市人社局"
    COUNTY_HR = "county_hr", "旗县人社局"
    INDUSTRY = "industry", "行业主管部门"
    SELF_REVIEW_UNIT = "self_review_unit", "自主评审单位"
    OTHER = "other", "其他单位"


class FilingBody(Term):
    """With whom a unit's standard is filed before it takes effect (A7.3)."""

    HR = "hr", "人社部门"
    INDUSTRY = "industry", "行业主管部门"


@dataclass(frozen=True)
class Counted:
    """Something a condition counts (hours, projects, papers) and the least number of it."""

    code: str
    label: str
    unit: str
    least: int


@dataclass(frozen=True)
class Condition:
    """One cell of table (e): how `degree` opens `target`.

    Hold `base` for `years`; without a base, have worked for `years` (probation: assessed and passed).
    `years_total`: years of professional work in all. `wording`: what the standard asks beyond numbers.
    """

    target: Level
    degree: Degree
    base: Level | None = None
    years: int = 0
    probation: bool = False
    years_total: int = 0
    exam: bool = False
    items: tuple[Counted, ...] = ()
    wording: str = ""


@dataclass(frozen=True)
class StandardFiling:
    """The filing of a unit's standard with one body."""

    body: FilingBody
    number: str
    filed_on: date


@dataclass(frozen=True)
class Standard:
    """One version of a standard, in force from `effective_from` through `effective_to` (None: without end).

    `specialty` empty: the whole series. `issuer_id`: the unit whose standard it is. `with_department`: the
    industry department it was made with. `keeper`: who fills and amends the table. Directed evaluation and
    special-talent policies follow rules of their own, by a document with a number (A7.5).
    """

    id: str
    name: str
    tier: StandardTier
    parent_id: str | None
    series: str
    specialty: str
    version: str
    effective_from: date
    effective_to: date | None
    issuer: Issuer
    issuer_id: str
    with_department: str
    keeper: str
    directed: bool
    special_talent: bool
    document_number: str
    filings: tuple[StandardFiling, ...] = ()
    conditions: tuple[Condition, ...] = ()

    @property
    def exempt(self) -> bool:
        """Whether it may depart from the standard above it: a flag and the policy's document number (A7.5)."""
        return (self.directed or self.special_talent) and bool(self.document_number.strip())

    def in_force(self, on: date) -> bool:
        """Whether it applies on `on`; a unit's standard only once both bodies have filed it (A7.3)."""
        if on < self.effective_from or (self.effective_to is not None and on > self.effective_to):
            return False
        filed = {filing.body for filing in self.filings if filing.number.strip() and filing.filed_on <= on}
        return self.tier is not StandardTier.UNIT or filed == set(FilingBody)

    def opens(self, target: Level) -> bool:
        """Whether the table has any condition for the level."""
        return any(condition.target is target for condition in self.conditions)


def conditions(standard: Standard, target: Level, degree: Degree) -> tuple[Condition, ...]:
    """The cells open to `degree`, its own first: a higher degree includes the lower ones (I-22)."""
    cells = [c for c in standard.conditions if c.target is target and c.degree.rank <= degree.rank]
    return tuple(sorted(cells, key=lambda cell: -cell.degree.rank))


def least_degree(standard: Standard, target: Level) -> Degree | None:
    """The lowest degree the table opens the level to; None: the level is not in the table."""
    degrees = [cell.degree for cell in standard.conditions if cell.target is target]
    return min(degrees, key=lambda degree: degree.rank, default=None)
