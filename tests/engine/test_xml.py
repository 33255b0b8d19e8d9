"""An uploaded file is read, or refused with its reason; it can do nothing."""

from __future__ import annotations

import time

import pytest

from app.engine.xml import ATTRIBUTE_LIMIT, DEPTH_LIMIT, ELEMENT_LIMIT, SIZE_LIMIT, XmlRefused, parse

ENTITY = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
LAUGHS = (
    b"<!DOCTYPE a [<!ENTITY b 'ha'>"
    + b"".join(b"<!ENTITY c%d '&b;&b;&b;&b;'>" % i for i in range(9))
    + b"]><a>&c8;</a>"
)
REFUSED = {
    "an empty DTD": (b"<!DOCTYPE a><a/>", "DTD"),
    "an external DTD": (b'<!DOCTYPE a SYSTEM "http://example.invalid/a.dtd"><a/>', "DTD"),
    "an external entity": (ENTITY, "DTD"),
    "a parameter entity": (b'<!DOCTYPE a [<!ENTITY % p SYSTEM "http://example.invalid/p"> %p;]><a/>', "DTD"),
    "a billion laughs": (LAUGHS, "DTD"),
    "an entity without a DTD": (b"<a>&x;</a>", "格式"),
    "a processing instruction": (b"<a><?php echo 1?></a>", "处理指令 <?php?>"),
    "a style sheet": (b'<?xml-stylesheet href="x.xsl"?><a/>', "处理指令"),
    "UTF-16": ('<?xml version="1.0" encoding="UTF-16"?><a/>'.encode("utf-16"), "UTF-8"),
    "UTF-16 without a mark": ("<a/>".encode("utf-16-le"), "UTF-8"),
    "a declared UTF-7": (b'<?xml version="1.0" encoding="UTF-7"?><a>+ADw-</a>', "UTF-8"),
    "a declared GBK": ('<?xml version="1.0" encoding="GBK"?><a>职</a>'.encode("gbk"), "UTF-8"),
    "bytes that are not UTF-8": (b"<a>\xff\xfe</a>", "UTF-8"),
    "a NUL": (b"<a>\x00</a>", "UTF-8"),
    "nothing": (b"", "格式"),
    "text": ("职称".encode(), "格式"),
    "an open element": (b"<a><b></a>", "格式"),
    "two roots": (b"<a/><b/>", "格式"),
    "a doubled attribute": (b'<a x="1" x="2"/>', "格式"),
    "an unbound prefix": (b"<x:a/>", "格式"),
}


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_dangerous_or_broken_file_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(XmlRefused) as refused:
        parse(data, "申报.bpmn")

    assert refused.value.message.startswith("申报.bpmn：")
    assert reason in refused.value.message


def test_a_plain_file_is_read_without_its_comments() -> None:
    root = parse('<?xml version="1.0" encoding="utf-8"?><!-- 一 --><a id="x">职<!-- 二 --><b/>称</a>'.encode())

    assert (root.tag, root.get("id"), [child.tag for child in root], "".join(root.itertext())) == (
        "a",
        "x",
        ["b"],
        "职称",
    )


def test_a_byte_order_mark_is_no_fault() -> None:
    assert parse(b"\xef\xbb\xbf<a/>").tag == "a"


def test_a_cdata_section_is_text_and_not_markup() -> None:
    assert parse(b"<a><![CDATA[<!DOCTYPE x>&y;<?z?>]]></a>").text == "<!DOCTYPE x>&y;<?z?>"


@pytest.mark.parametrize(("depth", "lawful"), [(DEPTH_LIMIT, True), (DEPTH_LIMIT + 1, False), (200_000, False)])
def test_depth_ends_at_64(depth: int, lawful: bool) -> None:
    assert accepts(b"<a>" * depth + b"</a>" * depth) is lawful


@pytest.mark.parametrize(("count", "lawful"), [(ELEMENT_LIMIT, True), (ELEMENT_LIMIT + 1, False)])
def test_elements_end_at_20_000(count: int, lawful: bool) -> None:
    assert accepts(b"<a>" + b"<b/>" * (count - 1) + b"</a>") is lawful


@pytest.mark.parametrize(("size", "lawful"), [(SIZE_LIMIT, True), (SIZE_LIMIT + 1, False)])
def test_size_ends_at_2_mb(size: int, lawful: bool) -> None:
    assert accepts(b"<a>" + b"x" * (size - 7) + b"</a>") is lawful


@pytest.mark.parametrize(("count", "lawful"), [(ATTRIBUTE_LIMIT, True), (ATTRIBUTE_LIMIT + 1, False)])
def test_attributes_of_an_element_end_at_100(count: int, lawful: bool) -> None:
    assert accepts(b"<a " + b" ".join(b'x%d="1"' % i for i in range(count)) + b"/>") is lawful


@pytest.mark.parametrize("id", ["a", "_a", "A.b-c_1", "a职称"])
def test_an_ordinary_identifier_is_accepted(id: str) -> None:
    assert accepts(f'<a id="{id}"/>'.encode())


@pytest.mark.parametrize("id", ["", "1a", "-a", ".a", "a b", "a'", "a&quot;]", "a&#10;", "a/b", "a:b", "职称"])
def test_an_identifier_that_could_break_out_of_xpath_is_refused(id: str) -> None:
    assert not accepts(f'<a id="{id}"/>'.encode())


@pytest.mark.parametrize("attribute", ["sourceRef", "targetRef", "bpmnElement", "attachedToRef", "messageRef"])
def test_a_reference_is_a_name(attribute: str) -> None:
    assert accepts(f'<a {attribute}="x:flow_1"/>'.encode())
    assert not accepts(f"<a {attribute}=\"x' or '1'='1\"/>".encode())


@pytest.mark.parametrize("tag", ["sourceRef", "targetRef", "flowNodeRef", "b:incoming", "loopDataInputRef"])
def test_a_reference_in_an_elements_text_is_a_name_too(tag: str) -> None:
    assert accepts(f'<a xmlns:b="urn:b"><{tag}> flow_1\n</{tag}></a>'.encode())
    assert not accepts(f"<a xmlns:b=\"urn:b\"><{tag}>x'] | //*['</{tag}></a>".encode())
    assert not accepts(f'<a xmlns:b="urn:b"><{tag}>x&apos;<!-- --> | y</{tag}></a>'.encode())
    assert not accepts(f'<a xmlns:b="urn:b"><{tag}>x&apos;<c/></{tag}></a>'.encode())


def test_the_largest_file_is_judged_within_two_seconds() -> None:
    begun = time.perf_counter()

    accepts(b"<a>" + b'<b id="x" name="y">z</b>' * (ELEMENT_LIMIT - 1) + b"</a>")

    assert time.perf_counter() - begun < 2


def accepts(data: bytes) -> bool:
    try:
        parse(data)
    except XmlRefused:
        return False
    return True
