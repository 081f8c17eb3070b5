"""通报 as DOCX, in the built-in layout or the office's own; for the public without the names."""

from __future__ import annotations

from fajian.core.act import Act
from fajian.core.models import StoredFile
from fajian.engine.office.letters import chinese_date
from fajian.engine.office.workbooks import file_name
from fajian.supervision import papers
from fajian.supervision.models import Circular


def written(row: Circular) -> bytes:
    """The paper as it would be now."""
    title, text = row.told
    values = {
        "制发机关": row.office.name,
        "文号": str(row.number) if row.number else papers.BLANK,
        "成文日期": chinese_date(row.number.issued_on) if row.number else "【待填：成文日期】",
        "通报标题": title,
        "通报正文": papers.parts(text),
    }
    return papers.filled(row.office, "circular_public" if row.reach == "public" else "circular", values)


def name_of(row: Circular) -> str:
    """What the file is called."""
    number = row.number or "通报（拟稿）"
    return f"{file_name(f'{number} {row.told[0]}')}.docx"


def kept(act: Act, row: Circular) -> StoredFile:
    """The paper, kept as it was signed."""
    return papers.stored(act, name_of(row), written(row))
