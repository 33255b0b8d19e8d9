"""What a course of study counts as (A21.7). Part-time and full-time, vocational and ordinary studies are equal."""

from __future__ import annotations

from types import MappingProxyType

from handlers.rules.terms import Degree, Term


class Diploma(Term):
    """What the paper says (学历、学位); the classes of technical schools have names of their own."""

    SECONDARY = "secondary", "中专"
    SKILLED_WORKER_MID = "skilled_worker_mid", "中级工班"
    COLLEGE = "college", "大学专科"
    SKILLED_WORKER_HIGH = "skilled_worker_high", "高级工班"
    BACHELOR = "bachelor", "大学本科"
    BACHELOR_DEGREE = "bachelor_degree", "学士学位"
    PREPARATORY_TECHNICIAN = "preparatory_technician", "预备技师班"
    SECOND_BACHELOR = "second_bachelor", "第二学士学位"
    GRADUATE = "graduate", "研究生"
    MASTER = "master", "硕士学位"
    DOCTOR = "doctor", "博士学位"


COUNTS_AS = MappingProxyType({
    Diploma.SECONDARY: Degree.SECONDARY,
    Diploma.SKILLED_WORKER_MID: Degree.SECONDARY,
    Diploma.COLLEGE: Degree.COLLEGE,
    Diploma.SKILLED_WORKER_HIGH: Degree.COLLEGE,
    Diploma.BACHELOR: Degree.BACHELOR,
    Diploma.BACHELOR_DEGREE: Degree.BACHELOR,
    Diploma.PREPARATORY_TECHNICIAN: Degree.BACHELOR,
    Diploma.SECOND_BACHELOR: Degree.MASTER,
    Diploma.GRADUATE: Degree.MASTER,
    Diploma.MASTER: Degree.MASTER,
    Diploma.DOCTOR: Degree.DOCTOR,
})  # fmt: skip


def degree_of(diploma: Diploma) -> Degree:
    """The degree a diploma counts as. How it was studied for is not asked."""
    return COUNTS_AS[diploma]
