"""What a file of a draft may be called, how large it may be, and the stable form of its text. Reads no database."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath

from app.engine import canonical
from app.engine.errors import EngineRefusal

PROCESS, TABLE, FORM, STORY = KINDS = (".bpmn", ".dmn", ".form", ".scenario.yaml")
LARGEST_FILE = 1024 * 1024  # bytes
MOST_FILES = 200
_NAME = re.compile(r"[A-Za-z0-9_\u4e00-\u9fff][A-Za-z0-9_.\-\u4e00-\u9fff]{0,99}")


def kind_of(name: str) -> str:
    """The suffix that says what a file is; empty for a file the studio does not keep."""
    return next((kind for kind in KINDS if name.endswith(kind) and len(name) > len(kind)), "")


def stem(name: str) -> str:
    """The name without its suffix: the process's key, the table's id, the form's handler, the story's name."""
    return name.removesuffix(kind_of(name))


def checked(name: str) -> str:
    """The name when it may be used. Raises EngineRefusal."""
    if not kind_of(name):
        raise EngineRefusal(f"“{name[:60]}”不是流程设计的文件；只收 {'、'.join(KINDS)}")
    if not _NAME.fullmatch(name) or ".." in name:
        raise EngineRefusal(
            f"文件名“{name[:60]}”不能使用；请只用字母、数字、下划线、点和汉字，以字母、数字或汉字开头，不超过 100 个字"
        )
    return name


def bare(path: str) -> str:
    """The last part of a path as another machine wrote it, whichever way its slashes lean."""
    return PurePosixPath(path.replace("\\", "/")).name


def sized(name: str, text: str) -> str:
    """The text when it is not too large and can be stored. Raises EngineRefusal."""
    if len(text.encode("utf-8", "replace")) > LARGEST_FILE:
        raise EngineRefusal(f"“{name}”超过 {LARGEST_FILE // 1024} KB，没有保存；请拆成几个较小的文件")
    if "\0" in text:
        raise EngineRefusal(f"“{name}”含有不能保存的字符，没有保存；请确认它是文本文件")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise EngineRefusal(f"“{name}”含有不能保存的字符，没有保存；请删去后再保存") from None
    return text


def stable(name: str, text: str) -> str:
    """The text in stable order, so that saving again changes nothing; as it is where it cannot be read yet."""
    return text if kind_of(name) == STORY else canonical.stable(name, text)


def hash_of(text: str) -> str:
    """What a text is compared by."""
    return hashlib.sha256(text.encode()).hexdigest()
