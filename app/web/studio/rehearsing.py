"""演一遍全部故事: in the background, the draft's page showing how far it is; the outcome is kept with the draft."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass

from flask import make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app import drafts
from app.accounts import permissions
from app.engine.errors import EngineRefusal
from app.place import Place
from app.web.context import only, place
from app.web.studio.blueprint import studio


@dataclass
class Rehearsal:
    """How far the stories of one draft are."""

    over: int = 0
    all: int = 0

    def tell(self, over: int, all: int) -> None:
        """So many of so many are over."""
        self.over, self.all = over, all


_under_way: dict[str, Rehearsal] = {}
_one_at_a_time = threading.Lock()


def under_way(id: str) -> Rehearsal | None:
    """The rehearsal of this draft, while there is one in this program."""
    return _under_way.get(id)


@studio.post("/drafts/<id>/stories")
@only(permissions.may_design)
def run_stories(id: str) -> Response:
    with place().database.reading() as session:
        drafts.draft(session, id)
    begin(place(), id)
    return redirect(url_for("studio.draft", id=id, _anchor="stories"))


@studio.get("/drafts/<id>/stories")
@only(permissions.may_see_models)
def rehearsal(id: str) -> Response:
    """How far it is; once it is over the page is drawn anew."""
    with place().database.reading() as session:
        found = drafts.draft(session, id)
    answer = make_response(render_template("studio/rehearsal.html", draft=found, rehearsal=under_way(id)))
    if under_way(id) is None:
        answer.headers["HX-Refresh"] = "true"
    return answer


def begin(here: Place, id: str) -> threading.Thread | None:
    """Play the stories of a draft beside the requests; nothing when they are being played."""
    with _one_at_a_time:
        if id in _under_way:
            return None
        _under_way[id] = Rehearsal()
    playing = threading.Thread(target=_play, args=(here, id), name=f"stories-{id[:8]}", daemon=True)
    playing.start()
    return playing


def _play(here: Place, id: str) -> None:
    try:
        drafts.run_stories(here, id, _under_way[id].tell)
    except EngineRefusal:
        return  # the draft was given up meanwhile
    except Exception:
        logging.getLogger("studio").exception("the stories of draft %s were not played to the end", id)
    finally:
        _under_way.pop(id, None)
