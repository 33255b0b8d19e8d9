"""What the monitor shows: read models inside an actor's scope, quick with two hundred thousand cases.

Every function takes a reading session and a `Scope`; none changes anything. What passed through the steps is
summed up in the background by `app.figures.counting`.
"""

from app.figures.board import Board, BodyDue, board
from app.figures.case import CaseFigure, Message, Timer, case
from app.figures.counting import count, rebuild
from app.figures.due import Due
from app.figures.filling import fill_in
from app.figures.forecast import Collision, Week, by_week, collisions, forecast
from app.figures.passing import pass_rates
from app.figures.processes import ProcessFigure, processes
from app.figures.scope import NOTHING, Scope, holds, scope_of
from app.figures.searching import Hit, Hits, search
from app.figures.steps import Step, StepFigures, steps
from app.figures.workload import Bottleneck, Workload, bottlenecks, workload_of_bodies, workload_of_people
from handlers.evidence.passing import PassRate

__all__ = [
    "NOTHING", "Board", "BodyDue", "Bottleneck", "CaseFigure", "Collision", "Due", "Hit", "Hits", "Message",
    "PassRate", "ProcessFigure", "Scope", "Step", "StepFigures", "Timer", "Week", "Workload", "board", "bottlenecks",
    "by_week", "case", "collisions", "count", "fill_in", "forecast", "holds", "pass_rates", "processes", "rebuild",
    "scope_of", "search", "steps", "workload_of_bodies", "workload_of_people",
]  # fmt: skip
