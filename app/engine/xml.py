"""Reading an uploaded diagram or decision table without letting it do anything.

Order: size, then an expat pass that refuses what no diagram needs (DTDs, entities, processing
instructions, other encodings, great depth, odd identifiers), then lxml with nothing resolvable.
Knows nothing of BPMN or DMN beyond which attributes and elements carry identifiers.
"""

from __future__ import annotations

import re
from typing import NoReturn
from xml.parsers import expat

from lxml import etree

SIZE_LIMIT = 2 * 1024 * 1024
DEPTH_LIMIT = 64
ELEMENT_LIMIT = 20_000
ATTRIBUTE_LIMIT = 100

_ID = re.compile(r"[A-Za-z_][\w.-]*")
_REFERENCE = re.compile(r"(?:[A-Za-z_][\w.-]*:)?[A-Za-z_][\w.-]*")
# The parser of the engine builds XPath from these by text, so none may hold a quote or a bracket.
_REFERENCE_ATTRIBUTES = frozenset(
    ("sourceRef", "targetRef", "bpmnElement", "attachedToRef", "processRef", "dataObjectRef", "dataStoreRef",
     "messageRef", "signalRef", "errorRef", "escalationRef", "default", "calledElement")
)  # fmt: skip
_REFERENCE_ELEMENTS = frozenset(
    ("sourceRef", "targetRef", "flowNodeRef", "incoming", "outgoing", "dataInputRefs", "dataOutputRefs",
     "loopDataInputRef", "loopDataOutputRef")
)  # fmt: skip


class XmlRefused(Exception):
    """The file is not one we read. `message` says why, in Chinese, with the line where known."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


class _Gate:
    """The expat pass: counts, measures and refuses; builds nothing."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.depth = 0
        self.elements = 0
        self.reference: list[str] | None = None
        self.parser = parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.XmlDeclHandler = self.declaration
        parser.StartDoctypeDeclHandler = self.doctype
        parser.EntityDeclHandler = self.entity
        parser.UnparsedEntityDeclHandler = self.entity
        parser.ExternalEntityRefHandler = self.entity
        parser.ProcessingInstructionHandler = self.instruction
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text

    def refuse(self, reason: str) -> NoReturn:
        raise XmlRefused(_told(self.name, f"第 {self.parser.CurrentLineNumber} 行：{reason}"))

    def declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding is not None and encoding.lower().replace("-", "") != "utf8":
            self.refuse(f"文件编码为 {encoding}，只接受 UTF-8，请另存为 UTF-8 后重新上传")

    def doctype(self, *_: object) -> None:
        self.refuse("文件含有 DTD（<!DOCTYPE>），不予读取，请删除后重新上传")

    def entity(self, *_: object) -> int:
        self.refuse("文件定义或引用了实体，不予读取，请删除后重新上传")

    def instruction(self, target: str, _: str) -> None:
        self.refuse(f"文件含有处理指令 <?{target}?>，不予读取，请删除后重新上传")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > DEPTH_LIMIT:
            self.refuse(f"元素嵌套超过 {DEPTH_LIMIT} 层")
        if self.elements > ELEMENT_LIMIT:
            self.refuse(f"元素超过 {ELEMENT_LIMIT} 个")
        if len(attributes) > ATTRIBUTE_LIMIT:
            self.refuse(f"元素 {tag} 的属性超过 {ATTRIBUTE_LIMIT} 个")
        if self.reference is not None:
            self.refuse(f"元素 {tag} 不能写在引用之内")
        self.identifiers(tag, attributes)
        self.reference = [] if tag.rpartition(":")[2] in _REFERENCE_ELEMENTS else None

    def identifiers(self, tag: str, attributes: dict[str, str]) -> None:
        identifier = attributes.get("id")
        if identifier is not None and not _ID.fullmatch(identifier):
            self.refuse(f"元素 {tag} 的 id“{identifier[:40]}”不合规，只能用字母、数字、下划线、点和连字符，以字母开头")
        for key in _REFERENCE_ATTRIBUTES & attributes.keys():
            if attributes[key] and not _REFERENCE.fullmatch(attributes[key]):
                self.refuse(f"元素 {tag} 的 {key}“{attributes[key][:40]}”不是合规的引用")

    def end(self, tag: str) -> None:
        self.depth -= 1
        text = "".join(self.reference or ()).strip()
        if text and not _REFERENCE.fullmatch(text):
            self.refuse(f"元素 {tag} 的内容“{text[:40]}”不是合规的引用")
        self.reference = None

    def text(self, data: str) -> None:
        if self.reference is not None:
            self.reference.append(data)


def parse(data: bytes, name: str = "") -> etree._Element:
    """The root element of `data`, comments removed; `name` is only quoted in the reasons.

    Raises `XmlRefused`.
    """
    if len(data) > SIZE_LIMIT:
        raise XmlRefused(_told(name, f"文件 {len(data)} 字节，超过 {SIZE_LIMIT // 1024 // 1024} MB"))
    if not _is_utf8(data):
        raise XmlRefused(_told(name, "文件不是 UTF-8 编码，请另存为 UTF-8 后重新上传"))
    gate = _Gate(name)
    try:
        gate.parser.Parse(data, True)
        return etree.fromstring(data, _quiet_parser())
    except expat.ExpatError as error:
        raise XmlRefused(_told(name, f"第 {error.lineno} 行：不是格式正确的 XML")) from error
    except etree.XMLSyntaxError as error:
        raise XmlRefused(_told(name, f"第 {error.lineno} 行：不是格式正确的 XML")) from error


def _is_utf8(data: bytes) -> bool:
    """Without this the gate and lxml could read the same bytes as different documents."""
    try:
        return "\0" not in data.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _quiet_parser() -> etree.XMLParser:
    """A parser that resolves, loads and fetches nothing; its encoding is the one the gate read."""
    return etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip


def _told(name: str, reason: str) -> str:
    return f"{name}：{reason}" if name else reason
