"""The blueprint that the monitor's modules hang their routes into."""

from __future__ import annotations

from flask import Blueprint

from app.web.context import require_sign_in

monitor = Blueprint("monitor", __name__, url_prefix="/monitor")
monitor.before_request(require_sign_in)
