"""Trying models out: stories played on the real engine and the real rules, in throw-away places.

    run_stories(models, {"straight_path.scenario.yaml": text})  # how each story comes out
    report(models, stories)                                     # the same, and what they cover
    trial.step(models, …)                                       # one step of a trial in the studio
    replay.replay(session, process, models)                     # finished cases walked on a new diagram

Knows no draft and no page. Never touches the installation's database or keys.
"""

from app.trial.playing import Report, Result, report, run_stories
from app.trial.story import StoryBroken
from app.trial.watch import TrialRefused

__all__ = ["Report", "Result", "StoryBroken", "TrialRefused", "report", "run_stories"]
