"""A problem as others read it: one JSON object, the same on the command line and in the browser."""

from __future__ import annotations

from typing import Any

from app.engine.errors import Problem


def as_json(problem: Problem) -> dict[str, Any]:
    """What a problem says, ready for JSON."""
    return {
        "file": problem.file,
        "element": problem.element,
        "severity": problem.severity,
        "rule": problem.rule,
        "article": problem.article,
        "message": problem.reason,
        "path": list(problem.path),
    }
