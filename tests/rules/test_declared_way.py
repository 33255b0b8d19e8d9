"""One declares by a way one may go: the kind of a declaration against the open routes (A23.1, A37–A41)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from handlers.rules.article import Breach, Finding, Verdict
from handlers.rules.routes import Panel, Route, RouteFacts, routes
from handlers.rules.routes.declared import (
    CODES,
    Way,
    by_nearness,
    declared_by_a_kind_that_is_open,
    each_once,
    fitting,
    lacking_on_the_way,
    leads_to,
    nearness,
)
from handlers.rules.routes.table import ROWS
from handlers.rules.terms import DeclarationKind, Level
from tests.rules.lawful_routes import ASSOCIATE, FULL, MIDDLE, MOVED, NOBODY, PLACED, TALENTED
from tests.rules.lawful_ways import GREEN_WAY, LADDERED, WAY
from tests.rules.saying import said

ORDINARY, DIRECT = DeclarationKind.ORDINARY, DeclarationKind.DIRECT
GREEN, TRANSFER = DeclarationKind.GREEN_CHANNEL, DeclarationKind.SERIES_TRANSFER
COMPANY = replace(NOBODY, career=replace(NOBODY.career, non_public=True))
OTHERS_ONLY = "绿色通道评委会只评审绿色通道申报，申报类型不得为“{}”；请改选“绿色通道”"
ITS_OWN = "绿色通道申报由自治区绿色通道高级职称评审委员会评审，不得报其他评委会；请选择该评委会的申报通知"


def choose(kind: str, *open_kinds: str) -> str:
    kinds = "、".join(f"“{each}”" for each in open_kinds)
    return f"按现有记录不得以“{kind}”申报，可以{kinds}申报；请改选申报类型，或补齐所缺条件"


def test_every_row_of_the_table_but_recognition_belongs_to_one_kind() -> None:
    listed = [code for codes in CODES.values() for code in codes]

    assert set(CODES) == set(DeclarationKind)
    assert sorted(listed) == sorted(row.code for row in ROWS if row.panel is not Panel.NONE)


@pytest.mark.parametrize(
    ("kind", "asked", "told"),
    [
        (ORDINARY, LADDERED, ()),
        (DIRECT, LADDERED, (choose("直接申报", "正常申报"),)),
        (TRANSFER, LADDERED, (choose("转评", "正常申报"),)),
        (DIRECT, COMPANY, ()),
        (ORDINARY, COMPANY, (choose("正常申报", "直接申报"),)),
        (DIRECT, PLACED, ()),
        (ORDINARY, PLACED, (choose("正常申报", "直接申报"),)),
        (TRANSFER, MOVED, ()),
        (ORDINARY, MOVED, ()),
        (DIRECT, MOVED, (choose("直接申报", "正常申报", "转评"),)),
        (GREEN, GREEN_WAY.asked, ()),
        (GREEN, TALENTED, (ITS_OWN,)),
        (ORDINARY, GREEN_WAY.asked, (OTHERS_ONLY.format("正常申报"), choose("正常申报", "绿色通道"))),
        (GREEN, LADDERED, (ITS_OWN, choose("绿色通道", "正常申报"))),
        (ORDINARY, NOBODY, ()),
        (DIRECT, NOBODY, ()),
        (GREEN, NOBODY, (ITS_OWN,)),
    ],
)
def test_A23_1a_the_kind_is_that_of_an_open_route(
    kind: DeclarationKind, asked: RouteFacts, told: tuple[str, ...]
) -> None:
    assert said(declared_by_a_kind_that_is_open, Way(kind, asked)) == told


@pytest.mark.parametrize("way", [WAY, GREEN_WAY])
def test_A23_1a_lawful_ways_are_lawful(way: Way) -> None:
    assert said(declared_by_a_kind_that_is_open, way) == ()


@pytest.mark.parametrize("kind", list(DeclarationKind))
def test_A23_1a_without_records_only_the_ladder_can_be_declared(kind: DeclarationKind) -> None:
    told = f"没有“{kind.label}”所依据的记录，不得以此申报；请先登记有关证书、推荐和经历"

    assert said(declared_by_a_kind_that_is_open, Way(kind, None)) == (() if kind is ORDINARY else (told,))


def test_two_kinds_may_be_open_and_both_are_named() -> None:
    asked = replace(LADDERED, career=replace(LADDERED.career, non_public=True))

    assert fitting(routes(asked)) == (ORDINARY, DIRECT)
    assert said(declared_by_a_kind_that_is_open, Way(TRANSFER, asked)) == (choose("转评", "正常申报", "直接申报"),)


def test_a_route_left_to_a_person_can_be_declared() -> None:
    asked = replace(COMPANY, career=replace(COMPANY.career, in_region_from=None))

    assert fitting(routes(asked)) == (DIRECT,)
    assert said(declared_by_a_kind_that_is_open, Way(DIRECT, asked)) == ()


@pytest.mark.parametrize(
    ("kind", "asked", "ids"),
    [
        (ORDINARY, NOBODY, []),
        (DIRECT, COMPANY, []),
        (DIRECT, replace(COMPANY, career=replace(COMPANY.career, in_region_from=None)), []),
        (DIRECT, replace(COMPANY, career=replace(COMPANY.career, professional_from=date(2014, 5, 21))), ["A38.4"]),
        (TRANSFER, LADDERED, ["A41.1"]),
        (TRANSFER, replace(MOVED, post_change=None), ["A41.1"]),
        (GREEN, GREEN_WAY.asked, []),
        (GREEN, replace(TALENTED, talent=None), ["A37.2b"]),
    ],
)
def test_what_the_nearest_route_of_the_kind_lacks_is_told_under_its_own_article(
    kind: DeclarationKind, asked: RouteFacts, ids: list[str]
) -> None:
    found = lacking_on_the_way(Way(kind, asked))

    assert [finding.id for finding in found] == ids
    assert all(finding.breaches and not finding.doubts for finding in found)


def test_a_direct_declaration_a_day_too_early_is_told_its_years() -> None:
    early = replace(COMPANY, career=replace(COMPANY.career, professional_from=date(2014, 5, 21)))
    messages = [breach.message for finding in lacking_on_the_way(Way(DIRECT, early)) for breach in finding.breaches]

    assert messages == ["从事专业技术工作至 2026-05-20 满 11 年，不足 12 年，不得直接申报；请满年限后申报"]
    assert lacking_on_the_way(Way(DIRECT, None)) == ()


def route(code: str, breaches: int, doubts: int, gives: str = "") -> Route:
    finding = Finding(
        code, tuple(Breach(code, str(n)) for n in range(breaches)), tuple(Breach(code, str(n)) for n in range(doubts))
    )
    return Route(code, "", gives, "", (), Panel.ORDINARY, (), (finding,))


def test_routes_are_told_open_first_then_doubtful_then_by_what_they_lack() -> None:
    made = [
        route("a", 2, 0), route("b", 0, 1), route("c", 1, 2), route("d", 0, 0), route("e", 1, 1), route("f", 0, 0),
        route("g", 1, 0, "副高级"), route("h", 3, 0, "中级"),
    ]  # fmt: skip
    told = by_nearness(made, MIDDLE)

    assert [route.code for route in told] == ["d", "f", "b", "e", "c", "a", "h", "g"]
    assert [route.verdict for route in told][:4] == [Verdict.PASS, Verdict.PASS, Verdict.REVIEW, Verdict.FAIL]
    assert nearness(made[2], MIDDLE) == (False, 1, 2)
    assert nearness(made[6], MIDDLE) == (True, 1, 0)


@pytest.mark.parametrize(
    ("gives", "target", "leads"),
    [
        ("副高级", ASSOCIATE, True),
        ("副高级", FULL, False),
        ("正高级或副高级（以推荐为准）", FULL, True),
        ("正高级或副高级（以推荐为准）", MIDDLE, False),
        ("高一级", MIDDLE, True),
        ("相应层级", FULL, True),
    ],
)
def test_a_route_leads_to_the_levels_it_names(gives: str, target: Level, leads: bool) -> None:
    assert leads_to(route("a", 0, 0, gives), target) is leads


def test_the_same_words_are_told_once() -> None:
    said_twice = (Breach("A1.1", "缺"), Breach("A2.1", "缺"), Breach("A2.1", "少"))

    assert [breach.message for breach in each_once(said_twice)] == ["缺", "少"]
