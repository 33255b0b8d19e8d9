"""An element of a file as plain facts: path → text. So that nothing a file says can change unnoticed.

Knows how BPMN nests, not what the facts mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from app.engine.canonical.defaults import said

CONTAINERS = frozenset(("definitions", "collaboration", "process", "subProcess", "transaction", "adHocSubProcess",
                        "laneSet", "childLaneSet", "lane"))  # fmt: skip
_SAID = ("documentation", "extensionElements", "standardLoopCharacteristics", "multiInstanceLoopCharacteristics")
_TOLD_ELSEWHERE = ("incoming", "outgoing", "flowNodeRef")
_PREFIXES = {"http://camunda.org/schema/1.0/bpmn": "camunda:"}

Facts = dict[str, str]


def local(node: etree._Element) -> str:
    return etree.QName(node).localname


def separate(root: etree._Element) -> Iterator[etree._Element]:
    """The elements inside `root` that are compared each by itself."""
    for node in root.iter(etree.Element):
        parent = node.getparent()
        if node is not root and parent is not None and local(parent) in CONTAINERS and _is_own(node, parent):
            yield node


def _is_own(node: etree._Element, parent: etree._Element) -> bool:
    tag = local(node)
    same = etree.QName(node).namespace == etree.QName(parent).namespace
    return same and tag not in _SAID and tag not in _TOLD_ELSEWHERE and not tag.endswith("EventDefinition")


def facts(node: etree._Element, names: Mapping[str, str]) -> Facts:
    """What the element says of itself. `names`: what a reference to a message and the like stands for."""
    told: Facts = {}
    _collect(node, "", names, told)
    return told


def _collect(node: etree._Element, path: str, names: Mapping[str, str], told: Facts) -> None:
    for key, text in said(node).items():
        name = _attribute(key)
        if name != "id":
            told[f"{path}@{name}"] = names.get(text, text) if name.endswith("Ref") or name == "default" else text
    if text := (node.text or "").strip():
        told[f"{path}text()"] = text
    seen: dict[str, int] = {}
    for child in node.iterchildren(etree.Element):
        if _is_part(child, node):
            step = _step(child, seen)
            told[f"{path}{step}"] = ""
            _collect(child, f"{path}{step}/", names, told)


def _is_part(child: etree._Element, parent: etree._Element) -> bool:
    if local(parent) in CONTAINERS:
        return not _is_own(child, parent) and local(child) not in _TOLD_ELSEWHERE
    return local(child) not in _TOLD_ELSEWHERE


def _step(child: etree._Element, seen: dict[str, int]) -> str:
    """The child's name, with its own name or its number where there may be several."""
    named = f"{local(child)}[{child.get('name')}]" if child.get("name") else local(child)
    seen[named] = seen.get(named, 0) + 1
    return named if seen[named] == 1 else f"{named}#{seen[named]}"


def _attribute(key: str) -> str:
    name = etree.QName(key)
    if not name.namespace:
        return key
    return _PREFIXES.get(name.namespace, f"{{{name.namespace}}}") + name.localname


def changed(old: Facts, new: Facts) -> Iterator[tuple[str, str, str]]:
    """(path, before, after) of every fact that differs; a part that only came or went is told when it says nothing."""
    for path in dict.fromkeys((*old, *new)):
        before, after = old.get(path), new.get(path)
        if before == after:
            continue
        inner = any(each.startswith(f"{path}/") for each in (new if before is None else old))
        if "@" in path or path.endswith("text()") or not inner:
            yield path, _said(before), _said(after)


def _said(value: str | None) -> str:
    return "" if value is None else value or "有"
