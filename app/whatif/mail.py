"""The messages of one case: kept until somebody waits for them. Knows SimPy's clock and no diagram."""

from __future__ import annotations

import simpy

from app.whatif.plan import Step


class Mailbox:
    """Messages that came, and the events that wait for one; a message ends one wait."""

    def __init__(self, env: simpy.Environment) -> None:
        self._env = env
        self._waiting: dict[str, list[simpy.Event]] = {}
        self._kept: dict[str, int] = {}

    def awaits(self, message: str) -> bool:
        return bool(self._waiting.get(message))

    def deliver(self, message: str) -> None:
        """To whoever waits longest, else kept."""
        waiting = self._waiting.get(message)
        if waiting:
            waiting.pop(0).succeed()
        else:
            self._kept[message] = self._kept.get(message, 0) + 1

    def wait(self, message: str) -> simpy.Event:
        """An event that happens when the message is there."""
        event = self._env.event()
        if self._kept.get(message, 0):
            self._kept[message] -= 1
            event.succeed()
        else:
            self._waiting.setdefault(message, []).append(event)
        return event

    def settle(self, waited: list[tuple[Step, simpy.Event]]) -> None:
        """A choice between events is over: nobody waits for the others any more."""
        for step, event in waited:
            waiting = self._waiting.get(step.element.message, [])
            if not event.triggered and event in waiting:
                waiting.remove(event)
