"""The supervisors' place: processes, cases, deadlines, supervision and repair. One module for each subject."""

from app.web.monitor import overview
from app.web.monitor.blueprint import monitor

__all__ = ["monitor", "overview"]
