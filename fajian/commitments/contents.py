"""内容要素校验: what a notice lacks before it may be shown to anybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from fajian.commitments import words
from fajian.commitments.models import PromiseItem
from fajian.engine.law.checking import check


def faults(row: PromiseItem, day: dt.date) -> list[str]:
    """A sentence for each thing that is missing or wrong; none means that the notice is complete.

    A citation that cannot be judged is no fault: the text of that law is not kept, and the page says so beside it.
    """
    return [*_elements(row), *_citations(row, day), *_risk(row), *_verification(row)]


def _elements(row: PromiseItem) -> Iterator[str]:
    for one in words.elements():
        text = str(row.data.get(one.name, "")).strip()
        if not text:
            yield f"没有写{one.label}。"
        elif lacking := [word for word in one.said if word not in text]:
            yield f"{one.label}没有写到：{'、'.join(lacking)}。"


def _citations(row: PromiseItem, day: dt.date) -> Iterator[str]:
    found = check(row.cited, day)
    if row.cited.strip() and not found:
        yield "设定依据没有写明是哪部法的哪一条。"
    for one in found:
        if one.verdict == "wrong":
            yield f"设定依据{one.written}有问题：{one.why}"


def _risk(row: PromiseItem) -> Iterator[str]:
    if not row.risk:
        yield "没有核对是否属于高风险事项。"
    elif row.risk != "none":
        yield f"属于高风险事项（{row.get_risk_display()}），不适用告知承诺。"


def _verification(row: PromiseItem) -> Iterator[str]:
    if not row.check_way:
        yield "没有确定核查方式。"
    elif row.is_exempt:
        if not row.exempt_when.strip():
            yield "免予核查的，要写明免予核查的条件。"
        if not row.watched:
            yield "免予核查的，要写明日常监管方式。"
    elif not row.check_standard.strip():
        yield "没有写核查标准。"
