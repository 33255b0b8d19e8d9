"""Who checks first, rule by rule: whom a rule binds, and whom it leaves alone (A27.1, A28.1, A28.5, A29.2)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.rules import channel as law
from handlers.rules.channel import Body
from handlers.rules.terms import EmploymentKind
from tests.rules.lawful import CHOICE, ENGAGEMENT

KIND = EmploymentKind


def chosen(kind: EmploymentKind, body: Body, **changes: bool) -> law.FirstCheckChoice:
    return replace(CHOICE, engagement=replace(ENGAGEMENT, kind=kind, **changes), body=body)


@pytest.mark.parametrize("kind", [KIND.INSTITUTION, KIND.STATE_ENTERPRISE, KIND.SKILLED_TALENT, KIND.FOREIGN])
@pytest.mark.parametrize("body", [body for body in Body if body is not Body.OWN_UNIT])
def test_A27_1_no_other_body_takes_the_unit_s_check(kind: EmploymentKind, body: Body) -> None:
    rule = law.own_unit_checks_first
    assert rule(chosen(kind, Body.OWN_UNIT))
    assert not rule(chosen(kind, body))
    assert not rule(replace(chosen(kind, Body.OWN_UNIT), joint=True))


@pytest.mark.parametrize("kind", [KIND.CIVIL_SERVANT, KIND.CIVIL_SERVICE_MANAGED, KIND.RETIRED])
def test_A27_1_nobody_checks_who_may_not_declare(kind: EmploymentKind) -> None:
    assert [body for body in Body if law.own_unit_checks_first(chosen(kind, body))] == []


def test_A27_1_the_posting_place_s_unit_checks_from_a_full_year_on() -> None:
    rule = law.own_unit_checks_first
    settled = chosen(KIND.POSTED, Body.FALLBACK_HR, posted_a_year=True)
    assert not rule(settled)
    assert rule(replace(settled, body=Body.OWN_UNIT))
    assert rule(chosen(KIND.POSTED, Body.FALLBACK_HR))


@pytest.mark.parametrize("kind", [KIND.PRIVATE_ENTERPRISE, KIND.SOCIAL_ORGANISATION])
@pytest.mark.parametrize("body", [Body.LOCAL_HR, Body.AGENCY, Body.DISPATCH_UNIT, Body.FALLBACK_HR])
def test_A28_1_a_non_public_unit_checks_its_own_staff(kind: EmploymentKind, body: Body) -> None:
    rule = law.private_unit_checks_its_staff
    assert rule(chosen(kind, Body.OWN_UNIT))
    (breach,) = rule(chosen(kind, body)).breaches
    assert Body.OWN_UNIT.label in breach.message
    assert body.label in breach.message
    assert rule(chosen(KIND.FREELANCER, body))


@pytest.mark.parametrize("body", [Body.LOCAL_HR, Body.AGENCY, Body.DISPATCH_UNIT, Body.FALLBACK_HR])
def test_A28_5_the_institution_checks_its_contract_staff(body: Body) -> None:
    rule = law.own_unit_checks_contract_staff
    assert rule(chosen(KIND.INSTITUTION_CONTRACT, Body.OWN_UNIT))
    assert not rule(chosen(KIND.INSTITUTION_CONTRACT, body))
    assert not rule(replace(chosen(KIND.INSTITUTION_CONTRACT, Body.OWN_UNIT), joint=True))
    assert rule(chosen(KIND.INSTITUTION, body))
    assert law.own_unit_checks_first(chosen(KIND.INSTITUTION_CONTRACT, body))


def test_A29_2_whom_no_row_fits_the_local_department_takes() -> None:
    rule = law.nobody_is_left_without_a_channel
    assert rule(chosen(KIND.POSTED, Body.FALLBACK_HR))
    assert not rule(chosen(KIND.POSTED, Body.NOBODY))
    assert not rule(chosen(KIND.POSTED, Body.OWN_UNIT))
    assert rule(chosen(KIND.POSTED, Body.OWN_UNIT, posted_a_year=True))
    assert rule(chosen(KIND.FREELANCER, Body.NOBODY))


@pytest.mark.parametrize("kind", list(EmploymentKind))
def test_A29_2_the_table_leaves_nobody_without_a_body_but_the_excluded(kind: EmploymentKind) -> None:
    excluded = kind in (KIND.CIVIL_SERVANT, KIND.CIVIL_SERVICE_MANAGED, KIND.RETIRED)
    for employed in (True, False):
        for archived in (True, False):
            found = law.first_check_body(law.Engagement(kind, employed, archived, posted_a_year=False))
            assert (found.body is Body.NOBODY) is excluded
