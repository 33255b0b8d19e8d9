"""What is no model, or means harm, or was damaged, has problems and nothing worse."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

import pytest

from app.engine.modelset import of_files
from tests.engine.foreign import ROOT, TABLE, around, decisions, line, model, problems, told


def zipped() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.bpmn", model(""))
    return packed.getvalue()


BILLION = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))
LONG = "".join(f'<{{p}}task id="t{n}"/>{line(f"t{n}", f"t{n + 1}")}' for n in range(4_000))
HOSTILE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "文件是空的"),
    "blank": (b" \n\t", "文件是空的"),
    "zip": (zipped(), "压缩文件"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "UTF-8"),
    "no xml": (b"hello", "不是格式正确的 XML"),
    "cut off": (model(around('<{p}task id="x"/>')).encode()[:-40], "不是格式正确的 XML"),
    "UTF-16": (model("").replace("UTF-8", "UTF-16").encode("utf-16"), "UTF-8"),
    "latin-1": (model("").replace("UTF-8", "ISO-8859-1").encode("utf-8"), "只接受 UTF-8"),
    "html": (b"<html><body/></html>", "不是 BPMN 2.0 文件（根元素是 html）"),
    "cmmn": (b'<definitions xmlns="http://www.omg.org/spec/CMMN/20151109/MODEL"/>', "CMMN"),
    "table as a diagram": (decisions(TABLE).encode(), "扩展名改为 .dmn"),
    "billion laughs": (f"<!DOCTYPE d [{BILLION}]><d>&l11;</d>".encode(), "DTD"),
    "external entity": (b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><d>&x;</d>', "DTD"),
    "parameter entity": (b'<!DOCTYPE d [<!ENTITY % x SYSTEM "http://example.org/x">%x;]><d/>', "DTD"),
    "instruction": (b"<?xml-stylesheet href='x.xsl'?><d/>", "处理指令"),
    "deep": (b"<a>" * 5000 + b"</a>" * 5000, "嵌套超过"),
    "wide": (b"<a " + b" ".join(b"a%d='1'" % n for n in range(100_000)) + b"/>", "属性超过"),
    "many": (b"<a>" + b"<b/>" * 100_000 + b"</a>", "元素超过"),
    "huge": (b"<a>" + b"x" * 3_000_000 + b"</a>", "超过 2 MB"),
    "odd id": (model(around("""<{p}task id="x'] | //*['"/>""")).encode(), "id"),
    "odd reference": (model('<{p}boundaryEvent id="b" attachedToRef="a or 1=1]"/>').encode(), "不是合规的引用"),
    "long diagram": (model(LONG).encode(), "请拆成几个流程"),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.parametrize("suffix", [".bpmn", ".dmn", ".form"])
def test_what_is_no_model_is_refused_quickly_and_quietly(what: str, suffix: str) -> None:
    data, words = HOSTILE[what]
    found = problems((f"a{suffix}", data))

    assert found or (what, suffix) == ("table as a diagram", ".dmn")
    assert suffix != ".bpmn" or any(words in problem.reason for problem in found), found


def test_a_mark_of_byte_order_does_no_harm() -> None:
    files = [("fare.dmn", b"\xef\xbb\xbf" + decisions(TABLE).encode())]
    shipped = ROOT / "processes" / "calendar.bpmn"
    files.append((shipped.name, b"\xef\xbb\xbf" + shipped.read_bytes()))
    models = of_files(files)

    assert models.problems == []
    assert not models.processes["calendar"].text.startswith("\ufeff")
    assert not models.table_sources["fare"].startswith("\ufeff")


def test_a_file_of_another_kind_is_named() -> None:
    assert told(problems(("a.pdf", b"%PDF-1.7")), "", "不是 .bpmn、.dmn 或 .form 文件")


# --- shipped files, damaged at random --------------------------------------------------------------------------------

Damage = Callable[[random.Random, str], str]


def cut(chance: random.Random, text: str) -> str:
    lines = text.splitlines()
    start = chance.randrange(2, len(lines))
    return "\n".join(lines[:start] + lines[start + chance.randrange(1, 8) :])


def doubled(chance: random.Random, text: str) -> str:
    lines = text.splitlines()
    start = chance.randrange(2, len(lines) - 1)
    return "\n".join(lines[:start] + lines[start : start + chance.randrange(1, 6)] + lines[start:])


def renamed(chance: random.Random, text: str) -> str:
    words = ["userTask", "exclusiveGateway", "sequenceFlow", "sourceRef", "targetRef", "id=", "name=", "camunda:", "${",
             "timeDate", "messageRef", "attachedToRef", "isExecutable", "text>", "typeRef", "bpmn:",
             "default="]  # fmt: skip
    return text.replace(chance.choice(words), chance.choice([*words, "x", "", "脚本", "'"]), chance.choice([1, 2, -1]))


def swapped(chance: random.Random, text: str) -> str:
    lines = text.splitlines()
    one, other = chance.randrange(2, len(lines)), chance.randrange(2, len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def spoilt(chance: random.Random, text: str) -> str:
    at = chance.randrange(len(text))
    return (
        text[:at] + chance.choice(["<", ">", '"', "&", "\0", "\ufffe", "${", "}", "=", "-1", "𠮷", ""]) + text[at + 1 :]
    )


@pytest.mark.parametrize("seed", range(10))
def test_a_damaged_file_never_does_more_than_have_problems(seed: int) -> None:
    chance = random.Random(seed)
    shipped = [p for folder in ("processes", "forms") for p in sorted((ROOT / folder).iterdir())]
    shipped = [p for p in shipped if p.suffix in (".bpmn", ".dmn", ".form")]
    ways: list[Damage] = [cut, doubled, renamed, swapped, spoilt]
    for _ in range(30):
        path, text = (chosen := chance.choice(shipped)), chosen.read_text(encoding="utf-8")
        for _ in range(chance.randrange(1, 4)):
            if len(text.splitlines()) > 4:
                text = chance.choice(ways)(chance, text)
        problems((path.name, text.encode("utf-8", "surrogatepass")))
