"""Inspections: methods and forms, the yearly draw, and the duty to show the material (A61.2, A67.1, A67.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.rules.article import Breaches, article
from handlers.rules.lots import Lots, commitment
from handlers.rules.terms import Term


class InspectionMethod(Term):
    """By what method a review unit is inspected."""

    RANDOM_CHECK = "random_check", "随机抽查"
    PATROL = "patrol", "定期巡查"
    KEY_INSPECTION = "key_inspection", "重点督查"
    QUALITY_ASSESSMENT = "quality_assessment", "质量评估"
    SPECIAL_CAMPAIGN = "special_campaign", "专项整治"


class InspectionForm(Term):
    """In what form an inspection is carried out."""

    REMINDER = "reminder", "提醒"
    INQUIRY = "inquiry", "质询"
    INTERVIEW = "interview", "约谈"
    OBSERVATION = "observation", "现场观摩"
    DOCUMENT_REVIEW = "document_review", "查阅资料"


@dataclass(frozen=True)
class Inspection:
    """An inspection about to begin. Bodies are opaque ids; `draw_number`: the draw a random check follows."""

    method: InspectionMethod | None
    forms: tuple[InspectionForm, ...]
    inspecting: str
    inspected: str
    number: str
    draw_number: str


@dataclass(frozen=True)
class SpotDraw:
    """A yearly draw of review units: `percent` of `bodies` by the `seed` (hexadecimal), and who was drawn.

    `committed` is the seed's hash, published before.
    """

    bodies: tuple[str, ...]
    percent: int
    seed: str
    committed: str
    drawn: tuple[str, ...]


@dataclass(frozen=True)
class MaterialRequest:
    """What an inspected party was asked for, seen on day `on`. `false_finding`: what a person found untrue."""

    asked_on: date
    due_on: date
    answered_on: date | None
    refused: bool
    false_finding: str
    on: date
    provisional: bool = False


def draw_size(bodies: int, percent: int) -> int:
    """How many review units `percent` of `bodies` are, rounded up (A67.2): 10 % of 43 are 5."""
    return -(-bodies * percent // 100)


def spot_draw(bodies: tuple[str, ...], percent: int, seed: str) -> tuple[str, ...]:
    """The review units to inspect this year, in order; the same seed draws the same ones from the same list."""
    shuffled = Lots(seed.encode()).shuffled(sorted(set(bodies)))
    return tuple(sorted(shuffled[: draw_size(len(shuffled), percent)]))


@article("A61.2")
def materials_are_given_truthfully_and_in_time(request: MaterialRequest) -> Breaches:
    """Who is inspected gives the material truthfully, does not refuse, hide or misstate."""
    if request.refused:
        yield "被检查单位拒绝提供资料，不得拒绝检查；请责令如实提供，并作为线索登记"
    if request.false_finding.strip():
        yield f"经查资料不实（{request.false_finding}），不得谎报、瞒报；请责令更正，并作为线索登记"
    given_on = request.on if request.answered_on is None else request.answered_on
    if not request.provisional and given_on > request.due_on:
        state = "尚未提供" if request.answered_on is None else f"{request.answered_on} 才提供"
        yield f"资料应于 {request.due_on} 前提供，{state}，不得拖延；请催办，并作为线索登记"


@article("A67.1")
def inspection_has_method_and_form(inspection: Inspection) -> Breaches:
    """An inspection uses the methods and forms of the text, under a document number, not by the inspected itself."""
    if inspection.method is None:
        yield "没有选定检查方式，不得开展检查；请从随机抽查、定期巡查、重点督查、质量评估、专项整治中选择"
    if not inspection.forms:
        yield "没有选定检查形式，不得开展检查；请从提醒、质询、约谈、现场观摩、查阅资料中选择"
    if inspection.inspecting == inspection.inspected:
        yield "检查单位与被检查单位相同，不得自查代替监管；请由监管部门检查"
    if not inspection.number.strip():
        yield "没有检查文号，不得开展检查；请填写文号"


@article("A67.2")
def random_check_follows_a_draw(draw: SpotDraw) -> Breaches:
    """A random check takes a set proportion of the review units by a draw that anyone can repeat."""
    if not 1 <= draw.percent <= 100:
        yield f"抽查比例 {draw.percent}% 不在 1% 至 100% 之间，不得抽取；请重新设定"
        return
    if draw.committed != commitment(draw.seed.encode()):
        yield "抽取种子与事先公布的摘要不符，不得使用抽取结果；请按公布的种子抽取"
    lawful = spot_draw(draw.bodies, draw.percent, draw.seed)
    if tuple(sorted(draw.drawn)) != lawful:
        yield (
            f"应从 {len(set(draw.bodies))} 个评审单位中按 {draw.percent}% 抽取 {len(lawful)} 个，"
            f"名单 {len(draw.drawn)} 个与抽取结果不符，不得更换；请按抽取结果检查"
        )


@article("A67.2a")
def random_check_names_its_draw(inspection: Inspection) -> Breaches:
    """Whom a random check visits comes from the year's draw, not from anybody's choice."""
    if inspection.method is InspectionMethod.RANDOM_CHECK and not inspection.draw_number.strip():
        yield "随机抽查没有抽取记录，不得指定检查对象；请先抽取"
