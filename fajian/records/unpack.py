"""A ZIP of CSV files or workbooks as a folder; the container has passed the gate."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath

from fajian.engine.faults import InputError
from fajian.engine.office.limits import LIMITS
from fajian.engine.store.sources import WORKBOOKS

ENDINGS = (".csv", *WORKBOOKS)
_BLOCK = 1 << 20


def unpack(archive: Path, folder: Path) -> Path:
    """Write the tables of an archive side by side into a new folder; everything else in it is left out.

    Names without the UTF-8 mark are taken for GB18030, as Windows in China writes them. Raises InputError.
    """
    folder.mkdir()
    left = LIMITS.total
    with zipfile.ZipFile(archive, metadata_encoding="gb18030") as container:
        members = [member for member in container.infolist() if wanted(member)]
        if not members:
            raise InputError(f"{archive.name}里没有 CSV 文件或工作簿，请把表放进去再压缩")
        for member in members:
            place = folder / PurePosixPath(member.filename.replace("\\", "/")).name
            if place.exists():
                raise InputError(f"{archive.name}里有两个“{place.name}”，请只留一个")
            with container.open(member) as source, place.open("xb") as out:
                while block := source.read(_BLOCK):
                    left -= len(block)
                    if left < 0:
                        raise InputError(f"{archive.name}解开后过大，请分成几份")
                    out.write(block)
    return folder


def wanted(member: zipfile.ZipInfo) -> bool:
    """A table, and not one of the shadows a Mac puts beside it."""
    name = PurePosixPath(member.filename.replace("\\", "/"))
    return (
        not member.is_dir()
        and name.suffix.lower() in ENDINGS
        and not name.name.startswith((".", "~$"))
        and "__MACOSX" not in name.parts
    )
