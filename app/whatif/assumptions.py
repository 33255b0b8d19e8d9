"""What is assumed where nothing was measured: how long each task takes, how branches go, who is there.

One place for all of it; every number may be replaced on the page. Assumptions, not facts of any office.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from app.engine.elements import BPMN, Diagram
from app.engine.modelset import Model, ModelSet
from app.whatif.parameters import Meetings, Parameters, Staff, Stream, Work
from handlers.rules.roles import Role

SEASON, MEETING = "declaration", "review_session"
OTHER_WAIT = 10  # working days of a wait whose day a document sets
LONE_MESSAGE = (1.0, 3.0, 8.0)  # working days until a message from outside that is waited for
OBJECTION_AFTER = (0.0, 0.5, 1.0)  # part of a legal wait after which an objection comes

_OWN = (0.5, 2.0, 6.0)
_SOON = (0.2, 0.5, 1.5)

USUAL = Work((10, 20, 45))
WORK: Mapping[str, Work] = {
    "declaration.submit": Work((30, 60, 180), pause=_OWN),
    "declaration.amend": Work((20, 60, 240), pause=_OWN),
    "declaration.correct": Work((20, 60, 240), pause=_OWN),
    "first_check.check": Work((15, 30, 90)),
    "first_check.cosign": Work((10, 20, 60)),
    "first_check.recommend": Work((10, 15, 40)),
    "first_check.correct": Work((20, 40, 120)),
    "publicity.post_unit": Work((5, 10, 20)),
    "publicity.post_roster": Work((5, 10, 20)),
    "publicity.post_result": Work((30, 60, 180)),
    "reporting.check_industry": Work((10, 25, 60)),
    "reporting.check_hr": Work((10, 25, 60)),
    "reporting.sort": Work((3, 5, 10)),
    "acceptance.check": Work((15, 30, 90)),
    "complaint.investigate": Work((240, 960, 2400)),
    "complaint.decide": Work((30, 60, 240)),
    "complaint.decide_dissent": Work((60, 240, 960)),
    "review_session.plan": Work((60, 180, 480)),
    "review_session.draw": Work((30, 60, 120)),
    "review_session.file_plan": Work((15, 30, 60)),
    "review_session.consent": Work((30, 60, 240)),
    "review_session.invite_observer": Work((10, 20, 60)),
    "review_session.appoint_presider": Work((5, 10, 30), pause=_SOON),
    "review_session.sign_in": Work((2, 5, 15)),
    "review_session.open": Work((10, 15, 20)),
    "review_session.write_opinions": Work((20, 40, 90), each=3),
    "review_session.present": Work((20, 30, 60), each=5),
    "ballot.open": Work((2, 5, 10)),
    "ballot.count": Work((20, 30, 60), each=0.5),
    "review_session.announce": Work((10, 15, 30)),
    "review_session.sign": Work((15, 30, 60)),
    "review_session.minutes": Work((120, 240, 480), each=1),
    "confirmation.submit": Work((60, 120, 300), each=5),
    "confirmation.check": Work((30, 60, 120), each=10),
    "confirmation.decide": Work((30, 60, 120), each=3),
    "certificate.seal": Work((10, 20, 40), each=1),
    "violation.investigate": Work((480, 1440, 4800)),
    "clue.verify": Work((60, 240, 960)),
    "clue.conclude": Work((120, 480, 1440)),
}  # fmt: skip

#: Persons and hours of a working day; what everybody does for himself has none.
STAFF: Mapping[str, Staff] = {
    Role.APPLICANT: Staff(0), Role.EXPERT: Staff(0), Role.CHAIR: Staff(0), Role.VICE_CHAIR: Staff(0),
    Role.UNIT_CLERK: Staff(20, 2), Role.UNIT_HEAD: Staff(20, 1), Role.USING_UNIT_CLERK: Staff(5, 2),
    Role.INDUSTRY_CLERK: Staff(4, 4), Role.HR_CLERK: Staff(10, 4), Role.CENTRE_SORTER: Staff(1, 4),
    Role.OFFICE_CLERK: Staff(4, 5), Role.OFFICE_CHIEF: Staff(1, 2), Role.FORMING_MANAGER: Staff(2, 4),
    Role.INVESTIGATOR: Staff(2, 5), Role.FILING_OFFICER: Staff(1, 2), Role.CONFIRMATION_OFFICER: Staff(2, 4),
    Role.SEAL_OFFICER: Staff(1, 4), Role.SUPERVISOR: Staff(3, 4), Role.RULE_KEEPER: Staff(1, 2),
}  # fmt: skip
ANYBODY = Staff(2, 4)

#: Branches of a question, by (question, branch).
BRANCHES: Mapping[tuple[str, str], float] = {
    ("评审通过？", "是"): 0.65, ("评审通过？", "否"): 0.35,
    ("由谁审核？", "主管部门"): 0.25, ("由谁审核？", "人社部门"): 0.35, ("由谁审核？", "均已审核"): 0.40,
    ("由谁公示花名册？", "主管部门"): 0.2, ("由谁公示花名册？", "人社部门"): 0.4, ("由谁公示花名册？", "不需公示"): 0.4,
    ("由谁补正？", "申报人"): 0.8, ("由谁补正？", "申报单位"): 0.2,
    ("会同用工单位？", "会同"): 0.05, ("会同用工单位？", "不需要"): 0.95,
    ("异议成立？", "成立"): 0.3, ("异议成立？", "不成立"): 0.7,
    ("举报是否属实？", "不属实"): 0.7, ("举报是否属实？", "属实或部分属实"): 0.3,
    ("核准确认？", "确认"): 0.97, ("核准确认？", "取消"): 0.01, ("核准确认？", "不予确认"): 0.02,
    ("尚有未决异议？", "有"): 0.01, ("尚有未决异议？", "无"): 0.99,
    ("有人可报？", "有"): 1.0, ("有人可报？", "无"): 0.0,
    ("有核准人员？", "有"): 1.0, ("有核准人员？", "均不予核准"): 0.0,
}  # fmt: skip

#: Words in a branch's name and the share it then has; the rest is shared by the others.
WORDS: tuple[tuple[str, float], ...] = (
    ("不予", 0.03), ("不同意", 0.05), ("退回", 0.08), ("补正", 0.20), ("重新", 0.10), ("延期", 0.05), ("有误", 0.05),
    ("已停止", 0.0), ("撤回", 0.01), ("取消", 0.02), ("移送", 0.05),
)  # fmt: skip

#: Messages that no diagram sends: how likely each comes while it is waited for.
ARRIVALS: Mapping[str, float] = {"dissent_received": 0.01, "withdrawal_requested": 0.01, "complaint_received": 0.01}

#: During which legal wait a message from outside takes a person out of a batch.
TAKEN_OUT: Mapping[str, str] = {"T12": "complaint_received"}


def flow_names(model: Model) -> dict[str, str]:
    """What is written at each flow."""
    return {f.get("id", ""): f.get("name") or "" for f in model.node.iter(f"{BPMN}sequenceFlow")}


def branches(model: Model) -> Iterator[tuple[str, str, str, float]]:
    """Each flow out of a question: its id, the question, the branch and the share assumed."""
    names, diagram = flow_names(model), model.diagram
    for element in diagram.elements.values():
        out = [f for f in diagram.flows if f.source == element.id and f.target in diagram.elements]
        if element.tag != "exclusiveGateway" or len(out) < 2:
            continue
        told = [names[f.id] or diagram.elements[f.target].label for f in out]
        for flow, name, share in zip(out, told, assumed(element.name, told), strict=True):
            yield flow.id, element.label, name, share


def assumed(question: str, told: list[str]) -> list[float]:
    """The shares of a question's branches, by their names; together 1."""
    known = [BRANCHES.get((question, name), _by_word(name)) for name in told]
    rest = max(0.0, 1 - sum(share for share in known if share is not None))
    free = sum(share is None for share in known)
    given = [rest / free if share is None else share for share in known]
    total = sum(given)
    return [share / total if total else 1 / len(told) for share in given]


def _by_word(name: str) -> float | None:
    return next((share for word, share in WORDS if word in name), None)


def measured(diagram: Diagram, passed: Mapping[str, int]) -> dict[str, float]:
    """Shares by how often the elements behind a question were passed, where each is reached by that branch alone."""
    arriving: dict[str, int] = {}
    for flow in diagram.flows:
        arriving[flow.target] = arriving.get(flow.target, 0) + 1
    found: dict[str, float] = {}
    for element in diagram.elements.values():
        out = [f for f in diagram.flows if f.source == element.id]
        if element.tag != "exclusiveGateway" or len(out) < 2 or any(arriving[f.target] > 1 for f in out):
            continue
        counts = [passed.get(f.target, 0) for f in out]
        if sum(counts) >= 20:
            found |= {f"{diagram.id}:{f.id}": count / sum(counts) for f, count in zip(out, counts, strict=True)}
    return found


def defaults(models: ModelSet, first: date) -> Parameters:
    """Sensible parameters for a set of models: a season of 400 declarations and the sessions after it."""
    roles = dict.fromkeys(e.role for m in models.processes.values() for e in m.diagram.elements.values() if e.role)
    sessions = None
    if MEETING in models.processes:
        sessions = Meetings(MEETING, tuple(first + timedelta(days=45 + 21 * n) for n in range(10)))
    return Parameters(
        first=first,
        streams=(Stream(SEASON if SEASON in models.processes else next(iter(models.processes), SEASON), 400),),
        meetings=sessions,
        staff={role: STAFF.get(role, ANYBODY) for role in STAFF if role in roles}
        | {role: ANYBODY for role in roles if role not in STAFF},
        arrivals=ARRIVALS,
    )
