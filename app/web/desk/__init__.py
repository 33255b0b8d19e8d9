"""The desk: work list, tasks, cases, one's own declarations, the ballot."""

from app.web.desk import ballots, cases, mine, record, starting, tasks, work
from app.web.desk.blueprint import desk

__all__ = ["ballots", "cases", "desk", "mine", "record", "starting", "tasks", "work"]
