"""What the forms on a clue show: the hint with what was seen, what was found, where it may lead. Never who reported."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from handlers.evidence import clues, founding
from handlers.evidence.subjects import session_of
from handlers.evidence.texts import cite
from handlers.handler import Actor
from handlers.records.clues import Clue
from handlers.rules.oversight.catalogue import CATALOGUE, Violation
from handlers.rules.oversight.signals import Signal

HINT = "> 线索，不是结论。是否违规须经核实、立案查明。"
LABELS = {signal.value: signal.label for signal in Signal}


def named(item: Violation) -> str:
    """An item as people quote it: 第六十五条第（三）项 and what it says."""
    number = int(item.code.split(".")[1])
    return f"{cite(item.code[1:3])}第（{'一二三四五六七八九'[number - 1]}）项 {item.label}"


CODES = [{"value": item.code, "label": named(item)} for item in CATALOGUE]
BY_CODE = {item.code: named(item) for item in CATALOGUE}


def table(evidence: dict[str, Any], most: int = 20) -> str:
    """The evidence of a screening as a Markdown table."""
    columns, rows = evidence.get("columns") or [], evidence.get("rows") or []
    if not columns or not rows:
        return ""
    lines = [_row(columns), "|" + " --- |" * len(columns), *(_row(row) for row in rows[:most])]
    more = f"\n\n共 {len(rows)} 行，其余见监管台线索页。" if len(rows) > most else ""
    return "\n".join(lines) + more


def _row(cells: list[Any]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "／").replace("\n", " ") for cell in cells) + " |"


def shown(clue: Clue, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What every form on a clue shows."""
    about = f"{clue.about.label}：{clue.about_name or '未写明'}"
    signal = f"；提示：{LABELS[clue.signal]}" if clue.signal in LABELS else ""
    hinted = f"；可能涉及{BY_CODE[clue.code]}" if clue.code in BY_CODE else ""
    due = f"应于 {clue.due_on} 前处置（收到后10个工作日）。" if clue.due_on else "年度工作日历尚未录入，处置期限待定。"
    others = clues.open_about(session_of(clue), clue)
    return {
        "hint": HINT,
        "content": f"**{clue.number}**（{clue.source.label}{signal}{hinted}）\n\n{about}\n\n{clue.content}",
        "evidence": table(clue.evidence),
        "findings": f"**核实情况**\n\n{clue.findings}" if clue.findings else "",
        "due": due + (f" 同一对象另有 {others} 条线索。" if others else ""),
    }


def to_open(clue: Clue, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the form of `open_case` shows and offers: only the items of those whom the clue names."""
    codes = [{"value": each.code, "label": named(each)} for each in founding.items_for(clue)]
    text = f"**查办结果**\n\n{clue.conclusion}"
    return {**shown(clue, actor, now, item), "findings": text, "codes": codes, "code": clue.code}
