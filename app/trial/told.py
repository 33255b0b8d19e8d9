"""YAML of a story as plain values that know their line. Takes what stories need and refuses the rest.

No tags, no anchors, no keys twice, no great depth: nothing that could build objects or grow. Knows no story.
"""

from __future__ import annotations

from typing import Any

import yaml

LARGEST = 200 * 1024  # bytes
DEEPEST = 20
PLAIN = ("str", "int", "float", "bool", "null", "timestamp")
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class StoryBroken(Exception):
    """The text is not a story; the message says where."""


class Told(dict[Any, Any]):
    """A mapping of the file, with the lines on which it and its keys stand."""

    line: int = 0
    lines: dict[Any, int]

    def line_of(self, key: Any) -> int:
        """The line of a key, or of the whole where it has none."""
        return self.lines.get(key, self.line)


def mapping_of(text: str) -> Told:
    """The mapping that a text is. Raises StoryBroken."""
    if len(text.encode()) > LARGEST:
        raise StoryBroken(f"故事超过 {LARGEST // 1024} KB，请删减或分成几个故事")
    try:
        _guard(text)
        value = _Reader(text).value()
    except yaml.YAMLError as error:
        raise StoryBroken(_where(error)) from None
    if not isinstance(value, Told):
        raise StoryBroken("文件应为键值，开头写 story、people、steps、then")
    return value


def _where(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    place = f"第 {mark.line + 1} 行第 {mark.column + 1} 列" if mark else "文件中"
    return f"{place}写法有误，请检查缩进、冒号后的空格和括号是否成对"


def _guard(text: str) -> None:
    """One pass over the events, before anything is built."""
    depth = 0
    for each in yaml.parse(text, Loader=LOADER):
        event: Any = each
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise StoryBroken(f"第 {line} 行：故事里不能用锚点和别名（& 和 *），请把内容写出来")
        if getattr(event, "tag", None) and not str(event.tag).startswith("tag:yaml.org,2002:str"):
            raise StoryBroken(f"第 {line} 行：故事里不能用标签（!…），请去掉")
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            depth += 1
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            depth -= 1
        if depth > DEEPEST:
            raise StoryBroken(f"第 {line} 行：层次超过 {DEEPEST} 层")


class _Reader:
    """Builds the plain values of one document."""

    def __init__(self, text: str) -> None:
        self._loader = LOADER(text)

    def value(self) -> Any:
        """The only document's value."""
        try:
            node = self._loader.get_single_node()
            return self._of(node) if node is not None else None
        finally:
            self._loader.dispose()

    def _of(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        if isinstance(node, yaml.SequenceNode):
            return [self._of(each) for each in node.value]
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode) -> Told:
        told = Told()
        told.line, told.lines = node.start_mark.line + 1, {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode) or key_node.tag == "tag:yaml.org,2002:merge":
                raise StoryBroken(f"第 {line} 行：键应是一个词")
            key = self._scalar(key_node)
            if key in told:
                raise StoryBroken(f"第 {line} 行：“{key}”写了两次（前一次在第 {told.line_of(key)} 行）")
            told[key], told.lines[key] = self._of(value_node), line
        return told

    def _scalar(self, node: yaml.Node) -> Any:
        line = node.start_mark.line + 1
        if node.tag.rpartition(":")[2] not in PLAIN:
            raise StoryBroken(f"第 {line} 行：“{node.value}”不是文字、数字、日期或是否")
        try:
            return self._loader.construct_object(node)
        except (ValueError, OverflowError):
            raise StoryBroken(f"第 {line} 行：“{node.value}”不是一个日期或数字") from None
