"""What a repair may end: every kind of subject has its line, and every refusal names a requirement that exists."""

from __future__ import annotations

from pathlib import Path

import yaml

from handlers.evidence.closings import MUST_END, TOLD
from handlers.evidence.subjects import SUBJECTS
from handlers.rules.periods import INTERNAL, PERIODS

TEXTS = yaml.safe_load((Path(__file__).resolve().parents[2] / "handlers/rules/articles.zh.yaml").read_text("utf-8"))


def test_every_kind_of_subject_is_told_or_must_be_brought_to_its_end() -> None:
    assert set(TOLD) | set(MUST_END) == set(SUBJECTS)
    assert set(TOLD) & set(MUST_END) == set()


def test_every_refusal_quotes_a_requirement_that_exists() -> None:
    quoted = {requirement for requirement, _ in MUST_END.values()} | {p.requirement for p in PERIODS.values()}

    assert quoted - set(TEXTS) == set()
    assert set(PERIODS) & INTERNAL == set()
