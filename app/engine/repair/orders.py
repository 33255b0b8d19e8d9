"""What a repair does to a case, as an order: an operation with its parameters. Plain data, kept as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.engine.errors import AnswersInvalid
from handlers.rules.terms import Term


class Operation(Term):
    """What may be done to a case by hand."""

    RETRY = "retry", "重新执行"
    MOVE = "move", "移到另一环节"
    SKIP = "skip", "跳过环节"
    REPEAT = "repeat", "重办环节"
    CANCEL = "cancel", "撤销案件"
    SUSPEND = "suspend", "暂停办理"
    RESUME = "resume", "恢复办理"
    CORRECT = "correct", "更正流程结果"
    POSTPONE = "postpone", "推迟定时"
    FIRE = "fire", "定时立即到期"
    SUSPEND_PROCESS = "suspend_process", "暂停整个流程"
    RESUME_PROCESS = "resume_process", "恢复整个流程"
    MIGRATE = "migrate", "迁移到另一版本"

    @property
    def whole(self) -> bool:
        """Whether it is done to a process with all its cases."""
        return self in (Operation.SUSPEND_PROCESS, Operation.RESUME_PROCESS)

    @property
    def stays(self) -> bool:
        """Whether it means the same wherever the case stands by now, so that an old preview does no harm."""
        return self.whole or self in (Operation.SUSPEND, Operation.RESUME, Operation.RETRY)


OPERATIONS: Mapping[str, Operation] = {each.value: each for each in Operation}

NEEDED: Mapping[Operation, tuple[str, ...]] = {
    Operation.MOVE: ("target",),
    Operation.SKIP: ("element",),
    Operation.REPEAT: ("target",),
    Operation.CORRECT: ("element", "values"),
    Operation.POSTPONE: ("element", "until"),
    Operation.FIRE: ("element",),
    Operation.MIGRATE: ("version",),
}
ASKED = {
    "target": "请选择要移到的环节",
    "element": "请选择环节",
    "values": "请填写更正后的值",
    "until": "请填写推迟到的时间",
    "version": "请选择要迁移到的版本",
}


@dataclass(frozen=True)
class Order:
    """One operation. `element` is where (empty: wherever the case stands), `target` where to, `values` what is given.

    `values` are routing results by name; `until` is the instant a timer is put off to; `version` is what the case is
    migrated to, `mapping` which element got which other id there.
    """

    operation: Operation
    element: str = ""
    target: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    until: datetime | None = None
    version: int = 0
    mapping: Mapping[str, str] = field(default_factory=dict)

    def checked(self) -> Order:
        """The order itself when nothing is wanting. Raises AnswersInvalid."""
        wanting = {name: [ASKED[name]] for name in NEEDED.get(self.operation, ()) if not getattr(self, name)}
        if wanting:
            raise AnswersInvalid(wanting)
        return self

    def parameters(self) -> dict[str, Any]:
        """The order as JSON, without its operation."""
        until = self.until.isoformat() if self.until else None
        said: dict[str, Any] = {
            "element": self.element,
            "target": self.target,
            "values": dict(self.values),
            "until": until,
        }
        said |= {"version": self.version, "mapping": dict(self.mapping)}
        return {name: value for name, value in said.items() if value}


def order_of(operation: str, parameters: Mapping[str, Any]) -> Order:
    """An order from its JSON."""
    until = parameters.get("until")
    return Order(
        OPERATIONS[operation],
        parameters.get("element", ""),
        parameters.get("target", ""),
        parameters.get("values", {}),
        datetime.fromisoformat(until) if until else None,
        parameters.get("version", 0),
        parameters.get("mapping", {}),
    )
