"""Taking back a finding or a letter: what was withdrawn feeds no counter any more (A77, I-31, I-32)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.rules.article import Breaches, article


@dataclass(frozen=True)
class TakingBack:
    """A verified item or a letter about to be withdrawn. `issued`: it has taken effect; `withdrawn_on`: already."""

    issued: bool
    withdrawn_on: date | None
    reason: str
    paper: str
    by: str


@article("A77.1b")
def withdrawal_is_reasoned_and_once(taking: TakingBack) -> Breaches:
    """What took effect is withdrawn by name, once, with a reason and a paper; it no longer counts."""
    if not taking.issued:
        yield "该认定或文书尚未生效，不存在撤回；请直接退回重拟"
    if taking.withdrawn_on is not None:
        yield f"该认定或文书已于 {taking.withdrawn_on} 撤回，不再计数，不得重复撤回；请核对"
    missing = [name for name, text in (("理由", taking.reason), ("文号", taking.paper)) if not text.strip()]
    if missing:
        yield f"撤回没有写明{'、'.join(missing)}，不得撤回；请补齐"
    if not taking.by.strip():
        yield "没有撤回人，不得撤回；请由监管人员登录后本人办理"
