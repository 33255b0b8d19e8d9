"""Acts before anybody declares ask all their rules: powers, specialties, committees, pools, the year's call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from handlers.rules import acts
from handlers.rules.article import Clearance, Unlawful, Waiver
from handlers.rules.call import ProofSource
from handlers.rules.jurisdiction import Authority, Belonging
from handlers.rules.terms import Level, OrganisationLevel, Tier
from tests.rules import lawful as base
from tests.rules import lawful_preparing as ok

APPLYING = dict(
    application=ok.APPLICATION, formation=ok.FORMATION, grounds=ok.GROUNDS, secretariat=ok.SECRETARIAT,
    supervising=ok.SUPERVISING, coverage=base.COVERAGE, listings=(ok.LISTING,),
)  # fmt: skip
REGISTERING = APPLYING | dict(
    evaluation=ok.EVALUATION, competence=ok.FILING_COMPETENCE, composition=base.COMPOSITION, strength=ok.STRENGTH,
    pool=base.POOL, pool_series=ok.POOL_SERIES, filing=ok.FILING_APPLIED,
)  # fmt: skip
CALLING = dict(
    notice=ok.CALL_NOTICE, form=ok.FORM, standard=ok.UNIT_STANDARD, demands=(ok.DEMAND,), fee=ok.FEE,
    scopes=(ok.CALL_SCOPE,), listings=(ok.LISTING,), industry=ok.INDUSTRY, delegated=ok.DELEGATED,
    filing=base.FILING,
)  # fmt: skip

LAWFUL: dict[str, tuple[Callable[..., Clearance], dict[str, Any]]] = {
    "employer_entry": (acts.employer_entry, dict(employer=ok.EMPLOYER)),
    "power_delegation": (acts.power_delegation, dict(delegation=ok.DELEGATION, territory=ok.TERRITORY)),
    "specialty_change": (acts.specialty_change, dict(change=ok.SPECIALTY_CHANGE)),
    "rule_change": (acts.rule_change, dict(management=ok.MANAGEMENT)),
    "title_record": (acts.title_record, dict(acquisition=ok.ACQUISITION)),
    "national_entry": (acts.national_entry, dict(entry=ok.ENTRY)),
    "registration_application": (acts.registration_application, APPLYING),
    "registration": (acts.registration, REGISTERING),
    "pool_approval": (acts.pool_approval, dict(
        nominees=(ok.NOMINEE,), members=(base.MEMBER,), pool=base.POOL, pool_series=ok.POOL_SERIES)),
    "pool_cleanup": (acts.pool_cleanup, dict(
        cleanup=ok.CLEANUP, nominees=(ok.NOMINEE,), members=(base.MEMBER,), reports=(ok.POOL_REPORT,))),
    "call_publication": (acts.call_publication, CALLING),
}  # fmt: skip


def refused(name: str, **changes: Any) -> list[str]:
    """The requirement ids by which the act is refused once `changes` replace its lawful facts."""
    act, facts = LAWFUL[name]
    with pytest.raises(Unlawful) as caught:
        act(**(facts | changes))
    return sorted({breach.id for breach in caught.value.breaches})


@pytest.mark.parametrize("name", LAWFUL)
def test_lawful_facts_are_cleared(name: str) -> None:
    act, facts = LAWFUL[name]
    clearance = act(**facts)
    assert clearance.findings
    assert clearance.act == act.__doc__
    assert all(finding.verdict == "pass" for finding in clearance.findings)


APPLICATION_BREACHES: list[tuple[dict[str, Any], list[str]]] = [
    (dict(application=replace(ok.APPLICATION, sections=())), ["A14.1"]),
    (dict(formation=replace(ok.FORMATION, forming_units=("u1", "u2"))), ["A10.2"]),
    (dict(formation=replace(ok.FORMATION, tier=Tier.JUNIOR, sub_level=Level.FULL_SENIOR)), ["A11.2"]),
    (dict(grounds=replace(ok.GROUNDS, main_series="")), ["A12.1"]),
    (dict(grounds=replace(ok.GROUNDS, influence="")), ["A12.2"]),
    (dict(grounds=replace(ok.GROUNDS, ability="")), ["A12.5a"]),
    (dict(secretariat=replace(ok.SECRETARIAT, staff=1)), ["A12.5"]),
    (dict(secretariat=replace(ok.SECRETARIAT, set_up_by="u2")), ["A20.1"]),
    (dict(supervising=replace(ok.SUPERVISING, officer="")), ["A16.1"]),
    (dict(coverage=replace(base.COVERAGE, series=("engineering", "school"))), ["A10.3"]),
    (dict(listings=(ok.LISTING, replace(ok.LISTING, valid_from=None))), ["A8.2"]),
]
REGISTRATION_BREACHES: list[tuple[dict[str, Any], list[str]]] = [
    (dict(evaluation=replace(ok.EVALUATION, industry_opinion="")), ["A14.2"]),
    (dict(evaluation=replace(ok.LOCAL_EVALUATION, hr_opinion="")), ["A14.3"]),
    (dict(competence=replace(ok.FILING_COMPETENCE, acting=Authority.COUNTY_HR)), ["A13.1"]),
    (dict(competence=replace(ok.FILING_COMPETENCE, level=Level.INTERMEDIATE, belongs_to=Belonging.LEAGUE)), ["A13.1"]),
    (dict(composition=replace(base.COMPOSITION, members=26, full_seniors=13, seniors=26)), ["A17.1"]),
    (dict(composition=replace(base.COMPOSITION, chairs=2)), ["A17.2a"]),
    (dict(composition=replace(base.COMPOSITION, members=23)), ["A17.3"]),
    (dict(composition=replace(base.COMPOSITION, full_seniors=12)), ["A17.8"]),
    (dict(composition=replace(base.COMPOSITION, members=23, consented_minimum=23)), ["A17.5"]),
    (dict(strength=replace(ok.STRENGTH, full_seniors=12)), ["A12.4"]),
    (dict(pool=replace(base.POOL, filed=False)), ["A19.3"]),
    (dict(pool=replace(base.POOL, usable=49)), ["A19.4"]),
    (dict(pool=replace(base.POOL, chairs=0)), ["A19.5"]),
    (dict(pool_series=replace(ok.POOL_SERIES, held=("school",))), ["A19.1"]),
    (dict(filing=replace(ok.FILING_APPLIED, valid_to=date(2029, 10, 1))), ["A13.3"]),
]
MEMBER_BREACHES: list[tuple[dict[str, Any], list[str]]] = [
    (dict(nominees=(ok.NOMINEE, replace(ok.NOMINEE, ethics=""))), ["A18.2"]),
    (dict(nominees=(replace(ok.NOMINEE, in_field=False),)), ["A18.4"]),
    (dict(nominees=(replace(ok.NOMINEE, capacity=""),)), ["A18.5"]),
    (dict(members=(base.MEMBER, replace(base.MEMBER, barred_to=base.TODAY))), ["A18.1"]),
    (dict(members=(replace(base.MEMBER, series="school"),)), ["A18.3"]),
    (dict(members=(replace(base.MEMBER, term_to=date(2029, 1, 1)),)), ["A18.6"]),
    (dict(members=(replace(base.MEMBER, retired_on=base.TODAY),)), ["A19.6"]),
]
CALL_BREACHES: list[tuple[dict[str, Any], list[str]]] = [
    (dict(notice=replace(ok.CALL_NOTICE, published_by="u2")), ["A16.2"]),
    (dict(form=replace(ok.FORM, parts=())), ["A4.2"]),
    (dict(standard=replace(ok.UNIT_STANDARD, industry_number="")), ["A7.3"]),
    (dict(demands=(ok.DEMAND, replace(ok.DEMAND, source=ProofSource.VERIFIED_ONLINE))), ["A26.3"]),
    (dict(fee=replace(ok.FEE, basis="")), ["A69.1"]),
    (dict(scopes=(ok.CALL_SCOPE, replace(ok.CALL_SCOPE, covered_levels=()))), ["A15.1"]),
    (dict(scopes=(replace(ok.CALL_SCOPE, tier=Tier.INTERMEDIATE),)), ["A11.1"]),
    (dict(listings=(replace(ok.LISTING, valid_to=ok.LISTING.on - timedelta(days=1)),)), ["A8.2"]),
    (dict(industry=replace(ok.INDUSTRY, series="school")), ["A5.3"]),
    (dict(delegated=replace(ok.DELEGATED, series="engineering")), ["A5.4"]),
    (dict(filing=replace(base.FILING, valid_from=None)), ["A10.1", "A13.3"]),
    (dict(filing=replace(base.FILING, on=date(2028, 6, 1))), ["A13.4"]),
    (dict(filing=replace(base.FILING, status="suspended")), ["A78.1"]),
]


@pytest.mark.parametrize(("changes", "ids"), APPLICATION_BREACHES)
@pytest.mark.parametrize("name", ["registration_application", "registration"])
def test_an_application_and_the_decision_on_it_ask_the_same(name: str, changes: dict[str, Any], ids: list[str]) -> None:
    assert refused(name, **changes) == ids


@pytest.mark.parametrize(("changes", "ids"), REGISTRATION_BREACHES)
def test_a_committee_is_registered_only_whole(changes: dict[str, Any], ids: list[str]) -> None:
    assert refused("registration", **changes) == ids


@pytest.mark.parametrize(("changes", "ids"), MEMBER_BREACHES)
@pytest.mark.parametrize("name", ["pool_approval", "pool_cleanup"])
def test_every_expert_is_asked_on_entering_and_on_staying(name: str, changes: dict[str, Any], ids: list[str]) -> None:
    assert refused(name, **changes) == ids


@pytest.mark.parametrize(("changes", "ids"), CALL_BREACHES)
def test_a_call_is_published_only_lawful(changes: dict[str, Any], ids: list[str]) -> None:
    assert refused("call_publication", **changes) == ids


@pytest.mark.parametrize(
    ("name", "changes", "ids"),
    [
        ("employer_entry", dict(employer=replace(ok.EMPLOYER, area="110100")), ["A3.1"]),
        ("power_delegation", dict(delegation=replace(ok.DELEGATION, valid_to=None)), ["A9.1"]),
        ("power_delegation", dict(territory=replace(ok.TERRITORY, matter_area="150400")), ["A5.2"]),
        ("specialty_change", dict(change=replace(ok.SPECIALTY_CHANGE, acting=Authority.LEAGUE_HR)), ["A8.1"]),
        ("rule_change", dict(management=replace(ok.MANAGEMENT, level=OrganisationLevel.LEAGUE)), ["A5.1"]),
        ("title_record", dict(acquisition=replace(ok.ACQUISITION, signed_on=None)), ["A2.2"]),
        ("national_entry", dict(entry=replace(ok.ENTRY, voted_on=date(2026, 6, 1))), ["A13.2"]),
        ("pool_approval", dict(pool=replace(base.POOL, usable=49)), ["A19.4"]),
        ("pool_approval", dict(pool=replace(base.POOL, chairs=0)), ["A19.5"]),
        ("pool_approval", dict(pool=replace(base.POOL, cleaned_on=None)), ["A19.7"]),
        ("pool_approval", dict(pool_series=replace(ok.POOL_SERIES, held=("school",))), ["A19.1"]),
        ("pool_cleanup", dict(cleanup=replace(ok.CLEANUP, examined=49)), ["A19.7a"]),
    ],
)
def test_the_other_acts_ask_their_rules(name: str, changes: dict[str, Any], ids: list[str]) -> None:
    assert refused(name, **changes) == ids


def test_all_breaches_are_told_at_once() -> None:
    assert refused(
        "registration",
        grounds=replace(ok.GROUNDS, main_series="", ability=""),
        pool=replace(base.POOL, usable=49),
        filing=replace(ok.FILING_APPLIED, valid_to=None),
    ) == ["A12.1", "A12.5a", "A13.3", "A19.4"]


def test_A12_3_no_professionals_and_A19_8_a_late_report_are_doubts_on_record() -> None:
    none = acts.registration(**REGISTERING | dict(grounds=replace(ok.GROUNDS, professionals=0)))
    late = LAWFUL["pool_cleanup"][1] | dict(reports=(replace(ok.POOL_REPORT, reported_on=ok.TODAY),))
    assert [finding.id for finding in none.findings if finding.doubts] == ["A12.3"]
    assert [finding.id for finding in acts.pool_cleanup(**late).findings if finding.doubts] == ["A19.8"]


def test_a_local_committee_is_registered_by_its_own_authority() -> None:
    local = REGISTERING | dict(
        application=replace(ok.APPLICATION, unit_level=OrganisationLevel.LEAGUE, received_by=Authority.LEAGUE_HR),
        formation=replace(ok.FORMATION, tier=Tier.INTERMEDIATE),
        evaluation=ok.LOCAL_EVALUATION,
        competence=replace(
            ok.FILING_COMPETENCE, level=Level.INTERMEDIATE, belongs_to=Belonging.LEAGUE, acting=Authority.LEAGUE_HR
        ),
        composition=replace(base.COMPOSITION, tier=Tier.INTERMEDIATE, members=21, full_seniors=0, seniors=11),
        strength=replace(ok.STRENGTH, tier=Tier.INTERMEDIATE, full_seniors=0, seniors=11, intermediates=21),
        pool=replace(base.POOL, tier=Tier.INTERMEDIATE, usable=42),
    )
    assert acts.registration(**local).act == "核准备案评委会"


SOFT = [
    ("registration", dict(secretariat=replace(ok.SECRETARIAT, set_up_by="u2")), "A20.1", "filing_authority"),
    ("registration", dict(supervising=replace(ok.SUPERVISING, officer="")), "A16.1", "filing_authority"),
    ("registration", dict(evaluation=replace(ok.LOCAL_EVALUATION, hr_opinion="")), "A14.3", "hr"),
    ("call_publication", dict(form=replace(ok.FORM, parts=())), "A4.2", "filing_authority"),
]


@pytest.mark.parametrize(("name", "changes", "id", "authority"), SOFT, ids=[each[2] for each in SOFT])
def test_soft_requirements_yield_to_their_authority_alone(
    name: str, changes: dict[str, Any], id: str, authority: str
) -> None:
    waiver = Waiver(
        requirement=id, authority_kind=authority, authority="自治区人社厅", number="函1", reason="确有需要",
        granted_at=base.NOON - timedelta(days=1), used_at=base.NOON,
    )  # fmt: skip
    act, facts = LAWFUL[name]
    other = {"hr": "filing_authority", "filing_authority": "hr"}[authority]
    assert act(**(facts | changes | dict(waivers=(waiver,)))).waivers == (waiver,)
    assert refused(name, **changes, waivers=(replace(waiver, authority_kind=other),)) == [id]
