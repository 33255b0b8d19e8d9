"""The escalation against committees as it happened (A6, A76–A78): cases, findings, letters, rectification, decisions.

Rows with legal weight are added only: what turns out wrong is withdrawn by a row of its own, once, with its reason.
Counters are never kept; `handlers.evidence.supervision` computes them.
"""

from handlers.records.supervision.cases import CaseState, LaxityFinding, SupervisionCase, VerifiedItem
from handlers.records.supervision.measures import (
    KeyObject,
    Measure,
    MeasureDeadline,
    MeasureItem,
    MeasureWithdrawal,
    SignOff,
)
from handlers.records.supervision.nullity import AssessmentOutcome, NotRecognised, NullityAssessment
from handlers.records.supervision.rectifying import (
    RectificationCheck,
    RectificationReport,
    ResumeConsent,
    RevocationDecision,
)

__all__ = [
    "AssessmentOutcome",
    "CaseState",
    "KeyObject",
    "LaxityFinding",
    "Measure",
    "MeasureDeadline",
    "MeasureItem",
    "MeasureWithdrawal",
    "NotRecognised",
    "NullityAssessment",
    "RectificationCheck",
    "RectificationReport",
    "ResumeConsent",
    "RevocationDecision",
    "SignOff",
    "SupervisionCase",
    "VerifiedItem",
]
