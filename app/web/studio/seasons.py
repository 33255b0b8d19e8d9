"""What a simulated season showed, as the page tells it: findings, charts with their tables, figures to compare."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from app.web.monitor.charts import Chart
from app.whatif import Estimate, Length, Missed, Result, RoleLoad
from handlers.evidence import texts

BUSIEST = 4
TONES = ("primary", "amber", "red", "green")
MOST_FIGURES = 40

Figures = dict[str, float]


def charts(told: Result) -> list[Chart]:
    """The charts of a season, those without anything to show left out."""
    return [chart for chart in (_spread(told), _queues(told), _missed(told), _narrows(told)) if chart is not None]


def _spread(told: Result) -> Chart | None:
    whole = next((one for one in told.lengths if not one.end), None)
    main = next((one for one in told.lengths if one.process == told.stream and not one.end), whole)
    if main is None:
        return None
    finding = _(
        "“%(name)s”从开始到结束，一半的件在 %(median)s 天内办完，九成在 %(ninetieth)s 天内",
        name=main.name, median=f"{main.median:.0f}", ninetieth=f"{main.ninetieth:.0f}",
    )  # fmt: skip
    return Chart(
        finding,
        _("各件从发起到结束的日历天数，%(runs)d 次推演合计；各结局的长短见表。", runs=told.runs),
        {"shape": "columns", "unit": _("件"), "labels": [f"{low}–{low + 9}" for low, _many in told.spread],
         "series": [{"name": _("件数"), "tone": "primary", "values": [many for _low, many in told.spread]}]},
        [_("流程和结局"), _("件数"), _("平均（天）"), _("一半以内"), _("九成以内"), _("平均（工作日）"),
         _("一半以内（工作日）"), _("九成以内（工作日）"), _("其中法定等待（天）")],
        [_length(one, told.names) for one in told.lengths],
    )  # fmt: skip


def _length(one: Length, names: Mapping[str, str]) -> list[str]:
    name = f"{names.get(one.process, one.process)}：{one.name}" if one.end else one.name
    days = (one.median, one.ninetieth, one.workdays_mean, one.workdays_median, one.workdays_ninetieth, one.legal_days)
    return [name, str(one.count), estimate(one.mean), *(f"{each:.1f}" for each in days)]


def estimate(value: Estimate, factor: float = 1, places: int = 1) -> str:
    """A mean with half the width of its interval, where there were several runs."""
    told = f"{value.mean * factor:.{places}f}"
    return told if value.either is None else f"{told} ± {value.either * factor:.{places}f}"


def _queues(told: Result) -> Chart | None:
    if not told.roles:
        return None
    first = list(told.roles[:BUSIEST])
    weeks = _lively(told.roles)
    top = max(first, key=lambda one: one.longest)
    worst = max(range(len(top.weeks)), key=lambda n: top.weeks[n].queue)
    finding = (
        _("“%(role)s”积压最多：%(day)s 那一周平均有 %(many)s 件在等", role=top.title,
          day=top.weeks[worst].monday.isoformat(), many=f"{top.longest:.0f}")
        if top.longest >= 1
        else _("各岗位都没有明显积压")
    )  # fmt: skip
    return Chart(
        finding,
        _("每周平均等待办理的件数，画出积压最多的 %(count)d 个岗位；忙的程度见表。", count=len(first)),
        {"shape": "columns", "unit": _("件"), "labels": [f"{each.monday:%m-%d}" for each in top.weeks[:weeks]],
         "series": [{"name": one.title, "tone": tone, "values": [round(w.queue, 1) for w in one.weeks[:weeks]]}
                    for one, tone in zip(first, TONES, strict=False)]},
        [_("岗位"), _("最多一周的积压（件）"), _("平均忙的程度"), _("最忙一周"), _("最忙的程度")],
        [_role(one) for one in told.roles],
    )  # fmt: skip


def _lively(roles: Sequence[RoleLoad]) -> int:
    """Up to which week there was anything to do."""
    ends = [n for one in roles for n, week in enumerate(one.weeks, start=1) if week.queue >= 0.05 or week.used]
    return max(ends, default=1)


def _role(one: RoleLoad) -> list[str]:
    busiest = max(one.weeks, key=lambda week: week.used or 0)
    return [one.title, f"{one.longest:.1f}", f"{100 * one.used:.0f}%", busiest.monday.isoformat(),
            f"{100 * (busiest.used or 0):.0f}%"]  # fmt: skip


def _missed(told: Result) -> Chart | None:
    if not told.missed:
        return None
    ordered = sorted(told.missed, key=lambda one: -one.share.mean)
    late = [one for one in ordered if one.share.mean > 0]
    finding = (
        _("“%(name)s”（%(clock)s）最容易超期：%(share)s%% 的期限会错过", name=late[0].name, clock=late[0].clock,
          share=f"{100 * late[0].share.mean:.1f}")
        if late
        else _("没有法定期限会超期")
    )  # fmt: skip
    return Chart(
        finding,
        _("各法定最长期限错过的比例；± 是 %(runs)d 次推演的 95%% 置信区间。公示、备案等最短期限由图等满，不在此列。",
          runs=told.runs),
        {"shape": "bars", "unit": "%", "labels": [f"{one.clock} {one.name}" for one in ordered],
         "series": [{"name": _("错过"), "tone": "red", "values": [round(100 * one.share.mean, 1) for one in ordered]}]},
        [_("期限"), _("依据"), _("每次推演的期限数"), _("错过的比例（%）")],
        [_clock(one) for one in ordered],
    )  # fmt: skip


def _clock(one: Missed) -> list[str]:
    article = texts.cite(f"A{one.article}")
    return [f"{one.clock} {one.name}", article, f"{one.watched:.1f}", estimate(one.share, 100)]


def _narrows(told: Result) -> Chart | None:
    first = [one for one in told.narrows if one.total > 0][:10]
    if not first:
        return None
    finding = _(
        "“%(name)s”前面等得最久：每次推演合计等 %(total)s 件·天", name=first[0].name, total=f"{first[0].total:.0f}"
    )
    return Chart(
        finding,
        _("各环节前等待的时间合计（日历天），从多到少。"),
        {"shape": "bars", "unit": _("件·天"), "labels": [one.name for one in first],
         "series": [{"name": _("等待合计"), "tone": "amber", "values": [round(one.total, 1) for one in first]}]},
        [_("环节"), _("流程"), _("岗位"), _("件数"), _("平均等（天）"), _("最长（天）"), _("合计（件·天）")],
        [[one.name, told.names.get(one.process, one.process), one.role, f"{one.passed:.0f}", f"{one.mean:.2f}",
          f"{one.longest:.1f}", f"{one.total:.1f}"] for one in told.narrows if one.total > 0],
    )  # fmt: skip


def figures(told: Result) -> Figures:
    """The numbers by which two seasons are compared, each under its name."""
    found: Figures = {}
    for one in told.lengths:
        if not one.end:
            found[_("%(name)s：平均天数", name=one.name)] = round(one.mean.mean, 1)
            found[_("%(name)s：九成以内（天）", name=one.name)] = round(one.ninetieth, 1)
    for counted in told.counted:
        found[_("%(name)s：未办完", name=counted.name)] = round(counted.unfinished, 1)
    for role in told.roles[:8]:
        found[_("%(role)s：最多一周的积压", role=role.title)] = round(role.longest, 1)
    for clock in told.missed:
        found[_("%(clock)s：错过的比例（%%）", clock=clock.clock)] = round(100 * clock.share.mean, 1)
    return found


def remembered(text: str) -> tuple[str, Figures]:
    """What a page sent back of the season before it: its description and figures; nothing, if it is anything else."""
    try:
        found: Any = json.loads(text[:8_000])
        about, numbers = str(found["about"])[:300], dict(found["figures"])
        return about, {str(name)[:80]: float(value) for name, value in list(numbers.items())[:MOST_FIGURES]}
    except (ValueError, TypeError, KeyError, RecursionError):
        return "", {}


def kept(about: str, numbers: Figures) -> str:
    """The same, as the page sends it along."""
    return json.dumps({"about": about, "figures": dict(list(numbers.items())[:MOST_FIGURES])}, ensure_ascii=False)


def compared(now: Figures, before: Figures) -> list[tuple[str, str, str, str]]:
    """Each figure now and before, and the difference."""
    return [
        (name, f"{value:g}", f"{before[name]:g}", f"{value - before[name]:+.1f}")
        for name, value in now.items()
        if name in before
    ]
