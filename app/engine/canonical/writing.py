"""Writing a tree as text that lines up: one element a line, two blanks of indent, attributes in a fixed order.

Prefixes stay as the file has them, all declared at the root where no two meanings meet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from app.engine.canonical.defaults import said
from app.engine.canonical.documents import is_comment, local

FIRST = ("id", "bpmnElement", "dmnElementRef", "x", "y", "width", "height", "label", "name")
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_CAMUNDA = "http://camunda.org/schema/1.0/bpmn"
_CAMUNDA_FIRST = ("type", "topic", "class", "collection", "elementVariable", "decisionRef", "resultVariable",
                  "formRef", "formRefBinding")  # fmt: skip
_MEASURES = ("x", "y", "width", "height")
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?")
# Their white space is content, also where there is nothing else.
_TEXTS = frozenset(("text", "documentation", "description", "script", "body", "inputParameter", "outputParameter"))
_NAMESPACES = (
    "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "http://www.omg.org/spec/BPMN/20100524/DI",
    "http://www.omg.org/spec/DD/20100524/DC",
    "http://www.omg.org/spec/DD/20100524/DI",
    _XSI,
    _CAMUNDA,
    "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/DMNDI/",
    "http://www.omg.org/spec/DMN/20180521/DC/",
    "http://www.omg.org/spec/DMN/20180521/DI/",
    "http://camunda.org/schema/modeler/1.0",
    "http://camunda.org/schema/1.0/dmn",
    "http://bpmn.io/schema/dmn/biodi/2.0",
)

Prefixes = dict[str | None, str]


def write(root: etree._Element) -> str:
    """The document of `root`, with the comments around it."""
    before = [_comment(node) for node in reversed(list(root.itersiblings(preceding=True))) if is_comment(node)]
    after = [_comment(node) for node in root.itersiblings() if is_comment(node)]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', *before, *_lines(root, "", {}, _lifted(root)), *after]
    return "\n".join(lines) + "\n"


def _lifted(root: etree._Element) -> Prefixes:
    """Every prefix of the file that may be declared at the root: the root's meaning of it goes first."""
    prefixes: Prefixes = dict(root.nsmap)
    for node in root.iter(etree.Element):
        for prefix, uri in node.nsmap.items():
            if prefix is not None:
                prefixes.setdefault(prefix, uri)
    return prefixes


def _lines(node: etree._Element, indent: str, around: Prefixes, own: Mapping[str | None, str]) -> Iterator[str]:
    if is_comment(node):
        yield indent + _comment(node)
        return
    declared = {prefix: uri for prefix, uri in own.items() if around.get(prefix) != uri}
    inner = {**around, **declared}
    head = indent + _head(node, declared, inner)
    if _is_text(node):
        content = _content(node, inner)
        yield f"{head}>{content}</{_name(node)}>" if content else f"{head} />"
        return
    yield f"{head}>"
    for child in node:
        yield from _lines(child, indent + "  ", inner, child.nsmap)
    yield f"{indent}</{_name(node)}>"


def _is_text(node: etree._Element) -> bool:
    """No elements inside, or text among them: written as it stands."""
    mixed = [node.text, *(child.tail for child in node)]
    return not len(node) or any((text or "").strip() for text in mixed)


def _content(node: etree._Element, around: Prefixes) -> str:
    if not len(node):
        text = node.text or ""
        return _escape(text) if text.strip() or local(node) in _TEXTS else ""
    parts = [_escape(node.text or "")]
    for child in node:
        parts += [_comment(child) if is_comment(child) else _inline(child, around), _escape(child.tail or "")]
    return "".join(parts)


def _inline(node: etree._Element, around: Prefixes) -> str:
    """An element among text, not a blank moved."""
    declared = {prefix: uri for prefix, uri in node.nsmap.items() if around.get(prefix) != uri}
    inner = {**around, **declared}
    content = _content(node, inner) if len(node) else _escape(node.text or "")
    head = _head(node, declared, inner)
    return f"{head}>{content}</{_name(node)}>" if content else f"{head} />"


def _head(node: etree._Element, declared: Prefixes, around: Prefixes) -> str:
    parts = [f"<{_name(node)}"]
    for prefix, uri in sorted(declared.items(), key=lambda pair: _namespace_place(*pair)):
        parts.append(f'xmlns{f":{prefix}" if prefix else ""}="{_quoted(uri)}"')
    for key, value in sorted(said(node).items(), key=lambda pair: _attribute_place(pair[0], around)):
        parts.append(f'{_attribute(key, around)}="{_quoted(_value(key, value))}"')
    return " ".join(parts)


def _name(node: etree._Element) -> str:
    return f"{node.prefix}:{local(node)}" if node.prefix else local(node)


def _attribute(key: str, around: Prefixes) -> str:
    name = etree.QName(key)
    if not name.namespace:
        return key
    if name.namespace == "http://www.w3.org/XML/1998/namespace":
        return f"xml:{name.localname}"
    prefixes = sorted(prefix for prefix, uri in around.items() if prefix and uri == name.namespace)
    return f"{prefixes[0]}:{name.localname}"


def _attribute_place(key: str, around: Prefixes) -> tuple[int, int, str]:
    name = etree.QName(key)
    if not name.namespace:
        return 0, FIRST.index(key) if key in FIRST else len(FIRST), key
    if name.namespace == _XSI:
        return 1, 0, key
    first = _CAMUNDA_FIRST if name.namespace == _CAMUNDA else ()
    place = first.index(name.localname) if name.localname in first else len(first)
    return 2 + _rank(name.namespace), place, _attribute(key, around)


def _namespace_place(prefix: str | None, uri: str) -> tuple[bool, int, str]:
    return prefix is not None, _rank(uri), prefix or ""


def _rank(uri: str) -> int:
    return _NAMESPACES.index(uri) if uri in _NAMESPACES else len(_NAMESPACES)


def _value(key: str, value: str) -> str:
    """A measure of the picture with one decimal at most; everything else as it is."""
    if key not in _MEASURES or not _NUMBER.fullmatch(value):
        return value
    return f"{round(float(value), 1) + 0.0:.1f}".removesuffix(".0")


def _comment(node: etree._Element) -> str:
    return f"<!--{node.text or ''}-->"


def _escape(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\r", "&#13;")


def _quoted(text: str) -> str:
    escaped = _escape(text).replace('"', "&quot;")
    return escaped.replace("\n", "&#10;").replace("\t", "&#9;")
