"""The stories of a season of supervision: who opens which case, and what each form is answered in it.

An answer is a dictionary, or a function of the day; a list is used up one by one, its last answer again and again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

Answer = dict[str, Any] | Callable[[date], dict[str, Any]] | None
PAPERS = [{"number": "演练核查材料1号"}]


@dataclass
class Plot:
    """One case: `role` at `body` opens it with `opening`; `cast` are those besides who may get something to do."""

    name: str
    process: str
    body: str
    opening: dict[str, Any]
    answers: dict[str, list[Answer]]
    cast: list[tuple[str, str]] = field(default_factory=list)  # account, role
    number: str = ""

    def answer(self, form: str, today: date) -> dict[str, Any] | None:
        """What is answered to `form` now; none when it is left lying. Raises KeyError for a form no story foresees."""
        given = self.answers.get(form) or USUAL[form]
        chosen = given.pop(0) if len(given) > 1 else given[0]
        return chosen(today) if callable(chosen) else chosen


def due(days: int, **answers: Any) -> Callable[[date], dict[str, Any]]:
    """Answers with a last day so many days from today."""
    return lambda today: {**answers, "due_on": (today + timedelta(days=days)).isoformat()}


def verified(*codes: str) -> Callable[[date], dict[str, Any]]:
    """A finding on these items, of today."""
    return lambda today: {
        "outcome": "verified",
        "items": [
            {
                "code": code,
                "facts": "经调阅会议记录和案卷查实",
                "happened_on": today.isoformat(),
                "evidence": "演练证据1号",
            }
            for code in codes
        ],
    }


def letter(number: str, days: int = 10, **more: Any) -> Callable[[date], dict[str, Any]]:
    """A reminder or interview with its day for rectification."""
    return due(days, choice="draft", number=number, orders="逐项整改，消除影响，书面报告整改情况。", **more)


def improved(found: str) -> dict[str, Any]:
    return {"improvement": found, "text": "现场核查并调阅整改材料。", "evidence": PAPERS}


def established(code: str) -> Callable[[date], dict[str, Any]]:
    """An investigation that found the breach, the person heard."""
    return lambda today: {
        "outcome": "established",
        "code": code,
        "happened_on": today.isoformat(),
        "facts": "经调查取证，违规事实清楚。",
        "evidence": "演练证据2号",
        "hearing": "held",
        "statement": "本人对事实无异议。",
    }


def assessed(*, dishonest: bool = False) -> dict[str, Any]:
    return {
        "serious": True, "serious_reason": "影响评审公正", "letter_number": "演练通报1号",
        "suggestion": "建议按干部管理权限处理", "cancel_only": False, "dishonest": dishonest, "discipline": False,
        "crime": False,
    }  # fmt: skip


#: What is answered where a story says nothing else.
USUAL: dict[str, list[Answer]] = {
    "supervision.sign_off": [{"opinion": "agree"}],
    "supervision.sign_consent": [{"opinion": "agree"}],
    "supervision.serve": [{"receipt": "演练回证1号"}],
    "supervision.report": [{"text": "已逐项整改，健全制度，并在评委会内通报。", "evidence": PAPERS}],
    "supervision.check": [improved("improved")],
    "supervision.close": [{"conclusion": "整改到位，予以销号。"}],
    "supervision.assess": [{"outcome": "recognised", "facts": "未影响已作出的评审结果。", "evidence": PAPERS}],
    "violation.verify_unit": [{"finding": "established", "text": "经调查核实，情况属实。"}],
    "violation.verify_forming": [{"finding": "established", "text": "经调查核实，情况属实。"}],
    "violation.assess": [assessed()],
    "violation.blacklist": [
        {"decision": "list", "finding": "属严重失信行为。", "number": "演练失信〔1〕号"},
    ],
}


def of_committees(at: dict[str, dict[str, Any]]) -> list[Plot]:
    """Three committees: reminded once, interviewed and let work again, deprived of its power. `at`: calls by plan."""
    build, chifeng, traffic = at["build"], at["chifeng"], at["traffic"]
    unheeded: dict[str, list[Answer]] = {
        "supervision.report": [None],
        "supervision.check": [improved("not_improved")],
    }
    ends: list[tuple[int, str, dict[str, list[Answer]]]] = [(2, "V65.1", {}), (3, "V65.8", unheeded)]
    return [
        Plot(
            "reminded", "supervision", build["authority"],
            {"committee": build["committee"], "code": "V65.3", "facts": "专家库年度清理流于形式。"},
            {"supervision.verify": [verified("V65.3")], "supervision.draft_reminder": [letter("演练提醒〔1〕号")]},
        ),
        Plot(
            "interviewed", "supervision", chifeng["authority"],
            {"committee": chifeng["committee"], "code": "V65.7", "facts": "多次反映评审组织混乱。"},
            {
                "supervision.verify": [verified("V65.7", "V65.8")],
                "supervision.find_laxity": [
                    {"finding": "lax", "reason": "一年内举报集中、争议较大。", "evidence": PAPERS}
                ],
                "supervision.draft_interview": [
                    letter("演练约谈〔1〕号", talk="组建单位和办事机构负责人到场，对问题无异议。", stops_review=True)
                ],
                "supervision.consent": [
                    {"choice": "draft", "number": "演练恢复〔1〕号", "reason": "整改到位，同意恢复评审。"}
                ],
            },
        ),
        *(
            Plot(
                f"deprived-{turn}", "supervision", traffic["authority"],
                {"committee": traffic["committee"], "code": code, "facts": "反映办事机构违反规定。"},
                {
                    "supervision.verify": [verified(code)],
                    "supervision.find_laxity": [
                        {"finding": "not_lax", "reason": "投诉较少，尚不属于管理松散。", "evidence": PAPERS}
                    ],
                    "supervision.draft_reminder": [letter(f"演练提醒〔{turn}〕号")],
                    **end,
                },
            )
            for turn, code, end in ends
        ),
    ]  # fmt: skip


REVOKED: Answer = {
    "choice": "revoke", "number": "演练收权〔1〕号", "reason": "两次提醒后仍无明显改善。", "evidence": PAPERS,
}  # fmt: skip
USUAL["supervision.revoke"] = [REVOKED]


def of_an_applicant(body: str, number: str) -> Plot:
    """Somebody who declared on false papers: the declaration is cancelled, the record bars, the blacklist names."""
    return Plot(
        "applicant", "violation", body,
        {"subject": "applicant", "named": number, "code": "V62.2", "facts": "业绩材料系伪造。"},
        {
            "violation.investigate": [established("V62.2")],
            "violation.assess": [assessed(dishonest=True)],
            "violation.cancel": [{"number": "演练取消〔1〕号"}],
        },
    )  # fmt: skip


def of_an_expert(body: str, name: str, committee: str) -> Plot:
    """An expert who told who sits on the committee."""
    return Plot(
        "expert", "violation", body,
        {"subject": "expert", "named": name, "unit": committee, "code": "V63.1", "facts": "泄露评审专家身份。"},
        {
            "violation.investigate": [established("V63.1")],
            "violation.disqualify": [
                {"number": "演练取消〔2〕号", "unit_letter_number": "演练通报2号", "suggestion": "建议批评教育"}
            ],
        },
    )  # fmt: skip


def of_staff(body: str, name: str, unit: str) -> Plot:
    """A clerk who passed files unread."""
    return Plot(
        "staff", "violation", body,
        {"subject": "staff", "named": name, "unit": unit, "code": "V64.1", "facts": "未按规定审核材料。"},
        {
            "violation.investigate": [established("V64.1")],
            "violation.bar_staff": [
                {"order_number": "演练责令〔1〕号", "circular_number": "演练通报3号", "circular": "通报批评。"}
            ],
        },
    )  # fmt: skip
