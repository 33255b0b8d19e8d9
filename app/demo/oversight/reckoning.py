"""The figures of a season of supervision: what the players did against what the records say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from app.demo.callers import Server

LABELS = {
    "reminders": "工作提醒", "interviews": "工作约谈", "suspensions": "停止评审", "resumptions": "恢复评审",
    "revocations": "收回评审权", "bars": "记入诚信档案", "blacklisted": "列入黑名单", "contradictions": "与记录不符",
}  # fmt: skip
#: What the players themselves saw, by the forms they completed.
SEEN = {
    "reminders": ("supervision.draft_reminder",),
    "interviews": ("supervision.draft_interview",),
    "suspensions": ("supervision.draft_interview",),
    "resumptions": ("supervision.consent",),
    "revocations": ("supervision.revoke",),
    "bars": ("violation.cancel", "violation.disqualify", "violation.bar_staff"),
    "blacklisted": ("violation.blacklist",),
}


def reckon(
    server: Server, since: datetime, done: Counter[str], unrefused: Sequence[str]
) -> tuple[dict[str, Any], list[str]]:
    """The figures from the records, and every contradiction in words."""
    recorded = server.ask("GET", "/sandbox/oversight", since=since.isoformat())
    faults = [*recorded["contradictions"], *unrefused, *_sums(recorded, done)]
    return {**{name: recorded[name] for name in SEEN}, "contradictions": len(faults)}, faults


def _sums(recorded: dict[str, Any], done: Counter[str]) -> Iterator[str]:
    for name, forms in SEEN.items():
        seen = sum(done[form] for form in forms)
        if recorded[name] != seen:
            yield f"{LABELS[name]}：办理中见到 {seen}，记录为 {recorded[name]}"


def table(figures: dict[str, Any]) -> str:
    """The figures for people to read, every refusal with its article below."""
    width = max(len(label) for label in LABELS.values())
    lines = [f"{label}{'　' * (width - len(label))}  {figures[name]:>5}" for name, label in LABELS.items()]
    lines += ["", "法律不允许的尝试："]
    lines += [f"  {refusal['what']}  {refusal['article']:<7} {refusal['message']}" for refusal in figures["refusals"]]
    return "\n".join(lines)
