"""The changes between two versions of a form: what is asked, whether it must be answered, among what is chosen.

A field is known by its key; a text that asks nothing by its id, then by its words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.engine.catalogue import Catalogue
from app.engine.difference.change import Change, Kind, turned
from app.engine.difference.components import TYPES, Component, components
from app.engine.difference.matching import alike, moved, paired
from app.engine.difference.weight import of_step
from app.engine.difference.words import handler_words

PLACE = ("layout", "id")  # how a component is placed and what the editor calls it
FIELDS = {
    "type": "类型", "key": "键", "path": "键", "label": "名称", "dateLabel": "名称", "timeLabel": "时间的名称",
    "description": "填写说明", "text": "文字", "content": "文字", "values": "选项", "valuesKey": "选项的来源",
    "valuesExpression": "选项的来源", "conditional.hide": "不显示的条件", "validate.required": "是否必填",
    "validate.minLength": "最少字数", "validate.maxLength": "最多字数", "validate.min": "最小值",
    "validate.max": "最大值", "validate.pattern": "格式", "readonly": "是否只读", "disabled": "是否停用",
    "subtype": "日期或时间", "decimalDigits": "小数位数", "defaultValue": "默认值", "components": "所含的项目",
}  # fmt: skip
WORDS = ("label", "dateLabel", "timeLabel", "description", "text", "content")


@dataclass
class _Pair:
    handler: str
    file: str
    label: str
    changes: list[Change] = field(default_factory=list)

    def tell(
        self, kind: Kind, what: str, words: str, before: str = "", after: str = "", old_at: str = "",
        new_at: str = "", quiet: bool = False,
    ) -> None:  # fmt: skip
        words = f"表单“{self.label}”{words}"
        article = of_step(self.handler)
        self.changes.append(
            Change(self.file, "", self.handler, kind, what, before, after, words, article, old_at, new_at, quiet)
        )


def form_changes(
    handler: str, file: str, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None,
    catalogue: Catalogue | None = None,
) -> list[Change]:  # fmt: skip
    """What differs between two versions of the form of a handler; None: it is not there on that side."""
    pair = _Pair(handler, file, handler_words(handler, catalogue))
    if old is None or new is None:
        kind: Kind = "removed" if new is None else "added"
        before, after = ("", file) if old is None else (file, "")
        pair.tell(kind, "form", f"：{'删去' if new is None else '新增'}", before, after)
    elif old != new:
        _compare(pair, old, new)
    return pair.changes


def _compare(pair: _Pair, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    before, after = components(old), components(new)
    keys = (
        lambda each: (each.inside, each.key) if each.key else None,
        lambda each: (each.inside, each.kind, each.data.get("id")) if not each.key and each.data.get("id") else None,
        lambda each: (each.inside, each.kind, each.words),
    )
    pairs, gone, fresh = paired(before, after, keys)
    more, gone, fresh = alike(gone, fresh, _likeness, 3.0)
    pairs += more
    at = {id(each): place for place, each in enumerate((*before, *after))}
    pairs.sort(key=lambda each: at[id(each[1])])
    for was, is_now in pairs:
        _compare_field(pair, was, is_now)
    for each in fresh:
        pair.tell("added", "form field", f"：新增{_described(each)}", "", each.at, "", each.at)
    for each in gone:
        pair.tell("removed", "form field", f"：删去{_described(each)}", each.at, "", each.at, "")
    for index in sorted(moved([at[id(was)] for was, _ in pairs])):
        was, is_now = pairs[index]
        pair.tell("moved", "field order", f"：{is_now.words}换了位置", was.at, is_now.at, was.at, is_now.at)
    _compare_document(pair, old, new)


def _likeness(a: Component, b: Component) -> float:
    """Two fields with different keys are one when they are of one kind and have the name or the options in common."""
    if a.kind != b.kind or a.inside != b.inside:
        return 0.0
    near = 1.0 if a.place == b.place else 0.0
    options = 1.0 if a.data.get("values") and a.data.get("values") == b.data.get("values") else 0.0
    said = 2.0 if a.words == b.words else 1.0 if a.data.get("description") == b.data.get("description") else 0.0
    return 1.0 + near + options + said


def _described(each: Component) -> str:
    required = "，必填" if (each.data.get("validate") or {}).get("required") else ""
    return f"{each.words}（{TYPES.get(each.kind, each.kind)}{required}）"


def _compare_field(pair: _Pair, old: Component, new: Component) -> None:
    before, after = _flat(old.data), _flat(new.data)
    for name in dict.fromkeys((*before, *after)):
        if name != "values" and before.get(name) != after.get(name):
            was, is_now = _said(name, before.get(name)), _said(name, after.get(name))
            words = f"：{new.words}的{FIELDS.get(name, f'设置 {name}')}{turned(was, is_now)}"
            what = "name" if name in WORDS else "form field"
            pair.tell("changed", what, words, was, is_now, old.at, new.at)
    if before.get("values") != after.get("values"):
        _compare_options(pair, old, new)


def _flat(data: Mapping[str, Any], inside: str = "") -> dict[str, Any]:
    """The settings of a component, those inside others as `validate.required`."""
    told: dict[str, Any] = {}
    for name, value in data.items():
        if not inside and name in (*PLACE, "components"):
            continue
        if isinstance(value, dict):
            told |= _flat(value, f"{inside}{name}.")
        else:
            told[f"{inside}{name}"] = value
    return told


def _said(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if name == "type":
        return TYPES.get(str(value), str(value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _compare_options(pair: _Pair, old: Component, new: Component) -> None:
    before, after = _options(old), _options(new)
    at = (old.at, new.at)
    for value, label in after.items():
        if value not in before:
            pair.tell("added", "form field", f"：{new.words}新增选项“{label}”", "", value, *at)
        elif before[value] != label:
            words = f"：{new.words}的选项{turned(before[value], label)}"
            pair.tell("changed", "form field", words, before[value], label, *at)
    for value, label in before.items():
        if value not in after:
            pair.tell("removed", "form field", f"：{new.words}删去选项“{label}”", value, "", *at)
    shared = [list(before).index(value) for value in after if value in before]
    if moved(shared):
        pair.tell(
            "moved", "field order", f"：{new.words}的选项先后有调整", "、".join(before), "、".join(after), *at, True
        )
    elif list(before.items()) == list(after.items()):
        words = f"：{new.words}的选项{turned(_said('', old.data.get('values')), _said('', new.data.get('values')))}"
        pair.tell("changed", "form field", words, "", "", *at)


def _options(component: Component) -> dict[str, str]:
    listed = component.data.get("values")
    options = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    return {_said("", each.get("value")): str(each.get("label") or each.get("value") or "") for each in options}


def _compare_document(pair: _Pair, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    """What the form says beside its components, and how they are laid out."""
    for name in dict.fromkeys((*old, *new)):
        if name != "components" and old.get(name) != new.get(name):
            was, is_now = _said(name, old.get(name)), _said(name, new.get(name))
            pair.tell("changed", "file", f"：文件的 {name} {turned(was, is_now)}", was, is_now, quiet=True)
    if not pair.changes:
        pair.tell("moved", "layout", "：排版有调整，不影响填写", quiet=True)
