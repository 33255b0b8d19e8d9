"""What the standard counts, titles held and mapped, and the direct routes (A25, A38)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from handlers.rules.article import Breaches, Doubt, Verdict, article
from handlers.rules.eligibility.relief import Lift
from handlers.rules.standards import Standard
from handlers.rules.terms import AssessmentGrade, Degree, Level
from handlers.rules.workdays import completed_years


@dataclass(frozen=True)
class HeldTitle:
    """A title that counts: held by review, recognition, exam, or mapped from a qualification (A25)."""

    level: Level
    from_on: date
    series: str = ""
    mapped: bool = False


@dataclass(frozen=True)
class Count:
    """How many of a countable thing (hours, projects) are on record, by the standard's code for it."""

    code: str
    number: int


@dataclass(frozen=True)
class Career:
    """What the standard counts, up to the call's reference date (`counted_to`, 计算截止日期).

    `degree`: the highest one. `professional_from`: start of professional-technical work. `in_region_from`:
    start of unbroken work in the region. `probation`: grade of the last probation assessment, None: not on record.
    `standard`: the one in force on the day of declaring, None: there is none. `counts`: what was counted of the
    things it counts, None: nobody has. `lifts`: what the routes of art. 37, 39 and 41 lift; `assess` finds them.
    `declared_on`: to which day the year in the region counts (I-22), None: to the reference date.
    """

    series: str
    target: Level
    degree: Degree | None
    graduated_on: date | None
    professional_from: date | None
    in_region_from: date | None
    non_public: bool
    probation: AssessmentGrade | None
    titles: tuple[HeldTitle, ...]
    counted_to: date
    standard: Standard | None
    counts: tuple[Count, ...] | None
    lifts: tuple[Lift, ...] = ()
    declared_on: date | None = None

    @property
    def in_region_to(self) -> date:
        """The day on which the year in the region has to be full."""
        return self.declared_on or self.counted_to


@dataclass(frozen=True)
class MappedTitle:
    """A title claimed through a professional qualification."""

    in_catalogue: bool
    qualification_valid: bool


@article("A38.1")
def non_public_and_a_year_in_the_region(career: Career) -> Breaches:
    """Direct declaration is open to non-public staff with a year in the region, up to 副高 (I-22)."""
    if not career.non_public:
        yield "直接申报只适用于非公有制单位和自由职业人员；请逐级申报"
    if career.target.rank > Level.ASSOCIATE_SENIOR.rank:
        yield f"不得以本条直接申报{career.target.label}，最高为副高级；请逐级申报"
    if career.in_region_from is None:
        yield Doubt("没有在我区工作的连续记录，是否满1年待人工认定")
    elif completed_years(career.in_region_from, career.in_region_to) < 1:
        yield f"在我区工作自 {career.in_region_from} 起，至 {career.in_region_to} 未满1年，不得直接申报；请满1年后申报"


@article("A38.2")
def bachelor_with_five_years(career: Career) -> Breaches:
    """A bachelor with five years of professional work declares 中级 directly."""
    yield from _direct(career, Level.INTERMEDIATE, Degree.BACHELOR, 5)


@article("A38.3")
def college_graduate_with_eight_years(career: Career) -> Breaches:
    """A college graduate with eight years of professional work declares 中级 directly."""
    yield from _direct(career, Level.INTERMEDIATE, Degree.COLLEGE, 8)


@article("A38.4")
def bachelor_with_twelve_years(career: Career) -> Breaches:
    """A bachelor with twelve years of professional work declares 副高 directly."""
    yield from _direct(career, Level.ASSOCIATE_SENIOR, Degree.BACHELOR, 12)


def _direct(career: Career, target: Level, degree: Degree, years: int) -> Breaches:
    if career.target is not target:
        yield f"此途径只可直接申报{target.label}，不得申报{career.target.label}；请选择相应途径"
    if career.degree is None or career.degree.rank < degree.rank:
        held = "无" if career.degree is None else career.degree.label
        yield f"学历为{held}，未达{degree.label}，不得以此途径直接申报；请逐级申报"
        return
    if career.professional_from is None:
        yield f"没有从事专业技术工作的记录，无法认定满{years}年；请先登记工作经历"
        return
    worked = completed_years(career.professional_from, career.counted_to)
    graduated = max(career.professional_from, career.graduated_on or career.professional_from)
    after = completed_years(graduated, career.counted_to)
    if worked < years:
        yield f"从事专业技术工作至 {career.counted_to} 满 {worked} 年，不足 {years} 年，不得直接申报；请满年限后申报"
    elif career.graduated_on is None or after < years:
        yield Doubt(f"满 {years} 年须计入取得学历前的工作，年限待人工认定")


ROUTES = (bachelor_with_five_years, college_graduate_with_eight_years, bachelor_with_twelve_years)


def direct_routes(career: Career) -> dict[str, Verdict]:
    """The routes of art. 38 that are open (PASS) or for a person to judge (REVIEW), by requirement id."""
    common = non_public_and_a_year_in_the_region(career)
    if not common:
        return {}
    found = {route.id: route(career) for route in ROUTES}
    return {
        id: Verdict.REVIEW if common.doubts or finding.doubts else Verdict.PASS
        for id, finding in found.items()
        if finding
    }


@article("A25.1")
def mapped_title_is_in_the_catalogue(mapped: MappedTitle) -> Breaches:
    """A qualification counts as a title when the published catalogue maps it (and is a basis, A25.2)."""
    if not mapped.in_catalogue:
        yield "该职业资格不在职称对应目录内，不得视同职称；请按本系列职称申报"
    if not mapped.qualification_valid:
        yield "该职业资格不在有效状态，不得视同职称；请先恢复资格"


def counted_titles(
    held: Iterable[HeldTitle], qualifications: Iterable[tuple[MappedTitle, HeldTitle]]
) -> tuple[HeldTitle, ...]:
    """Titles that count for the next level: those held, and those mapped from qualifications (A25.2).

    The years of a mapped title run from the day of the qualification.
    """
    mapped = (replace(title, mapped=True) for fact, title in qualifications if mapped_title_is_in_the_catalogue(fact))
    return (*held, *mapped)
