"""The texts of `rules/articles.zh.yaml`: what screens and refusals quote for an article or a requirement."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import cast

import yaml

DIGITS = "零一二三四五六七八九"


@cache
def lines() -> dict[str, str]:
    """Every line by its id: "45" for the article, "A45.2" for the requirement."""
    text = files("handlers.rules").joinpath("articles.zh.yaml").read_text(encoding="utf-8")
    return {str(id): line for id, line in cast("dict[object, str]", yaml.safe_load(text)).items()}


def line(id: str) -> str:
    """The own-words line of a requirement, or of its article where the requirement has none.

    Raises KeyError for what is neither.
    """
    return lines().get(id) or lines()[str(article_number(id))]


def article_number(id: str) -> int:
    """45 for "A45.2", "A45" and "45"."""
    return int(id.lstrip("A").split(".")[0])


def cite(id: str) -> str:
    """The article as Chinese law is quoted: 第四十五条 for "A45.2"."""
    return f"第{_numeral(article_number(id))}条"


def _numeral(number: int) -> str:
    """1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones or not tens else "")
