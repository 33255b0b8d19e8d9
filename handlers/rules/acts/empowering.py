"""Acts on powers and catalogues, and on what enters them (art. 1–9, 13): delegation, specialties, rules, titles."""

from __future__ import annotations

from handlers.rules import acquisition as titles
from handlers.rules import powers, registration, specialties
from handlers.rules.acts.clearing import Waivers, cleared
from handlers.rules.article import Clearance


def employer_entry(*, employer: powers.Employer, waivers: Waivers = ()) -> Clearance:
    """登记用人单位"""
    return cleared("登记用人单位", [powers.employer_is_of_the_region(employer)], waivers)


def power_delegation(*, delegation: powers.Delegation, territory: powers.Territory, waivers: Waivers = ()) -> Clearance:
    """下放评审权限"""
    findings = [powers.delegation_is_recorded_with_its_scope(delegation), powers.local_hr_keeps_to_its_area(territory)]
    return cleared("下放评审权限", findings, waivers)


def specialty_change(*, change: specialties.SpecialtyChange, waivers: Waivers = ()) -> Clearance:
    """调整专业目录"""
    return cleared("调整专业目录", [specialties.specialty_is_set_up_by_the_region(change)], waivers)


def rule_change(*, management: powers.Management, waivers: Waivers = ()) -> Clearance:
    """修改全区规则"""
    return cleared("修改全区规则", [powers.region_matters_are_the_region_s(management)], waivers)


def title_record(*, acquisition: titles.Acquisition, waivers: Waivers = ()) -> Clearance:
    """登记职称"""
    return cleared("登记职称", [titles.title_was_obtained_as_its_mode_says(acquisition)], waivers)


def national_entry(*, entry: registration.Entry, waivers: Waivers = ()) -> Clearance:
    """录入全国查询验证系统"""
    findings = [registration.result_of_a_filed_committee_enters_the_system(entry)]
    return cleared("录入全国查询验证系统", findings, waivers)
