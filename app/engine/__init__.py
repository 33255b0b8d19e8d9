"""The engine: diagrams in, cases run. The only package that imports SpiffWorkflow."""

from app.engine.engine import Completed, Engine, Started
from app.engine.errors import (
    AlreadyDone,
    AnswersInvalid,
    EngineRefusal,
    ModelRefused,
    NotFound,
    NotYours,
    Problem,
    StepFailed,
    Suspended,
)
from app.engine.library import Startable
from app.engine.publishing import Published
from app.engine.store import (
    IdempotencyKey,
    Incident,
    ProcessDefinition,
    ProcessInstance,
    Subscription,
    Work,
    WorkItem,
)

__all__ = [
    "AlreadyDone", "AnswersInvalid", "Completed", "Engine", "EngineRefusal", "IdempotencyKey", "Incident",
    "ModelRefused", "NotFound", "NotYours", "Problem", "ProcessDefinition", "ProcessInstance", "Published",
    "Startable", "Started", "StepFailed", "Subscription", "Suspended", "Work", "WorkItem",
]  # fmt: skip
