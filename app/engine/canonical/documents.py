"""A model file as a tree that keeps its comments, and the moves within it. Knows XML only.

A comment belongs to the element that follows it and moves with it; the last ones of a parent stay last.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from lxml import etree

from app.engine import xml

Key = Callable[[etree._Element], Any]

_NUMBERS = re.compile(r"\d+")


class NotStable(Exception):
    """The text is no model file that could be put in order."""


def read(text: str) -> etree._Element:
    """The root of a model file with its comments. Raises NotStable."""
    try:
        data = text.removeprefix("\ufeff").encode()
        xml.parse(data)
    except (xml.XmlRefused, UnicodeEncodeError) as error:
        raise NotStable from error
    return etree.fromstring(data, _parser())


def _parser() -> etree.XMLParser:
    """As safe as the gate that the text has passed, but it keeps comments."""
    return etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, remove_pis=True,
    )  # fmt: skip


def is_comment(node: etree._Element) -> bool:
    return isinstance(node, etree._Comment)


def local(node: etree._Element) -> str:
    """The tag without its namespace; nothing for a comment."""
    return "" if is_comment(node) else etree.QName(node).localname


def sort_children(parent: etree._Element, key: Key) -> None:
    """The children in the order of `key`; those of equal key keep theirs."""
    groups: list[tuple[list[etree._Element], etree._Element]] = []
    waiting: list[etree._Element] = []
    for child in list(parent):
        if is_comment(child):
            waiting.append(child)
        else:
            groups.append((waiting, child))
            waiting = []
    groups.sort(key=lambda group: key(group[1]))
    parent[:] = [node for comments, child in groups for node in (*comments, child)] + waiting


def natural(text: str | None) -> tuple[str, str]:
    """A key by which note_2 comes before note_10."""
    given = text or ""
    return _NUMBERS.sub(lambda found: found[0].zfill(12), given), given
