"""The green channel by a certificate, a station or peers: 英才兴蒙, postdocs, lacking education (A37.2–A37.4)."""

from __future__ import annotations

from datetime import date

from handlers.rules.article import Breaches, Doubt, article
from handlers.rules.eligibility.standard import education_is_enough
from handlers.rules.routes.facts import Achievement, Part, PeerLetter, Postdoc, RouteFacts, StationResult
from handlers.rules.routes.letters import (
    assessed,
    claims_high_level_as_a_rule,
    recommended_by_bureau,
    recommended_by_government,
)
from handlers.rules.terms import Level
from handlers.rules.workdays import completed_years

HIGHEST_CLASSES = range(1, 5)
MIDDLE_CLASSES = range(5, 7)
APPOINTED_YEARS = 2
PEERS = 2


@article("A37.2a")
def talent_of_class_one_to_four(facts: RouteFacts) -> Breaches:
    """A 英才兴蒙 talent of class 1–4 declares 正高 directly."""
    yield from _certified(facts, HIGHEST_CLASSES)
    yield from _claims(facts, Level.FULL_SENIOR)


@article("A37.2b")
def talent_of_class_five_or_six(facts: RouteFacts) -> Breaches:
    """A talent of class 5–6 declares 副高 directly; whether a higher class may claim it goes to a person."""
    if facts.talent is not None and facts.talent.grade in HIGHEST_CLASSES:
        yield from _certified(facts, HIGHEST_CLASSES)
        yield Doubt(f"{facts.talent.grade}类人才可直接申报正高级，能否以此途径申报副高级待人工认定")
    else:
        yield from _certified(facts, MIDDLE_CLASSES)
    yield from _claims(facts, Level.ASSOCIATE_SENIOR)


@article("A37.2c")
def talent_appointed_for_two_years(facts: RouteFacts) -> Breaches:
    """A talent of class 5–6 appointed to 副高 for two completed years and assessed declares 正高."""
    yield from _certified(facts, MIDDLE_CLASSES)
    yield from _claims(facts, Level.FULL_SENIOR)
    since, to = facts.associate_appointed_on, facts.career.counted_to
    if since is None:
        yield f"没有聘任副高级职称的记录，无法认定满{APPOINTED_YEARS}年；请先登记聘任"
    elif completed_years(since, to) < APPOINTED_YEARS:
        years = completed_years(since, to)
        yield f"聘任副高级职称自 {since} 至 {to} 满 {years} 年，须满 {APPOINTED_YEARS} 年；请满年限后申报"
    yield from assessed(facts)


def _certified(facts: RouteFacts, classes: range) -> Breaches:
    talent = facts.talent
    if talent is None or not talent.number.strip():
        yield "没有“英才兴蒙”工程人才认定证书，不得以此途径申报；请先登记证书"
        return
    if talent.grade not in classes:
        yield f"认定为{talent.grade}类人才，此途径限{classes[0]}至{classes[-1]}类；请选择相应途径"
    if facts.on < talent.valid_from:
        yield f"人才认定自 {talent.valid_from} 起有效，{facts.on} 尚未生效；请生效后申报"
    elif talent.valid_to is not None and facts.on > talent.valid_to:
        yield f"人才认定有效期至 {talent.valid_to}，{facts.on} 已失效；请重新认定后申报"


def _claims(facts: RouteFacts, level: Level) -> Breaches:
    if facts.career.target is not level:
        yield f"此途径只可申报{level.label}，不得申报{facts.career.target.label}；请选择相应途径"


@article("A37.3")
def postdoc_stays_in_the_region(facts: RouteFacts) -> Breaches:
    """Who reached one of three results in the station, left it and stays declares 副高 when recommended."""
    yield from _claims(facts, Level.ASSOCIATE_SENIOR)
    if facts.postdoc is None:
        yield "没有博士后在站记录，不得以此途径申报；请选择其他途径"
        return
    if facts.postdoc.left_on is None or facts.postdoc.left_on > facts.on:
        yield f"{facts.on} 博士后尚未出站，不得以此途径申报；请出站后申报"
    if not facts.postdoc.stays:
        yield "出站后没有留在自治区工作，不得以此途径申报；请选择其他途径"
    if not reached_in_the_station(facts.postdoc):
        wanted = "、".join(kind.label for kind in StationResult)
        yield f"在站期间没有取得以下任一成果：{wanted}；参与项目的不算，请选择其他途径"
    yield from assessed(facts)
    yield from recommended_by_bureau(facts)


def reached_in_the_station(postdoc: Postdoc) -> bool:
    """Whether one of the three results counts."""
    return any(_counts(each, postdoc) for each in postdoc.achievements)


def _counts(achievement: Achievement, postdoc: Postdoc) -> bool:
    """Reached during the station; a project counts for who leads it."""
    if achievement.on < postdoc.entered_on or (postdoc.left_on is not None and achievement.on > postdoc.left_on):
        return False
    return achievement.kind is not StationResult.PROVINCIAL_PROJECT or achievement.part is Part.LEAD


def peers_who_count(facts: RouteFacts) -> set[str]:
    """The authors who hold 正高, are in post and of the same field, each once; their letters are signed by now."""
    return {letter.author for letter in facts.peers if _counts_as_peer(letter) and _signed(letter, facts.on)}


def _counts_as_peer(letter: PeerLetter) -> bool:
    return letter.level is Level.FULL_SENIOR and letter.in_service and letter.same_field


def _signed(letter: PeerLetter, on: date) -> bool:
    return letter.signed_on is not None and letter.signed_on <= on


@article("A37.4")
def two_peers_stand_for_lacking_education(facts: RouteFacts) -> Breaches:
    """Who lacks the education asked is recommended by two in-post 正高 peers and the government or department.

    Only the education is lifted; the other conditions of the standard stay.
    """
    enough = education_is_enough(facts.career)
    if enough:
        yield "学历已达本系列规定，无须以此途径放宽；请按其他途径申报"
    elif enough is None:
        yield Doubt("该系列的学历标准尚未配置，是否不具备规定学历待人工认定")
    authors = len(peers_who_count(facts))
    if authors < PEERS:
        yield (
            f"在职在岗的正高级同行专家推荐意见有 {authors} 人，须 {PEERS} 人以上"
            "（同一人只计一次，退休、非同行、未签署的不计）；请补齐"
        )
    yield from claims_high_level_as_a_rule(facts)
    yield from recommended_by_government(facts)
