"""The figures of a season: what the players saw against what the records say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.demo.callers import Server
from app.demo.ledger import Entry
from app.demo.work import Office

COUNTED = (
    "declared", "corrected", "abandoned", "accepted", "passed", "failed", "certified", "complaints",
    "timers_fired", "workdays_elapsed",
)  # fmt: skip
LABELS = {
    "declared": "申报", "refused": "不予提交、推荐、上报或受理", "corrected": "补正", "abandoned": "视为放弃",
    "accepted": "受理", "passed": "评审通过", "failed": "评审未通过", "certified": "取得证书",
    "complaints": "异议与举报", "timers_fired": "到期触发的时限", "workdays_elapsed": "经过的工作日",
    "contradictions": "与记录不符",
}  # fmt: skip
REFUSED = ("draft", "not_recommended", "not_reported", "not_accepted")


def reckon(server: Server, office: Office) -> tuple[dict[str, Any], list[str]]:
    """The figures from the records with the refusals the players were told; and every contradiction in words."""
    recorded = server.ask("GET", "/sandbox/figures")
    lines = {line["declaration"]: line for line in recorded["declarations"]}
    ledger = office.ledger
    faults = [
        *recorded["contradictions"],
        *(fault for entry in ledger.entries for fault in faults_of(entry, lines.get(entry.declaration))),
        *sums(recorded, office),
    ]
    refusals = [refusal for entry in ledger.entries for refusal in entry.refusals]
    figures = {name: recorded[name] for name in COUNTED}
    return {
        "declared": figures["declared"],
        "refused": sum(line["status"] in REFUSED for line in recorded["declarations"]),
        **{name: figures[name] for name in COUNTED[1:]},
        "contradictions": len(faults),
        "refusals": refusals,
    }, faults


def faults_of(entry: Entry, line: dict[str, Any] | None) -> Iterator[str]:
    """Where the records of one declaration tell another story."""
    if line is None:
        yield f"{entry.number}：记录中没有这份申报"
        return
    if line["status"] != entry.end:
        yield f"{entry.number}（{entry.story}）：应为 {entry.end}，记录为 {line['status']}"
    if line["corrected"] != ("corrected" in entry.marks):
        yield f"{entry.number}：是否补正与记录不符"
    if entry.article and not any(r["article"].startswith(entry.article) for r in entry.refusals):
        told = "、".join(r["article"] for r in entry.refusals) or "无"
        yield f"{entry.number}：应依据 {entry.article} 拒绝，告知的依据是 {told}"
    if any(not r["article"] or not r["message"] for r in entry.refusals):
        yield f"{entry.number}：有一次拒绝没有依据或理由"
    decided = sorted(r["article"] for r in entry.refusals if entry.end != "draft")
    if sorted(d["article"] for d in line["decisions"]) != decided:
        yield f"{entry.number}：告知的依据与记录的决定不符"


def sums(recorded: dict[str, Any], office: Office) -> Iterator[str]:
    """Totals that must come out, whatever the stories."""
    ledger, statuses = office.ledger, [line["status"] for line in recorded["declarations"]]
    refused = sum(status in REFUSED for status in statuses)
    expected = {
        "declared": len(ledger.entries),
        "accepted": ledger.marked("accepted"),
        "corrected": ledger.marked("corrected"),
        "complaints": ledger.complaints,
        "certified": sum(entry.end == "certified" for entry in ledger.entries),
    }
    for name, value in expected.items():
        if recorded[name] != value:
            yield f"{LABELS[name]}：办理中见到 {value}，记录为 {recorded[name]}"
    if recorded["declared"] != refused + recorded["abandoned"] + recorded["accepted"]:
        yield "申报数不等于拒绝、放弃与受理之和"
    if recorded["accepted"] != recorded["passed"] + recorded["failed"]:
        yield "受理数不等于通过与未通过之和"
    if recorded["passed"] != recorded["certified"] + statuses.count("cancelled"):
        yield "通过数不等于发证与取消之和"


def table(figures: dict[str, Any]) -> str:
    """The figures for people to read, every refusal with its article below."""
    width = max(len(label) for label in LABELS.values())
    lines = [f"{label}{'　' * (width - len(label))}  {figures[name]:>5}" for name, label in LABELS.items()]
    lines += ["", "拒绝及依据："]
    lines += [f"  {r['declaration']}  {r['article']:<7} {r['message']}" for r in figures["refusals"]]
    return "\n".join(lines)
