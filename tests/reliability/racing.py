"""Two workers and a clerk at the same cases, all at once."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Sequence

from app import worker
from app.engine import AlreadyDone, Engine, EngineRefusal
from tests.engine.workshop import CLERK, Workshop


def two_workers_and_a_clerk(shop: Workshop, cases: Sequence[str]) -> list[BaseException]:
    """Both workers do what is due while the clerk completes every third case's task; what went wrong in a thread."""
    engines = [Engine(shop.database, shop.clock, shop.catalogue) for _ in range(2)]
    faults: list[BaseException] = []

    def clerk() -> None:
        for case in cases[::3]:
            for item in shop.open(case).get("a", []):
                with contextlib.suppress(AlreadyDone, EngineRefusal):
                    shop.engine.complete(item.id, {"outcome": "ok"}, CLERK)

    def guarded(work: Callable[[], object]) -> None:
        try:
            work()
        except BaseException as error:
            faults.append(error)

    doing = [lambda: worker.drain(engines[0]), lambda: worker.drain(engines[1]), clerk]
    threads = [threading.Thread(target=guarded, args=(work,)) for work in doing]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    worker.drain(shop.engine)
    return faults
