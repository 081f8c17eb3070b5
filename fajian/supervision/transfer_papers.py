"""移送书、建议书 as DOCX, in the built-in layout or the sending body's own."""

from __future__ import annotations

from typing import Any

from fajian.core.act import Act
from fajian.core.models import StoredFile
from fajian.engine.office.letters import chinese_date
from fajian.engine.office.workbooks import file_name
from fajian.supervision import papers
from fajian.supervision.models import Transfer


def values(row: Transfer) -> dict[str, Any]:
    """What the placeholders stand for; what is not settled yet is marked to be filled in."""
    lists = {"案情": row.facts, "处理建议": row.suggestion, "材料目录": row.materials}
    return {
        "制发机关": row.office.name,
        "文号": str(row.number) if row.number else papers.BLANK,
        "成文日期": chinese_date(row.number.issued_on) if row.number else "【待填：成文日期】",
        "接收机关": row.to,
        "案由": row.title,
        "移送依据": row.basis,
        "行政处罚情况": row.penalty_word,
        "联系人": row.contact or "【待填：联系人、电话】",
    } | {name: papers.parts(text) for name, text in lists.items()}


def written(row: Transfer) -> bytes:
    """The paper as it would be now."""
    assert row.spec is not None
    return papers.filled(row.office, row.spec.paper, values(row))


def name_of(row: Transfer) -> str:
    """What the file is called."""
    return f"{file_name(f'{row} {row.title}')}.docx"


def kept(act: Act, row: Transfer) -> StoredFile:
    """The paper, kept as it was approved."""
    return papers.stored(act, name_of(row), written(row))
