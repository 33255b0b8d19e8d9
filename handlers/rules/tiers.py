"""Standards of three tiers: each rests on the one above it and is never laxer (art. 7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handlers.rules.article import Breaches, Doubt, article
from handlers.rules.standards import Condition, Counted, Issuer, Standard, StandardTier, conditions


@dataclass(frozen=True)
class Publication:
    """A standard about to be published; `above`: those of higher tiers in force for its series on its first day."""

    standard: Standard
    above: tuple[Standard, ...]


@article("A7.1")
def standard_rests_on_the_one_above(publication: Publication) -> Breaches:
    """Standards have three tiers; one of the region or of a unit names the standard above it."""
    standard = publication.standard
    if standard.tier is StandardTier.NATIONAL:
        if standard.parent_id is not None:
            yield f"{standard.tier.label}之上没有上级标准，不得写 {standard.parent_id}；请删去上级标准"
        return
    if standard.parent_id is None:
        yield f"{standard.tier.label}“{standard.name}”没有写明所依据的上级标准，不得发布；请选定上级标准"
        return
    parent = next((other for other in publication.above if other.id == standard.parent_id), None)
    if parent is None:
        yield (
            f"自 {standard.effective_from} 起没有编号为 {standard.parent_id} 的在用上级标准，"
            f"{standard.tier.label}不得据以发布；请选定同一系列的在用上级标准"
        )
    elif parent.tier.rank >= standard.tier.rank or parent.series != standard.series:
        yield f"“{parent.name}”不是“{standard.name}”同一系列的上级标准，不得据以发布；请选定上级标准"


@article("A7.2")
def region_standard_is_the_region_s(publication: Publication) -> Breaches:
    """A region standard is made by the region's HR department together with the industry department."""
    standard = publication.standard
    if standard.tier is not StandardTier.REGION:
        return
    if standard.issuer is not Issuer.REGION_HR:
        yield f"{standard.tier.label}只由{Issuer.REGION_HR.label}发布，{standard.issuer.label}不得发布；请报该厅办理"
    if not standard.with_department.strip():
        yield f"{standard.tier.label}须会同行业主管部门制定，没有写明，不得发布；请写明会同的部门"


@article("A7.2a")
def unit_standard_is_an_authorised_unit_s(publication: Publication) -> Breaches:
    """A unit's standard is made by a unit authorised to review by itself, and is for itself."""
    standard = publication.standard
    if standard.tier is not StandardTier.UNIT:
        return
    if standard.issuer is not Issuer.SELF_REVIEW_UNIT or not standard.issuer_id:
        yield f"{standard.tier.label}只由经授权的自主评审单位制定，{standard.issuer.label}不得发布；请由该单位发布"


@article("A7.4")
def no_condition_is_laxer_than_above(publication: Publication) -> Breaches:
    """No numeric condition is laxer than that of any standard above, unless A7.5 excepts the standard."""
    standard = publication.standard
    if standard.exempt:
        return
    for other in publication.above:
        for cell in standard.conditions:
            yield from laxer(cell, conditions(other, cell.target, cell.degree), other.tier.label)


@article("A7.5")
def exception_names_its_policy(publication: Publication) -> Breaches:
    """Directed evaluation and special-talent policies follow their own rules, by a document with a number."""
    standard = publication.standard
    if (standard.directed or standard.special_talent) and not standard.document_number.strip():
        kind = "定向评价定向使用" if standard.directed else "特殊人才支持政策"
        yield f"“{standard.name}”标明适用{kind}，没有写政策文件文号，不得例外；请填写文号"


def laxer(cell: Condition, opened: tuple[Condition, ...], tier: str) -> Breaches:
    """How `cell` is laxer than what the standard above opens to the same degree; nothing: it is not.

    It is enough to be no laxer than one of the cells open to the degree above; else the nearest one is named.
    """
    where = f"{cell.degree.label}申报{cell.target.label}"
    if not opened:
        yield f"{where}：{tier}不开放，本标准开放，低于上级标准；请删去本项"
        return
    compared = [list(_short_of(cell, other, f"{where}：", tier)) for other in opened]
    if all(compared):
        free = [each for each in compared if all(isinstance(one, Doubt) for one in each)]
        yield from min(free, key=len, default=compared[0])


def _short_of(cell: Condition, other: Condition, where: str, tier: str) -> Iterator[str]:
    yield from _short_of_base(cell, other, where, tier)
    numbers = [("专业工作总年限", cell.years_total, other.years_total, " 年")]
    numbers += [(item.label, _held(cell, item), item.least, item.unit) for item in other.items if _same(cell, item)]
    for what, mine, least, unit in numbers:
        if mine < least:
            yield f"{where}{what} {mine}{unit}，{tier}为 {least}{unit}，低于上级标准；请改为不少于 {least}{unit}"
    for item in other.items:
        if not _same(cell, item):
            yield Doubt(f"{where}{item.label}与{tier}的计量单位不同，是否低于上级标准待人工认定")
    if other.exam and not cell.exam:
        yield f"{where}不要求考试，{tier}要求考试，低于上级标准；请补上考试要求"
    if other.wording != cell.wording and other.wording:
        yield Doubt(f"{where}文字条件与{tier}不同（{other.wording}），是否低于上级标准待人工认定")


def _short_of_base(cell: Condition, other: Condition, where: str, tier: str) -> Iterator[str]:
    """Base title, years in it and probation. A higher base with fewer years cannot be compared."""
    mine, least = _rank(cell), _rank(other)
    if mine < least:
        yield f"{where}基础职称为{_base(cell)}，{tier}为{_base(other)}，低于上级标准；请改为{_base(other)}以上"
        return
    if cell.years < other.years:
        said = f"{where}年限 {cell.years} 年，{tier}为 {other.years} 年"
        if mine > least:
            yield Doubt(f"{said}，基础职称为{_base(cell)}和{_base(other)}，是否低于上级标准待人工认定")
        else:
            yield f"{said}，低于上级标准；请改为不少于 {other.years} 年"
    if other.probation and not cell.probation:
        if mine > least:
            yield Doubt(f"{where}没有见习考核，{tier}有，基础职称不同，是否低于上级标准待人工认定")
        else:
            yield f"{where}没有见习考核，{tier}有，低于上级标准；请补上见习考核要求"


def _rank(cell: Condition) -> int:
    return 0 if cell.base is None else cell.base.rank


def _base(cell: Condition) -> str:
    return "不要求职称" if cell.base is None else cell.base.label


def _same(cell: Condition, item: Counted) -> bool:
    return all(mine.unit == item.unit for mine in cell.items if mine.code == item.code)


def _held(cell: Condition, item: Counted) -> int:
    return max((mine.least for mine in cell.items if mine.code == item.code), default=0)
