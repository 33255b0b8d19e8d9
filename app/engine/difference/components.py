"""The components of a form, one after the other, and what they are called. Judges nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

TYPES = {
    "textfield": "单行文字", "textarea": "多行文字", "number": "数字", "datetime": "日期时间", "checkbox": "勾选",
    "checklist": "多选", "radio": "单选", "select": "下拉选择", "taglist": "多选标签", "dynamiclist": "可增减的列表",
    "group": "分组", "text": "文字", "table": "表格", "html": "文字", "image": "图片", "separator": "分隔线",
    "spacer": "空白", "button": "按钮",
}  # fmt: skip


@dataclass(frozen=True)
class Component:
    """One component of a form, with the path of keys around it."""

    data: Mapping[str, Any]
    inside: str
    place: int

    @property
    def key(self) -> str:
        return str(self.data.get("key") or self.data.get("path") or "")

    @property
    def at(self) -> str:
        """How it is called among all: its keys, else its id."""
        name = self.key or str(self.data.get("id") or self.place)
        return f"{self.inside}.{name}" if self.inside else name

    @property
    def kind(self) -> str:
        return str(self.data.get("type", ""))

    @property
    def words(self) -> str:
        data = self.data
        text = str(
            data.get("label")
            or data.get("dateLabel")
            or data.get("text")
            or self.key
            or TYPES.get(self.kind, self.kind)
        )
        line = " ".join(text.split())
        return f"“{line if len(line) <= 40 else line[:39] + '…'}”"


def components(document: Mapping[str, Any]) -> list[Component]:
    """Every component of a form, those inside others right behind them."""
    return list(_walk(document.get("components") or [], ""))


def _walk(listed: list[Any], inside: str) -> Iterator[Component]:
    for place, data in enumerate(each for each in listed if isinstance(each, dict)):
        component = Component(data, inside, place)
        yield component
        deeper = component.at if data.get("type") == "dynamiclist" else inside
        yield from _walk(data.get("components") or [], deeper)
