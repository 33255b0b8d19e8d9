"""What a DMN file says beside its table: names, sources, inputs; and how it is drawn."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from app.engine.difference.facts import Facts, local
from app.engine.xml import parse

_READ = ("decisionTable", "DMNDI")  # the table is compared as a table, the picture by itself
_MEASURES = ("x", "y", "width", "height")
_BIODI = "http://bpmn.io/schema/dmn/biodi/"


def outside_table(source: str) -> Facts:
    """Path → text of everything but the table and the picture."""
    root = parse(source.encode())
    told = dict(_attributes(root, "definitions/"))
    for node in root:
        told |= dict(_facts(node, f"{local(node)}[{node.get('id', '')}]"))
    return {path: text for path, text in told.items() if not path.startswith("decision[") or "]@name" not in path}


def inside_table(source: str) -> Facts:
    """Path → text of all that the table holds."""
    table = next(parse(source.encode()).iter("{*}decisionTable"))
    return {path: text for child in table for path, text in _facts(child, _named(child, table))}


def _named(child: etree._Element, table: etree._Element) -> str:
    """A column or row of the table with its number."""
    return f"{local(child)}#{[each for each in table if each.tag == child.tag].index(child) + 1}"


def output_values(source: str) -> list[str]:
    """The declared values of each output column, in their order; the table itself does not read them."""
    root = parse(source.encode())
    return [" ".join((output.findtext("{*}outputValues/{*}text") or "").split()) for output in root.iter("{*}output")]


def _facts(node: etree._Element, path: str) -> Iterator[tuple[str, str]]:
    if local(node) in _READ:
        return
    yield path, ""
    yield from _attributes(node, path)
    if text := (node.text or "").strip():
        yield f"{path}text()", text
    seen: dict[str, int] = {}
    for child in node.iterchildren(etree.Element):
        seen[local(child)] = seen.get(local(child), 0) + 1
        yield from _facts(child, f"{path}/{local(child)}#{seen[local(child)]}")


def _attributes(node: etree._Element, path: str) -> Iterator[tuple[str, str]]:
    for key, value in node.attrib.items():
        if etree.QName(str(key)).localname != "id" and not str(key).startswith(f"{{{_BIODI}"):
            yield f"{path}@{etree.QName(str(key)).localname}", str(value)


def picture(source: str) -> list[tuple[str, str]]:
    """How the file is drawn, in no order: measures to a tenth of a point, and the widths of columns."""
    root = parse(source.encode())
    drawn = [part for di in root.iter("{*}DMNDI") for part in di.iter("{*}DMNShape", "{*}DMNEdge")]
    found = [(part.get("dmnElementRef", ""), _measures(part)) for part in drawn]
    for node in root.iter(etree.Element):
        wide = [f"{key!s}={value!s}" for key, value in node.attrib.items() if str(key).startswith(f"{{{_BIODI}")]
        found += [(node.get("id", ""), each) for each in wide]
    return sorted(found)


def _measures(part: etree._Element) -> str:
    measured = [(name, node.get(name, "")) for node in part.iter(etree.Element) for name in _MEASURES]
    return " ".join(_rounded(text) for _, text in measured if text)


def _rounded(text: str) -> str:
    try:
        return str(round(float(text), 1))
    except ValueError:
        return text
