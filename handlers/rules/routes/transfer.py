"""A change of post and series: the same level in the new series, then the next, years counted on (A41)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from handlers.rules.article import Breaches, article
from handlers.rules.routes.facts import RouteFacts, TitleRecord
from handlers.rules.terms import Level
from handlers.rules.workdays import ONE_DAY, add_years, completed_years

YEARS = 1


@dataclass(frozen=True)
class Seniority:
    """From which day the years of a title in its series are counted, against all titles ever held."""

    series: str
    level: Level
    counted_from: date
    history: tuple[TitleRecord, ...]


def transferred_base(facts: RouteFacts) -> TitleRecord | None:
    """The highest title of the declared series if it was obtained by transfer; the latest of that level."""
    own = [title for title in facts.history if title.series == facts.career.series and title.from_on <= facts.on]
    last = max(own, key=lambda title: (title.level.rank, title.from_on), default=None)
    return last if last is not None and last.transferred else None


def seniority_from(history: Iterable[TitleRecord], series: str, level: Level) -> date | None:
    """Since when the years of the series' title count: after a transfer since the first title of that level (A41.3)."""
    same = [title for title in history if title.level is level]
    own = [title for title in same if title.series == series]
    if not own:
        return None
    counted = same if any(title.transferred for title in own) else own
    return min(title.from_on for title in counted)


@article("A41.1")
def a_year_in_the_new_post(facts: RouteFacts) -> Breaches:
    """After a full year in the new post the same level is declared in the new series; its day has ended (I-24)."""
    change = facts.post_change
    if change is None:
        yield "没有调整工作岗位、工作专业变化的记录，不得转评；请先登记岗位变动"
        return
    yield from same_level_in_the_new_series(facts)
    yield from _a_full_year(facts, change.on, "在现岗位从事专业技术工作", "转评")


def same_level_in_the_new_series(facts: RouteFacts) -> Breaches:
    """The series is that of the new post, and the level that of the old title."""
    change, target = facts.post_change, facts.career.target
    if change is None or change.series != facts.career.series:
        yield "申报系列不是现岗位所属的系列，不得转评；请按现岗位的系列申报"
    there = [t for t in facts.history if change and (t.series, t.specialty) == (change.series, change.specialty)]
    levels = [t.level for t in facts.history if t not in there and t.from_on <= facts.on]
    if not levels:
        yield "没有原系列（专业）的职称，不得转评；请按新系列逐级申报"
        return
    held = max(levels, key=lambda level: level.rank)
    if target is not held:
        yield f"原系列（专业）职称为{held.label}，转评只可申报同级，不得申报{target.label}；请申报{held.label}"
    if any(title.level.rank >= target.rank for title in there):
        yield f"在新系列（专业）已具有{target.label}以上职称，无须转评；请申报高一级"


@article("A41.2")
def a_year_after_the_new_title(facts: RouteFacts) -> Breaches:
    """The next level follows a full year after the transferred title, or the appointment where demanded (I-24)."""
    title = transferred_base(facts)
    if title is None:
        yield "没有在本系列转评取得的职称，不得以此途径申报；请先转评同级职称"
        return
    if facts.career.target.step != title.level.step + 1:
        yield f"转评后现为{title.level.label}，只可申报高一级，不得申报{facts.career.target.label}；请逐级申报"
    since = years_in_it(facts)
    if since is None:
        yield f"本系列要求岗位聘任，没有{title.level.label}的聘任记录；请先登记聘任"
    else:
        what = "聘任" if _demanded(facts) else "取得转评的"
        yield from _a_full_year(facts, since, f"{what}{title.level.label}职称", "申报高一级")


def _demanded(facts: RouteFacts) -> bool:
    """Whether the standard of the new series asks for an appointment."""
    return facts.post_change is not None and facts.post_change.appointment_demanded


def years_in_it(facts: RouteFacts) -> date | None:
    """Since when the year after the transferred title runs: its start, or the appointment where it is demanded."""
    title = transferred_base(facts)
    if title is None:
        return None
    return title.appointed_on if _demanded(facts) else title.from_on


def _a_full_year(facts: RouteFacts, since: date, what: str, act: str) -> Breaches:
    to = facts.career.counted_to
    if completed_years(since, to - ONE_DAY) < YEARS:
        ready = add_years(since, YEARS) + ONE_DAY
        yield f"{what}自 {since} 起，至 {to} 未满{YEARS}年，不得{act}；年限计算截止日期最早为 {ready}"


@article("A41.3")
def years_are_counted_on(seniority: Seniority) -> Breaches:
    """After a transfer the years of the title are counted on from the old title of the same level."""
    lawful = seniority_from(seniority.history, seniority.series, seniority.level)
    if lawful is None:
        yield f"没有本系列{seniority.level.label}职称的记录，无法计算资历；请先登记职称"
    elif seniority.counted_from != lawful:
        yield (f"资历和任职年限应自 {lawful} 起与原职称连续计算，不得自 {seniority.counted_from} 起算；请更正起算日期")
