"""Every route to a title as people read it: what is open, what is missing, who recommends (A37–A41, table d)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from handlers.evidence import applicants
from handlers.evidence.subjects import session_of, with_people
from handlers.evidence.texts import cite
from handlers.records.committees import Call
from handlers.records.declarations import Declaration
from handlers.records.people import Employment, Person
from handlers.rules.article import Breach, Verdict
from handlers.rules.routes import Panel, Route, RouteFacts, routes
from handlers.rules.routes.declared import CODES, by_nearness, each_once
from handlers.rules.routes.table import LADDER
from handlers.rules.terms import DeclarationKind, DeclarationStatus, Level

VERDICTS = {Verdict.PASS: "可以申报", Verdict.REVIEW: "待人工认定", Verdict.FAIL: "还差条件"}
RECOGNISED = "可以认定"


@dataclass(frozen=True)
class Opening:
    """One route. `kind`: under which kind one declares by it, None: it is no declaration (recognition)."""

    code: str
    label: str
    article: str
    verdict: Verdict
    kind: DeclarationKind | None
    gives: str
    recommender: str
    documents: tuple[str, ...]
    committee: str
    missing: tuple[Breach, ...]
    doubts: tuple[Breach, ...]

    @property
    def word(self) -> str:
        """The verdict in words."""
        return RECOGNISED if self.verdict is Verdict.PASS and self.kind is None else VERDICTS[self.verdict]

    @property
    def terms(self) -> str:
        """What it gives, who recommends, who reviews and which papers it takes, in one sentence."""
        papers = f"；需要{'、'.join(self.documents)}" if self.documents else ""
        if self.kind is None:
            return f"{self.gives}，由用人单位推荐、人社部门认定，不经评审{papers}"
        return f"{self.gives}，由{self.recommender}推荐，{self.committee}{papers}"

    @property
    def how(self) -> str:
        """What to choose on the form."""
        if self.kind is None:
            return "不在此申报，由用人单位报人社部门认定"
        return f"申报类型选“{self.kind.label}”"


def openings(asked: RouteFacts | None) -> tuple[Opening, ...]:
    """Every route, the open ones first, then those left to a person, then those that lack least."""
    if asked is None:
        return ()
    return tuple(_opening(route) for route in by_nearness(routes(asked), asked.career.target))


def _opening(route: Route) -> Opening:
    kind = next((kind for kind, codes in CODES.items() if route.code in codes), None)
    return Opening(
        code=route.code,
        label=route.label,
        article=cite("A23" if route.code == LADDER.code else route.code[1:]),
        verdict=route.verdict,
        kind=kind,
        gives=f"{'可认定' if kind is None else '可申报'}{route.gives}",
        recommender=route.recommender,
        documents=route.documents,
        committee="不经评审" if route.panel is Panel.NONE else f"{route.panel.label}评审",
        missing=each_once(route.missing),
        doubts=each_once(route.doubts),
    )


def in_words(found: Iterable[Opening]) -> str:
    """The routes that are open or left to a person, as Markdown; of the others how many, and the nearest."""
    listed = list(found)
    passable = [each for each in listed if each.verdict is not Verdict.FAIL]
    closed = [each for each in listed if each.verdict is Verdict.FAIL]
    lines = [_line(each) for each in passable] or [_nearest(each) for each in closed[:1]]
    rest = len(closed) if passable else len(closed) - 1
    more = f"\n\n另有 {rest} 条渠道还差条件，逐条见“全部渠道”。" if rest > 0 else ""
    return "**可走的渠道**\n\n" + "\n".join(lines) + more if listed else ""


def _line(opening: Opening) -> str:
    doubts = "；".join(doubt.message for doubt in opening.doubts)
    said = f"{opening.word}（{doubts}）" if doubts else opening.word
    return f"- **{opening.label}**（{opening.article}）：{said}。{opening.terms}。{opening.how}。"


def _nearest(opening: Opening) -> str:
    missing = "；".join(breach.message for breach in opening.missing)
    return f"- 按现有记录没有可走的渠道。最接近的是**{opening.label}**（{opening.article}），还差：{missing}。"


def proposed(found: Iterable[Opening], chosen: DeclarationKind) -> DeclarationKind:
    """The kind to propose: the chosen one while it is open, else that of the first open route there is."""
    kinds = [each.kind for each in found if each.verdict is not Verdict.FAIL and each.kind]
    return chosen if chosen in kinds or not kinds else kinds[0]


def beforehand(person: Person, calls: Collection[Call], on: date) -> str:
    """Before anything is begun: what is open to the person at the open calls, as Markdown; empty without work."""
    employment = applicants.current_employment(person, on)
    if employment is None:
        return ""
    found: dict[str, dict[str, None]] = {}
    for call in calls:
        for covered in call.committee.specialties:
            with imagined(person, call, covered.specialty, covered.level, employment) as draft:
                with_people([draft])  # once: what has been read is not read again
                ways = openings(applicants.candidacy(draft, on).routes)
            for way in (each for each in ways if each.verdict is not Verdict.FAIL):
                said = f"**{way.label}**（{way.article}）{way.word}"
                found.setdefault(said, {})[_title(way, covered.specialty, covered.level)] = None
    lines = [f"- {way}：{'；'.join(titles)}" for way, titles in found.items()]
    none = "- 按现有记录，这些通知的层级都还没有可走的渠道；选好后可以看到各差什么条件。"
    return "**按现有记录您可走的渠道**\n\n" + ("\n".join(lines) or none) if calls else ""


def _title(way: Opening, specialty: str, level: Level) -> str:
    """The title a way leads to; the green channel has a call of its own, whichever specialty it is."""
    if way.kind is DeclarationKind.GREEN_CHANNEL:
        return f"{level.label}，报绿色通道评委会的申报通知"
    return f"{specialty} · {level.label}"


@contextmanager
def imagined(person: Person, call: Call, specialty: str, level: Level, employment: Employment) -> Iterator[Declaration]:
    """A declaration that nobody has begun, to be asked about and forgotten; it never reaches the database.

    All of a person's carry one id, so that what is asked of the person's past is asked once.
    """
    session = session_of(person)
    draft = Declaration(
        id=person.id, number="", person=person, person_id=person.id, employer=employment.organisation,
        employer_id=employment.organisation_id, call=call, call_id=call.id, committee=call.committee,
        committee_id=call.committee_id, year=call.year, title_kind=call.title_kind, series=call.committee.series,
        specialty=specialty, level=level, title="", status=DeclarationStatus.DRAFT,
        kind=DeclarationKind.ORDINARY,
    )  # fmt: skip
    with session.no_autoflush:
        session.add(draft)
        try:
            yield draft
        finally:
            session.expunge(draft)
