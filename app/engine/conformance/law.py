"""The order that the law demands, proved on the diagrams: what is missing, with the article and a way that misses it.

Every demand comes from `handlers.order`; nothing here knows an article or a handler by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from app.engine.conformance.drawn import Broken, drawn
from app.engine.conformance.space import Space
from app.engine.conformance.steps import Steps
from app.engine.conformance.ways import Question, World
from app.engine.modelset import Model
from handlers.order import Before, Order, Present


@dataclass(frozen=True)
class Proof:
    """What the proof needs: the diagrams, everything that can happen in those that are sound, and the demands."""

    models: Mapping[str, Model]
    spaces: Mapping[str, Space]
    order: Order
    label: Callable[[str], str]  # what a step is called, for people

    @property
    def whole(self) -> bool:
        """Could every diagram be looked through? Only then is the order of steps asked."""
        return len(self.spaces) == len(self.models)


def broken(proof: Proof) -> list[Broken]:
    """Every demand that the diagrams do not meet; of several ways to miss one demand the first."""
    steps = Steps(proof.models)
    found = [*_absent(proof, steps), *drawn(proof.models, steps, proof.order)]
    if proof.whole:
        found += _too_early(proof, steps)
    return found


def _absent(proof: Proof, steps: Steps) -> Iterator[Broken]:
    for demand in proof.order.present:
        if not _there(proof, steps, demand):
            told = f"缺少“{demand.words}”这一步（{proof.label(demand.step)}），或者永远不会办到"
            yield Broken("law.present", demand.requirements[0], *_nearest(proof, steps, demand), told, demand.remedy)


def _there(proof: Proof, steps: Steps, demand: Present) -> bool:
    beside = set(steps.of(demand.beside)) if demand.beside else set(proof.models)
    for key, ids in steps.of(demand.step).items():
        happens = proof.spaces[key].happens if key in proof.spaces else ids
        if key in beside and ids & happens:
            return True
    return False


def _nearest(proof: Proof, steps: Steps, demand: Present) -> tuple[str, str]:
    """Where a missing step belongs: where it is drawn but never reached, in the process of its name or beside what
    may not happen without it, or where its neighbours are."""
    for key, ids in steps.of(demand.step).items():
        return key, min(ids)
    stem = demand.step.partition(":")[0].partition(".")[0]
    later = [step for each in proof.order.before if demand.step in each.without for step in each.never]
    near = [key for step in later for key in steps.of(step)]
    for key, model in proof.models.items():
        if any(handler.partition(".")[0] == stem for handler in model.diagram.handlers()):
            near.append(key)
    return next((key for key in (stem, *near, *proof.models) if key in proof.models), ""), ""


def _too_early(proof: Proof, steps: Steps) -> Iterator[Broken]:
    senders = proof.order.senders or {}
    world = World(proof.spaces, steps, senders)
    for demand in proof.order.before:
        found = _missed(world, demand)
        if found:
            at, way = found
            key, _, element = at.partition(":")
            yield Broken(
                "law.before", demand.requirements[0], key, element, _told(proof, demand, at), demand.remedy, way
            )


def _missed(world: World, demand: Before) -> tuple[str, tuple[str, ...]] | None:
    for given in demand.given:
        way = world.way(Question(demand.never, demand.without, demand.since, given))
        if way:
            return way
    return None


def _told(proof: Proof, demand: Before, at: str) -> str:
    key, _, id = at.partition(":")
    element = proof.models[key].diagram.elements.get(id)
    name = element.label if element else id
    return f"有一条路没有“{demand.words}”就走到了“{name}”"
