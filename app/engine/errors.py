"""What the engine refuses, in words for the person it refuses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError


class EngineRefusal(Exception):
    """The engine did nothing, and says why. The message is Chinese and may be shown."""


class NotFound(EngineRefusal):
    """No such task, case, process or incident, or none that the asker may know of."""


class NotYours(EngineRefusal):
    """The task exists and is somebody else's."""


class Suspended(EngineRefusal):
    """The case or its process is suspended by a repair; nothing was done, and nothing is lost."""


class AlreadyDone(EngineRefusal):
    """The task is no longer open: done by `by` at `at`, or cancelled (`by` empty)."""

    def __init__(self, message: str, by: str, at: datetime | None) -> None:
        super().__init__(message)
        self.by = by
        self.at = at


class AnswersInvalid(EngineRefusal):
    """Answers that the form does not accept: messages by field."""

    def __init__(self, errors: dict[str, list[str]]) -> None:
        super().__init__("填写内容有误，请按提示修改后重新提交")
        self.errors = errors


@dataclass(frozen=True)
class Problem:
    """One thing found in a set of models; an error keeps the set from being published, a warning does not.

    `rule` names the check, `article` a requirement id when the law is why, `path` the elements of a
    counter-example, in order, each as `process:element`.
    """

    file: str
    element: str
    reason: str
    severity: str = "error"  # error | warning
    rule: str = ""
    article: str = ""
    path: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.file} · {self.element or '（整个文件）'}：{self.reason}"


class ModelRefused(EngineRefusal):
    """Models that may not be published, with every problem found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("模型未发布：\n" + "\n".join(str(p) for p in self.problems))


def reason_of(error: BaseException) -> str:
    """Why something failed, for an incident: never SQL or its parameters, which may be a person's data."""
    cause = error.__cause__ if isinstance(error, StepFailed) and error.__cause__ else error
    if isinstance(cause, SQLAlchemyError):
        return f"数据库错误（{type(cause).__name__}）"
    return (str(error) or type(cause).__name__)[:2000]


class StepFailed(Exception):
    """A case could not go on by itself: a service, a timer or a condition failed.

    `element` is where; the cause is chained. Becomes an incident on the case, never a refusal.
    """

    def __init__(self, element: str, reason: str) -> None:
        super().__init__(reason)
        self.element = element
