"""When the worker wakes: at the next due instant, after commits that added work, and every few seconds.

The database's rows are the truth, this is only an alarm clock: a wake that comes late, twice or for
nothing does no harm, and after a restart the first wake does all that came due meanwhile, in due
order. APScheduler with its memory store, one thread; never shared between processes.
"""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from app import audit, figures, worker
from app.clock import SHANGHAI, SandboxClock
from app.place import Place
from handlers import ballot, keys
from handlers.evidence import clocks

SAFETY = timedelta(seconds=15)
COUNTED_EVERY = timedelta(seconds=30)
NEVER_TOO_LATE = None  # APScheduler: run a job however late it is

log = structlog.get_logger("zhiping.scheduler")


class Scheduler:
    """Wakes the worker of one process. `beat_at` is the machine's instant of its last completed pass."""

    def __init__(self, place: Place, safety: timedelta = SAFETY) -> None:
        self._place = place
        self._safety = safety
        self._passing = threading.Lock()
        self._wanted = threading.Event()
        self.beat_at = datetime.now(UTC)
        self._alarm = BackgroundScheduler(
            timezone=UTC,
            jobstores={"default": MemoryJobStore()},
            executors={"default": ThreadPoolExecutor(1)},
            job_defaults={"coalesce": True, "misfire_grace_time": NEVER_TOO_LATE, "max_instances": 1_000_000},
        )

    def start(self) -> None:
        """Begin to wake the worker, at once for what came due while the program was down."""
        self._place.engine.woken = self.wake
        if isinstance(self._place.clock, SandboxClock):
            self._place.clock.jumped = self.wake
        self._destroy_spent_keys()
        now = datetime.now(UTC)
        self._alarm.add_job(self._beat, IntervalTrigger(seconds=self._safety.total_seconds()), next_run_time=now)
        self._alarm.add_job(self._count, IntervalTrigger(seconds=COUNTED_EVERY.total_seconds()), id="count")
        self._alarm.add_job(self._redate, CronTrigger(hour=0, minute=10, timezone=SHANGHAI), id="redate")
        self._alarm.add_job(self._anchor, CronTrigger(hour=0, minute=5, timezone=SHANGHAI), id="anchor")
        self._alarm.add_job(self._screen, CronTrigger(hour=1, minute=0, timezone=SHANGHAI), id="screen")
        self._alarm.start()

    def stop(self) -> None:
        """Take no new pass; one in progress is finished."""
        if self._alarm.running:
            self._alarm.shutdown(wait=True)

    def wake(self) -> None:
        """Let the worker look at once. Cheap; may be called by any thread, any number of times."""
        if not self._wanted.is_set():
            self._wanted.set()
            self._set(datetime.now(UTC))

    def _set(self, at: datetime) -> None:
        self._alarm.add_job(self._beat, DateTrigger(at), id="due", replace_existing=True)

    def _beat(self) -> None:
        """One pass, then the alarm for the next due instant. Nothing that fails here stops the clock."""
        with self._passing:
            self._wanted.clear()
            try:
                self._place.engine.reroute()
                worker.drain(self._place.engine)
                self._plan()
            except Exception:
                log.exception("worker_pass_failed")
            self.beat_at = datetime.now(UTC)

    def _count(self) -> None:
        """What passed through the steps since the last time, for the monitor."""
        try:
            figures.count(self._place.database, self._place.clock.now())
        except Exception:
            log.exception("counting_failed")

    def _anchor(self) -> None:
        """Once a day: the signed root of the journal, written outside the database."""
        place = self._place
        try:
            with place.database.reading() as session:
                audit.anchor(session, place.settings.anchors_dir, keys.key("anchor"), place.clock.now())
        except Exception:
            log.exception("anchor_failed")

    def _screen(self) -> None:
        """Once a day: the signals are looked at, and each new hint becomes a clue."""
        try:
            worker.screen(self._place.engine)
        except Exception:
            log.exception("screening_failed")

    def _redate(self) -> None:
        """Once a day: clocks that were started while a new calendar was being published are reckoned anew."""
        try:
            self._place.engine.redate(clocks.behind)
        except Exception:
            log.exception("redating_failed")

    def _destroy_spent_keys(self) -> None:
        """Keys of counted ballots that a crash between the count and the unlinking left behind."""
        try:
            with self._place.database.reading() as session:
                ballot.destroy_spent_keys(session)
        except Exception:
            log.exception("spent_keys_left")

    def _plan(self) -> None:
        due = self._place.engine.next_due()
        if due is not None:
            wait = max(due - self._place.clock.now(), timedelta(milliseconds=50))
            if wait < self._safety:
                self._set(datetime.now(UTC) + wait)
