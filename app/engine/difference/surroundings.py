"""What stands around the flow: lanes, notes, the process itself, its pool, messages, and how it is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from app.engine.difference.change import turned
from app.engine.difference.comparison import Comparison
from app.engine.difference.facts import changed, facts, local, separate
from app.engine.difference.sides import Side
from app.engine.difference.words import aspect, kind_words, what_of
from app.engine.elements import BPMN

NOTES = ("textAnnotation", "association")
_TOLD = ("sequenceFlow", "lane", "laneSet", "childLaneSet", *NOTES)


def same_lanes(pair: Comparison) -> None:
    """Lanes drawn anew under another id are known by their names."""
    taken = set(pair.known.values())
    named = {lane.get("name", ""): id for id, lane in pair.new.lanes.items() if id not in taken}
    for id, lane in pair.old.lanes.items():
        if id not in pair.known and (found := named.pop(lane.get("name", ""), "")):
            pair.known[id] = found


def compare_lanes(pair: Comparison) -> None:
    """Lanes renamed, added and removed; a lane is a role."""
    back = {new: old for old, new in pair.known.items()}
    for id, lane in pair.new.lanes.items():
        name = lane.get("name", "")
        if id not in back:
            pair.tell("added", "lane", f"新增角色“{name}”", "", name, "", id)
            continue
        before = pair.old.lanes[back[id]].get("name", "")
        if before != name:
            inside = [node for node, of in pair.new.lane_of.items() if of == id]
            article = next((found for node in inside if (found := pair.article(node, node))), "")
            words = f"角色{turned(before, name)}：其中 {len(inside)} 个环节都改由“{name}”办理"
            pair.tell("changed", "lane", words, before, name, back[id], id, article)
        pair.tell_rest(back[id], f"角色“{name}”", {"name"})
    for id, lane in pair.old.lanes.items():
        if id not in pair.known:
            pair.tell("removed", "lane", f"删去角色“{lane.get('name', '')}”", lane.get("name", ""), "", id, "")


def compare_notes(pair: Comparison) -> None:
    """Notes and what they are tied to."""
    _same_notes(pair)
    back = {new: old for old, new in pair.known.items()}
    for id, node in pair.new.parts.items():
        if local(node) in NOTES and id not in back:
            pair.tell("added", "note", f"新增{_note(pair.new, node)}", "", _text(node), "", id)
        elif local(node) in NOTES:
            _compare_note(pair, back[id], id)
    for id, node in pair.old.parts.items():
        if local(node) in NOTES and id not in pair.known:
            pair.tell("removed", "note", f"删去{_note(pair.old, node)}", _text(node), "", id, "")


def _same_notes(pair: Comparison) -> None:
    """Notes drawn anew are known by their text, their ties by what they tie."""
    taken = set(pair.known.values())
    for tag in NOTES:
        fresh = {
            _identity(node, {}): id for id, node in pair.new.parts.items() if local(node) == tag and id not in taken
        }
        for id, node in pair.old.parts.items():
            if local(node) == tag and id not in pair.known and (found := fresh.pop(_identity(node, pair.known), "")):
                pair.known[id] = found


def _identity(node: etree._Element, known: Mapping[str, str]) -> tuple[str, ...]:
    ends = [node.get(end, "") for end in ("sourceRef", "targetRef")]
    return (_text(node), *(known.get(end, end) for end in ends))


def _compare_note(pair: Comparison, old: str, new: str) -> None:
    before, after = pair.facts_of(old)
    for _, was, is_now in changed(before, after):
        words = f"{_note(pair.new, pair.new.parts[new])}：{turned(was, is_now)}"
        pair.tell("changed", "note", words, was, is_now, old, new)


def _text(node: etree._Element) -> str:
    return (node.findtext(f"{BPMN}text") or "").strip()


def _note(side: Side, node: etree._Element) -> str:
    if local(node) == "textAnnotation":
        text = " ".join(_text(node).split())
        return f"注释“{text if len(text) <= 40 else text[:39] + '…'}”"
    ends = [end for end in (node.get("sourceRef", ""), node.get("targetRef", "")) if end in side.diagram.elements]
    return f"注释的连线（{'、'.join(side.label(end) for end in ends)}）"


def compare_others(pair: Comparison) -> None:
    """Whatever else stands in the process, and what the process says of itself."""
    for kind, side, other in (("added", pair.new, pair.known.values()), ("removed", pair.old, pair.known.keys())):
        for id, node in _others(side):
            if id not in other:
                words = f"{'新增' if kind == 'added' else '删去'}{kind_words(local(node))}{side.label(id)}"
                old_at, new_at = ("", id) if kind == "added" else (id, "")
                pair.tell(
                    "added" if kind == "added" else "removed", what_of(local(node)), words, "", "", old_at, new_at
                )
    for id, _ in _others(pair.old):
        if id in pair.known:
            pair.tell_rest(id, f"{pair.new.label(pair.known[id])}", set())
    before, after = facts(pair.old.model.node, pair.known), facts(pair.new.model.node, {})
    for path, was, is_now in changed(before, after):
        what, words = aspect(path)
        pair.tell("changed", what, f"流程“{pair.new.diagram.name}”：{words}{turned(was, is_now)}", was, is_now)


def _others(side: Side) -> Iterator[tuple[str, etree._Element]]:
    for id, node in side.parts.items():
        if id not in side.diagram.elements and local(node) not in _TOLD:
            yield id, node


def compare_file(pair: Comparison) -> None:
    """What a file says outside its processes: the pool's name, messages nobody uses, which program wrote it."""
    before, after = _outside(pair.old), _outside(pair.new)
    for path, was, is_now in changed(before, after):
        if path.startswith("participant") and path.endswith("@name"):
            pair.tell("changed", "name", f"流程池的名称{turned(was, is_now)}", was, is_now)
        else:
            words = f"文件的其他内容 {path.replace('@', '')}{turned(was, is_now)}"
            pair.tell("changed", "file", words, was, is_now, quiet=True)


def _outside(side: Side) -> dict[str, str]:
    """What the file says outside its processes, but for messages that are told where they are used."""
    told = {f"definitions/{path}": text for path, text in facts(side.root, {}).items() if "BPMNDiagram" not in path}
    used = {node.get("messageRef") for node in side.root.iter(f"{BPMN}*") if node.get("messageRef")}
    for node in separate(side.root):
        tag, id = local(node), node.get("id", "")
        inside = any(local(each) == "process" for each in (node, *node.iterancestors()))
        drawn = "/DI" in (etree.QName(node).namespace or "")
        if not inside and not drawn and tag != "collaboration" and id not in used:
            name = node.get("name", "") if tag == "message" else id
            told |= {f"{tag}/{name}{path}": text for path, text in {"": "", **facts(node, {})}.items()}
    return told


def compare_layout(pair: Comparison) -> None:
    """How what is on both sides is drawn; one quiet word for all of it."""
    before, after = _drawn(pair.old), _drawn(pair.new)
    known = {**{id: id for id in before}, **pair.known}
    moved = [new for id, new in known.items() if (id in before or new in after) and before.get(id) != after.get(new)]
    shared = [id for id in dict.fromkeys(moved) if id not in pair.new.parts or id in pair.known.values()]
    if shared:
        names = "、".join(pair.new.label(id) for id in shared if id in pair.new.diagram.elements)
        listed = f"：{names}" if 0 < len(names) <= 60 else ""
        words = f"图上 {len(shared)} 处的位置或走线有调整{listed}，不影响办理"
        pair.tell("moved", "layout", words, "", "、".join(shared), quiet=True)


def _drawn(side: Side) -> dict[str, dict[str, str]]:
    """Element → how it is drawn, to a tenth of a point."""
    shapes = [*side.root.iter("{*}BPMNShape"), *side.root.iter("{*}BPMNEdge")]
    own = {id for id in side.parts} | {node.get("id", "") for node in side.root.iter(f"{BPMN}participant")}
    return {
        shape.get("bpmnElement", ""): {
            path: _rounded(text) for path, text in facts(shape, {}).items() if path != "@bpmnElement"
        }
        for shape in shapes
        if shape.get("bpmnElement", "") in own
    }


def _rounded(text: str) -> str:
    try:
        return str(round(float(text), 1))
    except ValueError:
        return text
