"""Service online: the applicant sees where the case is, results in one standard, verification without disclosure
(A59, A60)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.rules.article import Breaches, article
from handlers.rules.terms import Level, TitleKind

STANDINGS = frozenset({"valid", "revoked", "not_recognised", "replaced"})

#: What a public verification may say of a certificate to who knows it; nothing else.
ANSWER = ("name", "title", "series", "level", "from_on", "body", "number")

#: What an applicant is never shown of the own case while it runs (A45, A49, A50).
SECRET = frozenset({"experts", "votes", "ballots", "opinions", "complainant", "recusals"})


@dataclass(frozen=True)
class Progress:
    """What the applicant is shown of the own case: where it is, who has it, and the names of what is shown."""

    status: str
    holder: str
    shown: tuple[str, ...]


@dataclass(frozen=True)
class ResultRow:
    """One result as it is handed to the service platform. `known_series`: the codes of the series table in force."""

    series: str
    known_series: frozenset[str]
    level: str
    title_kind: str
    passed_on: date | None
    starts_on: date | None
    confirmation_number: str
    certificate_number: str
    standing: str


@dataclass(frozen=True)
class Enquiry:
    """A public verification: the code or number typed, whether the name or second factor fits, what would be shown."""

    number: str
    name_fits: bool
    shown: tuple[str, ...]


@article("A59.1")
def applicant_sees_where_the_case_is(progress: Progress) -> Breaches:
    """Every step has a status the applicant can see, without what is secret."""
    if not progress.status.strip() or not progress.holder.strip():
        yield "没有办理状态或现在的办理单位，不得对申报人隐去；请显示状态和办理单位"
    secret = [name for name in progress.shown if name in SECRET]
    if secret:
        yield f"办理进度中含有保密内容：{'、'.join(secret)}，不得显示；请去除"


@article("A60.1")
def result_uses_the_code_tables(row: ResultRow) -> Breaches:
    """Results are collected in one standard: known series, level and kind, and the numbers they rest on."""
    codes = {"系列": (row.series, row.known_series), "层级": (row.level, frozenset(Level)),
             "职称类别": (row.title_kind, frozenset(TitleKind)), "证书状态": (row.standing, STANDINGS)}  # fmt: skip
    for name, (code, known) in codes.items():
        if code not in known:
            yield f"{name}代码“{code}”不在数据标准内，不得报送；请使用 {len(known)} 个标准代码之一"
    needed = {"评审通过日期": row.passed_on is not None, "起算日期": row.starts_on is not None,
              "核准文号": bool(row.confirmation_number.strip()),
              "证书编号": bool(row.certificate_number.strip())}  # fmt: skip
    missing = [name for name, given in needed.items() if not given]
    if missing:
        yield f"评审结果数据缺少：{'、'.join(missing)}，不得报送；请补充完整"


@article("A60.2")
def verification_discloses_no_more_than_asked(enquiry: Enquiry) -> Breaches:
    """Asked for is a certificate by its code or number; its content, no more than needed, for who knows the holder."""
    if not enquiry.number.strip():
        yield "没有填写核验码或证书编号，不得按姓名查询名单；请填写核验码或证书编号"
    if enquiry.shown and not enquiry.name_fits:
        yield "持证人信息不符，不得显示证书内容；请填写持证人姓名或证件号后四位"
    extra = [name for name in enquiry.shown if name not in ANSWER]
    if extra:
        yield f"查验结果含有 {len(extra)} 项不必要的信息：{'、'.join(extra)}，不得显示；请去除"
