"""The year's call for declarations and what its publication demands (A16.2, A4.2, A7.3, A26.3, A69.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handlers.rules.article import Breaches, article
from handlers.rules.terms import Term

#: What the form of a series must ask beyond the common parts (A4.2): class hours of teachers, projects of engineers.
FORM_PARTS = {
    "engineering": ("projects",),
    "university": ("teaching_hours",),
    "vocational": ("teaching_hours",),
    "school": ("teaching_hours",),
    "tech_school": ("teaching_hours",),
}
PART_NAMES = {"projects": "工程项目", "teaching_hours": "课时"}


class ProofSource(Term):
    """How a fact can be proven without asking the applicant for a paper (A26.3), or that it cannot."""

    VERIFIED_ONLINE = "verified_online", "网络核验"
    LICENCE = "licence", "证照查验"
    DEPARTMENT = "department", "部门核查"
    COMMITMENT = "commitment", "书面承诺"
    REQUIRED = "required", "须由申报人提供"


@dataclass(frozen=True)
class CallNotice:
    """The annual notice (年度申报通知) about to be published; the window is [opens_at, closes_at)."""

    published_by: str | None
    forming_unit: str
    scope: str
    materials: tuple[str, ...]
    standard: str
    contact: str
    published_at: datetime
    opens_at: datetime | None
    closes_at: datetime | None


@dataclass(frozen=True)
class DeclarationForm:
    """The form chosen for a call: the series it was made for, and the parts it asks beyond the common ones."""

    series: str
    made_for: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class UnitStandard:
    """The standard a call refers to: of a self-review unit or not, and where it is filed."""

    self_review: bool
    hr_number: str
    industry_number: str


@dataclass(frozen=True)
class Demand:
    """A material the call asks for: mandatory upload or not, and how it could be proven otherwise."""

    name: str
    mandatory: bool
    source: ProofSource


@dataclass(frozen=True)
class Fee:
    """The fee named in a call, in fen (分), and the document it rests on."""

    amount: int
    basis: str


@article("A16.2")
def call_is_published_by_the_forming_unit(notice: CallNotice) -> Breaches:
    """The forming unit publishes scope, window, materials, standard and contact before the window opens."""
    if notice.published_by != notice.forming_unit:
        yield "不是本评委会的组建单位，不得发布年度申报通知；请由组建单位发布"
    parts = {"申报范围": notice.scope.strip(), "申报材料": notice.materials, "评审条件": notice.standard.strip(),
             "联系方式": notice.contact.strip(), "申报起止时间": notice.opens_at and notice.closes_at}  # fmt: skip
    empty = [name for name, part in parts.items() if not part]
    if empty:
        yield f"年度申报通知缺少：{'、'.join(empty)}，不得发布；请补充完整"
    if notice.opens_at is None or notice.closes_at is None:
        return
    if notice.closes_at <= notice.opens_at:
        yield "申报截止时间不晚于开始时间，不得发布；请更正"
    if notice.opens_at < notice.published_at:
        yield "申报开始时间早于通知发布时间，不得发布；请推迟开始时间"


@article("A4.2")
def form_suits_the_series(form: DeclarationForm) -> Breaches:
    """Evaluation is by category: the form is the series' own and asks what counts in it."""
    if form.made_for != form.series:
        yield f"申报表是为“{form.made_for}”系列制定的，不得用于“{form.series}”系列；请选用本系列的申报表"
    lacking = [PART_NAMES[part] for part in FORM_PARTS.get(form.series, ()) if part not in form.parts]
    if lacking:
        yield f"“{form.series}”系列的申报表没有{'、'.join(lacking)}一项，不得使用；请补充后再发布"


@article("A7.3")
def unit_standard_is_filed(standard: UnitStandard) -> Breaches:
    """A self-review unit's standard takes effect only when both HR and industry departments have it on file."""
    if not standard.self_review:
        return
    filings = {"人社部门": standard.hr_number, "行业主管部门": standard.industry_number}
    lacking = [name for name, number in filings.items() if not number.strip()]
    if lacking:
        yield f"单位标准尚未报{'、'.join(lacking)}备案，不得据以申报评审；请先备案"


@article("A26.3")
def no_needless_proof_is_demanded(demand: Demand) -> Breaches:
    """No paper is demanded where licences, commitments, departments or the network can prove the fact."""
    if demand.mandatory and demand.source is not ProofSource.REQUIRED:
        yield f"“{demand.name}”可以通过{demand.source.label}证明，不得要求申报人必须提供；请改为选填或删除"


@article("A69.1")
def fee_has_a_legal_basis(fee: Fee) -> Breaches:
    """A fee is taken only by a document that allows it."""
    if fee.amount > 0 and not fee.basis.strip():
        yuan = f"{fee.amount // 100}.{fee.amount % 100:02d}"
        yield f"收费 {yuan} 元没有收费依据文号，不得发布；请填写依据或取消收费"
