"""What the case file of a clue, an inspection and a yearly plan shows. Who reported a clue is not here."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from app.web.days import in_words, instant_in_words
from app.web.desk.casefile.section import Section
from handlers.evidence.clue_texts import BY_CODE, LABELS
from handlers.handler import Actor
from handlers.records.clues import Clue
from handlers.records.inspections import Inspection, InspectionPlan
from handlers.rules.inspection import InspectionForm


def clue(session: Session, c: Clue, actor: Actor) -> Iterator[Section]:
    """A clue, with what became of it."""
    yield Section(
        "线索（不是结论）",
        [
            ("编号", c.number),
            ("来源", c.source.label),
            ("反映对象", f"{c.about.label} {c.about_name}".strip()),
            ("提示", LABELS.get(c.signal, "")),
            ("可能涉及", BY_CODE.get(c.code, "")),
            ("收到", instant_in_words(c.received_at)),
            ("处置期限", in_words(c.due_on) if c.due_on else ""),
            ("办理单位", c.handling.name),
            ("内容", c.content),
            ("核实情况", c.findings),
            ("处置", f"{c.disposition.label}：{c.reason}" if c.disposition else ""),
            ("查办结果", c.conclusion),
        ],
    )


def inspection(session: Session, i: Inspection, actor: Actor) -> Iterator[Section]:
    """An inspection; its report is the inspecting department's."""
    request = i.request
    yield Section(
        "监督检查",
        [
            ("编号", i.number),
            ("检查对象", i.committee.name),
            ("检查单位", i.inspecting.name),
            ("方式", i.method.label if i.method else ""),
            ("形式", "、".join(InspectionForm[each.upper()].label for each in i.forms)),
            ("文号", i.document_number),
            ("列入理由", "重点监管对象" if i.key_object else ""),
            ("须提供的资料", "；".join(str(each) for each in request.items) if request else ""),
            ("提供期限", in_words(request.due_on) if request else ""),
            ("报告", i.report if actor.organisation_id == i.inspecting_id else ""),
        ],
    )


def inspection_plan(session: Session, p: InspectionPlan, actor: Actor) -> Iterator[Section]:
    """A year's plan, before and after the draw."""
    names = {each["id"]: str(each["name"]) for each in p.bodies}
    yield Section(
        "年度抽查计划",
        [
            ("编号", p.number),
            ("年度", f"{p.year}年"),
            ("评委会", f"{len(p.bodies)}个"),
            ("抽取比例", f"{p.percent}%"),
            ("种子摘要", p.committed),
            ("抽中", "、".join(names[id] for id in p.drawn)),
            ("重点监管对象", "、".join(names[id] for id in p.key_objects)),
        ],
    )
