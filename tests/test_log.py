"""What must never stand in a log is taken out by its key, however deep it stands."""

from __future__ import annotations

import structlog

from app.log import redact


def redacted(**event: object) -> dict[str, object]:
    return dict(redact(structlog.get_logger(), "info", dict(event)))


def test_secret_keys_lose_their_values_at_every_depth() -> None:
    votes = [{"candidate": "c", "choice": "approve", "receipt": "ABCDEFGHJKLM"}]

    assert redacted(password="p", Token="t") == {"password": "***", "Token": "***"}
    assert redacted(body={"votes": votes})["body"] == "***"
    assert redacted(sent=votes)["sent"] == [{"candidate": "c", "choice": "***", "receipt": "***"}]


def test_what_is_no_secret_stays() -> None:
    assert redacted(route="/api/me", status=200, items=[1, 2]) == {"route": "/api/me", "status": 200, "items": [1, 2]}
