"""Level by level, and the standard's education and years (A21.2, A23.1, table e)."""

from __future__ import annotations

from handlers.rules.article import Breaches, Doubt, Verdict, article
from handlers.rules.eligibility.career import Career, HeldTitle, direct_routes
from handlers.rules.eligibility.relief import Relief, opened
from handlers.rules.standards import Condition, conditions, least_degree
from handlers.rules.terms import AssessmentGrade, Level
from handlers.rules.workdays import completed_years

EASED = "学历未达本系列规定，直接申报是否一并放宽学历待人工认定"


def held_level(career: Career, *, own: bool = False) -> Level | None:
    titles = [title for title in career.titles if title.from_on <= career.counted_to]
    levels = [title.level for title in titles if not own or is_own(title, career)]
    return max(levels, key=lambda level: level.rank, default=None)


def is_own(title: HeldTitle, career: Career) -> bool:
    return title.series in ("", career.series)


def open_conditions(career: Career) -> tuple[Condition, ...]:
    if career.standard is None or career.degree is None:
        return ()
    return conditions(career.standard, career.target, career.degree)


def configured(career: Career) -> bool:
    """Whether somebody has filled the table of the standard in force; an empty one decides nothing."""
    return career.standard is not None and bool(career.standard.conditions)


def _vacancy(career: Career) -> str:
    """Which table is empty and who fills it."""
    if career.standard is None:
        return f"申报之日没有该系列（{career.series}）的标准，由自治区人社厅会同行业主管部门发布；申报条件待人工认定"
    standard = career.standard
    return f"标准表“{standard.name}”（{standard.version} 版）还没有填写，由{standard.keeper}填写；申报条件待人工认定"


def education_is_enough(career: Career) -> bool | None:
    """Whether the degree reaches what the standard asks for the level; None: the standard is not configured."""
    return bool(open_conditions(career)) if configured(career) else None


def _asked(career: Career) -> tuple[Condition, ...]:
    """The open cells; with the education lifted, those of the lowest degree that the standard knows."""
    cells = open_conditions(career)
    least = least_degree(career.standard, career.target) if career.standard else None
    if cells or career.standard is None or least is None or not opened(career.lifts, Relief.EDUCATION):
        return cells
    return conditions(career.standard, career.target, least)


@article("A23.1")
def declares_level_by_level(career: Career) -> Breaches:
    """Titles are declared level by level unless the standard or a direct route opens the level."""
    own, held = held_level(career, own=True), held_level(career)
    transfer = opened(career.lifts, Relief.SAME_LEVEL)
    if own is not None and own.rank >= career.target.rank and not (transfer and own is career.target):
        yield f"已具有{own.label}职称，不得再申报同级或更低的{career.target.label}；请申报高一级"
        return
    if held is not None and held.rank >= career.target.rank:
        if Verdict.PASS not in transfer.values():
            yield Doubt(f"在其他系列已具有{held.label}职称，是否符合转评条件待人工认定")
        return
    steps = career.target.step - (0 if held is None else held.step)
    if steps <= 1 or any(condition.base is None for condition in open_conditions(career)):
        return
    routes = direct_routes(career) | opened(career.lifts, Relief.LEVELS)
    if not routes:
        now = "没有职称" if held is None else f"现为{held.label}"
        yield f"{now}，不得越级申报{career.target.label}；请逐级申报，或具备直接申报条件后再报"
    elif Verdict.PASS not in routes.values():
        yield Doubt("越级申报所依据的直接申报条件待人工认定")


@article("A21.2")
def conditions_of_the_standard_are_met(career: Career) -> Breaches:
    """Education and years reach the standard of the series and level, or a direct route replaces them."""
    if career.degree is None:
        yield "没有学历记录，无法核对申报条件；请先登记学历"
        return
    routes = direct_routes(career)
    if Verdict.PASS in routes.values():
        return
    if not configured(career):
        yield Doubt(_vacancy(career))
        return
    problems = [list(_missing(career, condition)) for condition in _asked(career)]
    met = [each for each in problems if all(isinstance(one, Doubt) for one in each)]
    eased = opened(career.lifts, Relief.SENIORITY)
    if met:
        yield from min(met, key=len)
    elif problems and Verdict.PASS in eased.values():
        return
    elif routes or eased:
        yield Doubt(EASED if Verdict.PASS in eased.values() else "所依据的直接申报条件待人工认定")
    elif problems:
        yield from problems[0]
    else:
        least = least_degree(career.standard, career.target) if career.standard else None
        wanted = "更高学历" if least is None else least.label
        yield f"学历为{career.degree.label}，申报{career.target.label}须具备{wanted}以上学历；请走破格或绿色通道途径"


@article("A21.2a")
def countable_items_reach_the_standard(career: Career) -> Breaches:
    """Hours, projects and whatever else the standard counts reach its numbers for one of the open cells."""
    shorts = [list(_short_of_items(career, condition)) for condition in _asked(career)]
    if all(shorts):
        yield from min(shorts, key=len, default=[])


def _short_of_items(career: Career, condition: Condition) -> Breaches:
    for item in condition.items:
        if career.counts is None:
            yield Doubt(f"申报{career.target.label}须{item.label} {item.least} {item.unit}，系统没有登记，待人工核对")
            continue
        number = sum(count.number for count in career.counts if count.code == item.code)
        if number < item.least:
            yield (
                f"{item.label} {number} {item.unit}，申报{career.target.label}须 {item.least} {item.unit}；"
                "请补足后申报，已有的请先登记"
            )


def _missing(career: Career, condition: Condition) -> Breaches:
    """What a condition asks of title and years, and what the career lacks of it."""
    yield from _short_of(career, condition)
    if condition.years_total == 0:
        return
    since = career.professional_from
    worked = 0 if since is None else completed_years(since, career.counted_to)
    if worked < condition.years_total:
        yield (
            f"从事专业技术工作至 {career.counted_to} 共满 {worked} 年，"
            f"申报{career.target.label}须共满 {condition.years_total} 年；请满年限后申报"
        )


def _short_of(career: Career, condition: Condition) -> Breaches:
    if condition.base is None:
        yield from _short_of_work(career, condition)
        return
    titles = [t for t in career.titles if t.level.rank >= condition.base.rank and t.from_on <= career.counted_to]
    if not titles:
        yield f"申报{career.target.label}须先具有{condition.base.label}职称，未见登记；请先取得{condition.base.label}"
        return
    own = [title for title in titles if is_own(title, career)]
    continuous = Verdict.PASS in opened(career.lifts, Relief.CONTINUITY).values()
    first = min(own if own and not continuous else titles, key=lambda title: title.from_on)
    years = completed_years(first.from_on, career.counted_to)
    if years < condition.years:
        yield (
            f"取得{first.level.label}职称自 {first.from_on} 至 {career.counted_to} 满 {years} 年，"
            f"申报{career.target.label}须满 {condition.years} 年；请满年限后申报"
        )
    elif not own and not continuous:
        yield Doubt(f"现有职称属于其他系列，能否作为申报{career.target.label}的依据待人工认定")


def _short_of_work(career: Career, condition: Condition) -> Breaches:
    if condition.years == 0:
        return
    if career.professional_from is None:
        yield "没有从事专业技术工作的记录，无法核对年限；请先登记工作经历"
        return
    worked = completed_years(career.professional_from, career.counted_to)
    if worked < condition.years:
        yield (
            f"从事专业技术工作至 {career.counted_to} 满 {worked} 年，"
            f"申报{career.target.label}须满 {condition.years} 年；请满年限后申报"
        )
    if condition.probation:
        yield from _short_of_probation(career, condition)


def _short_of_probation(career: Career, condition: Condition) -> Breaches:
    """The probation was assessed and passed; a grade between the two goes to a person."""
    if career.probation is None:
        yield f"没有见习{condition.years}年的考核记录，不得申报{career.target.label}；请由单位登记考核结果后申报"
    elif career.probation is AssessmentGrade.UNQUALIFIED:
        yield f"见习考核结果为不合格，不得申报{career.target.label}；请由单位考核合格后申报"
    elif career.probation is AssessmentGrade.BASIC:
        yield Doubt("见习考核结果为基本合格，是否视为见习期满考核合格待人工认定")
