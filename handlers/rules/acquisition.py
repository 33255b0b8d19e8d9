"""How a title was obtained (A2.2): by review, recognition, examination, qualification or re-confirmation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.rules.article import Breaches, article
from handlers.rules.terms import Term


class AcquisitionMode(Term):
    """The way a title was obtained (取得方式)."""

    REVIEW = "review", "评审"
    RECOGNITION = "recognition", "认定"
    EXAM = "exam", "以考代评"
    MAPPING = "mapping", "职业资格对应"
    RECONFIRMATION = "reconfirmation", "重新确认"


@dataclass(frozen=True)
class Acquisition:
    """A title about to be recorded. `ballots` cast on it; `signed_on`: the signed result of the review;
    `document`: the approval, certificate or decision on which the other ways rest.
    """

    mode: AcquisitionMode
    ballots: int
    signed_on: date | None
    document: str


@article("A2.2")
def title_was_obtained_as_its_mode_says(acquisition: Acquisition) -> Breaches:
    """A reviewed title rests on a signed vote; every other on its own document and on no ballot."""
    mode = acquisition.mode.label
    if acquisition.mode is AcquisitionMode.REVIEW:
        if acquisition.signed_on is None or acquisition.ballots < 1:
            yield "评审取得的职称没有经投票并签字的评审结果，不得登记；请先完成评审"
        return
    if acquisition.ballots:
        yield f"取得方式为{mode}，却有 {acquisition.ballots} 张选票，不得登记；请核对取得方式"
    if not acquisition.document.strip():
        yield f"取得方式为{mode}，没有依据的文件或证书编号，不得登记；请填写"
