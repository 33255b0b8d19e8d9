"""A season, simulated as often as asked: the same seed shows the same figures."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from random import Random

from app.engine.modelset import ModelSet
from app.whatif import result
from app.whatif.assumptions import LONE_MESSAGE, OTHER_WAIT
from app.whatif.hours import Days, with_holidays
from app.whatif.parameters import MOST_SECONDS, Parameters, WhatIfRefused, refuse_too_much
from app.whatif.plan import Plan, outside, plans
from app.whatif.result import Result
from app.whatif.season import Season
from handlers.rules.workdays import Calendar

BEYOND = 400  # days after the season that legal periods may reach into


def simulate(models: ModelSet, calendar: Calendar, asked: Parameters, seed: int) -> Result:
    """The figures of a season. Raises WhatIfRefused: too large, too slow, or a process that cannot begin."""
    until = time.thread_time() + MOST_SECONDS
    refuse_too_much(asked)
    ready = plans(models, asked)
    _beginnings(ready, asked)
    last = asked.first + timedelta(days=asked.days - 1)
    used, missing = with_holidays(calendar, asked.extra_holidays, asked.first, last + timedelta(days=BEYOND))
    days = Days(used, asked.first, asked.days)
    chance = Random(seed)
    tallies = [Season(ready, days, asked, Random(chance.getrandbits(64)), until).run() for _ in range(asked.runs)]
    return Result(
        seed=seed,
        runs=asked.runs,
        first=asked.first,
        last=last,
        stream=asked.streams[0].process,
        names={key: plan.name for key, plan in ready.items()},
        counted=result.counted(tallies, ready),
        lengths=result.lengths(tallies, ready, days),
        spread=result.spread(tallies, asked.streams[0].process),
        roles=result.loads(tallies, days, asked),
        missed=result.missed(tallies),
        narrows=result.narrows(tallies, ready),
        assumptions=tuple(_assumptions(ready, asked, missing, last.year)),
    )


def _beginnings(ready: dict[str, Plan], asked: Parameters) -> None:
    wanted = [stream.process for stream in asked.streams] + ([asked.meetings.process] if asked.meetings else [])
    for key in wanted:
        if key not in ready:
            raise WhatIfRefused(f"模型中没有流程“{key}”，请选择含有它的模型")
        if not ready[key].person_start:
            raise WhatIfRefused(f"流程“{ready[key].name}”不由人发起，不能按件数推演，请选择由人发起的流程")


def _assumptions(ready: dict[str, Plan], asked: Parameters, missing: tuple[int, ...], last: int) -> Iterator[str]:
    """What was taken for granted, to be printed with the figures."""
    yield "办理用时按三角分布抽取（最少、常见、最多），只在工作日的办理时间内推进；同一岗位先到先办。"
    yield "公示、补正、备案、报送等法定期限按工作日历和期限表逐日计算，起算之日不计入。"
    yield "分支按比例随机选取，比例由分支名称推定或由您填写；决策表和条件表达式不求值。"
    yield f"多人同办的任务（签到、书面评议）按 {asked.many} 人计，全部办完才往下走。"
    yield f"由文书定日子的等待按 {OTHER_WAIT} 个工作日计。"
    yield f"单独等待的外来消息 {LONE_MESSAGE[0]:g}–{LONE_MESSAGE[2]:g} 个工作日到达。"
    if asked.meetings is not None:
        yield "每场评审会议带走当时等待评审的人；会后公示、核准以整批进行，被举报的人另案处理。"
    unsent = sorted(outside(ready))
    yield f"图中没有流程发出的消息（{'、'.join(unsent)}）按给定概率到达。" if unsent else "所有消息都由图中的流程发出。"
    yield "随时可能到来的事件子流程（监管、收回评审权等）不在推演之内。"
    if told := [year for year in missing if year <= last]:
        yield f"{'、'.join(map(str, told))} 年的工作日历尚未录入，按周一至周五推演。"
