"""Bytes to text, in the encodings Chinese offices use."""

from __future__ import annotations

from fajian.engine.faults import InputError

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode(name: str, data: bytes) -> str:
    """Text of bytes: by BOM, else UTF-8, else GB18030. Raises InputError where none of them fits."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decoded(name, data, (encoding,))
    if b"\0" in data:
        raise InputError(f"{name}不是文字文件，请用 WPS 或 Word 打开后另存为 .docx 再试")
    return _decoded(name, data, ("utf-8", "gb18030"))


def _decoded(name: str, data: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(f"{name}的文字编码认不出来，请在记事本里另存为 UTF-8 编码再试")
