"""Whose workbook is it: told by the issue it was made from, else by its line of seals; never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fajian.engine.forms.takeback import Given
from fajian.engine.store.validate import text_of
from fajian.engine.store.words import plain
from fajian.ledgers.issuing import CODE
from fajian.ledgers.models import Issue, Ledger
from fajian.orgs.models import UnitAlias

ABOVE = 12  # rows in which the line of seals stands
_LINE = re.compile(r"(?:填报|报送|上报|制表|填表)(?:单位|部门)(?:\([^()]*\))?[::](?P<name>.*)")
_NEXT = re.compile(r"(?:填报|填表|联系|审定|审批|审核|分管|负责|日期|时间|电话)[^:]{0,8}:")


@dataclass(frozen=True, slots=True)
class Found:
    """The ledger a file is for and what told it; none, with the sentence why."""

    ledger: Ledger | None
    how: str = ""
    reason: str = ""


def whose(file: Given, ledgers: Sequence[Ledger]) -> Found:
    """The ledger among these that the file is for."""
    code = file.issued.get(CODE, "")
    issue = Issue.objects.filter(code=code).select_related("ledger__unit").first() if code else None
    if issue is not None:
        own = next((one for one in ledgers if one.pk == issue.ledger_id), None)
        if own is not None:
            return Found(own, "issue")
        return Found(None, reason=f"这是{issue.ledger.unit}《{issue.ledger.title}》的表格，不在这次收的台账里。")
    names = list(dict.fromkeys(_names(file)))
    if not names:
        return Found(None, reason="表上没有写填报单位，也不是从系统下载的表格，请指定是哪个单位的。")
    hits = [one for one in ledgers if plain(one.unit.name) in names or plain(one.unit.short_name) in names]
    if not hits:
        aliases = set(UnitAlias.objects.standing().filter(name__in=names).values_list("unit_id", flat=True))
        hits = [one for one in ledgers if one.unit_id in aliases]
    if len(hits) == 1:
        return Found(hits[0], "line")
    if hits:
        return Found(None, reason=f"“{names[0]}”有{len(hits)}本这种台账，请指定是哪一本。")
    return Found(None, reason=f"填报单位写的是“{names[0]}”，不是参加填报的单位名称，请指定是哪个单位的。")


def _names(file: Given) -> Iterator[str]:
    """What stands behind 填报单位 on every sheet, in its plain form."""
    for sheet in file.sheets:
        if sheet.is_hidden:
            continue
        for _, cells in sheet.rows[:ABOVE]:
            line = plain("".join(text_of(cell) or "" for cell in cells))
            found = _LINE.search(line)
            if found is None:
                continue
            name = _NEXT.split(found["name"])[0].strip("_—-")
            if name:
                yield name
