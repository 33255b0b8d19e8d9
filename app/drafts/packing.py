"""Files in and out of a draft: single ones and zip archives. What comes in is distrusted: names, sizes, kinds.

Keeps nothing and reads no database.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping

from app.drafts import names
from app.engine.errors import EngineRefusal

MOST_PACKED = 8 * names.LARGEST_FILE  # bytes, unpacked
MOST_ENTRIES = 1000
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)

Upload = tuple[str, bytes]  # name as the sender has it, content


def unpacked(uploads: Iterable[Upload]) -> dict[str, str]:
    """The files of an upload by their bare names, archives opened. Raises EngineRefusal.

    Of an archive other kinds of files are left out (a whole folder may be packed); a single one is refused.
    """
    found: dict[str, str] = {}
    for sent, data in uploads:
        entries = _entries(sent, data) if sent.lower().endswith(".zip") else [(names.checked(names.bare(sent)), data)]
        for name, content in entries:
            if name in found:
                raise EngineRefusal(f"有两个文件都叫“{name}”；请只留一个再导入")
            found[name] = _text(name, content)
    if not found:
        raise EngineRefusal(f"没有可导入的文件；请选择 {'、'.join(names.KINDS)} 文件或由它们组成的 zip")
    if len(found) > names.MOST_FILES:
        raise EngineRefusal(f"一次最多导入 {names.MOST_FILES} 个文件")
    return found


def _entries(sent: str, data: bytes) -> list[Upload]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return list(_unzipped(archive))
    except _BROKEN:
        raise EngineRefusal(f"“{names.bare(sent)[:60]}”不是能打开的 zip 文件；请重新压缩（不加密）后再导入") from None


def _unzipped(archive: zipfile.ZipFile) -> Iterator[Upload]:
    """The entries of our kinds; what an entry says of its own size is not believed."""
    if len(archive.infolist()) > MOST_ENTRIES:
        raise EngineRefusal(f"zip 中的文件超过 {MOST_ENTRIES} 个；请只压缩流程设计的文件")
    total = 0
    for info in archive.infolist():
        name = names.bare(info.filename)
        if info.is_dir() or not names.kind_of(name):
            continue
        with archive.open(info) as entry:
            content = entry.read(names.LARGEST_FILE + 1)
        total += len(content)
        if len(content) > names.LARGEST_FILE or total > MOST_PACKED:
            raise EngineRefusal("zip 解开后太大，没有导入；请减少文件或分几次导入")
        yield names.checked(name), content


def _text(name: str, content: bytes) -> str:
    try:
        return names.sized(name, content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise EngineRefusal(f"“{name}”不是 UTF-8 编码的文本；请另存为 UTF-8 后再导入") from None


def packed(files: Mapping[str, str]) -> bytes:
    """A zip of the files; the same files give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return target.getvalue()
