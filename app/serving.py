"""How the program is served: gunicorn's threads, and the scheduler in the same worker process."""

from __future__ import annotations

import gc
from typing import Any, cast

from flask import Flask
from gunicorn.app.base import BaseApplication

from app import create_app
from app.config import Settings
from app.place import Place
from app.scheduler import Scheduler

GRACE = 30  # seconds a request in flight gets at the end


def application() -> Flask:
    """The WSGI application, configured by the environment."""
    return create_app(Settings.from_environment())


def prepare(worker: Any) -> None:
    """After a worker has loaded the application: start the scheduler in it; what is loaded now stays for good."""
    place = cast(Place, worker.wsgi.extensions["zhiping"])
    scheduler = Scheduler(place)
    scheduler.start()
    worker.wsgi.extensions["zhiping.scheduler"] = scheduler
    gc.collect()
    gc.freeze()


def leave(server: Any, worker: Any) -> None:
    """Before a worker ends: let the worker's pass finish, take no new one."""
    scheduler = getattr(worker.wsgi, "extensions", {}).get("zhiping.scheduler")
    if scheduler is not None:
        scheduler.stop()


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn carries no types
    """gunicorn without its own command line."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        options = {
            "bind": f"{self.settings.host}:{self.settings.port}",
            "worker_class": "gthread",
            "workers": 1,
            "threads": self.settings.threads,
            "timeout": 60,
            "graceful_timeout": GRACE,
            "accesslog": None,
            "loglevel": "warning",
            "post_worker_init": prepare,
            "worker_exit": leave,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return create_app(self.settings)


def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; requests in flight are finished."""
    Server(settings).run()
