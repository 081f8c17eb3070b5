"""What the system sees on registrations by itself: a term that is over, who wears what, days in the wrong order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fajian.people.models import Certificate, Officer
from fajian.registers.models import Registration

CLOSED = "所属单位已撤销，请调整或者移出。"


class Signs:
    """Of many registrations as of a day, two queries however many there are."""

    def __init__(self, rows: Iterable[Registration], today: dt.date) -> None:
        self.today = today
        numbers = {str(row.data.get(row.spec.wearer)) for row in rows if row.spec.wearer}
        self.officers = {row.number: row for row in Officer.objects.filter(number__in=numbers)} if numbers else {}
        good = Certificate.objects.good(today).filter(officer__in=[row.pk for row in self.officers.values()])
        self.certified = set(good.values_list("officer", flat=True)) if self.officers else set()

    def of(self, row: Registration) -> list[str]:
        """A line for each thing that is not as it should be."""
        return [*self._term(row), *self._worn(row), *_order(row), *_elements(row)]

    def _term(self, row: Registration) -> Iterator[str]:
        name = row.spec.until
        last = day(row.data.get(name)) if name else None
        if last is not None and last < self.today:
            yield f"{label(row, name)}{last}已过。"

    def _worn(self, row: Registration) -> Iterator[str]:
        """综合行政执法制式服装和标志管理办法: certified, facing those enforced upon, on the staff, in post."""
        if not row.spec.wearer:
            return
        officer = self.officers.get(str(row.data.get(row.spec.wearer)))
        if officer is None or officer.unit_id != row.unit_id:
            yield "本单位名录里没有这个人员编号，无法判断是不是配发对象。"
            return
        if not officer.is_in_post(self.today):
            yield f"{officer.name}已于{officer.left_on}离岗，应当收回。"
            return
        if officer.kind != "enforcer" or officer.pk not in self.certified:
            yield f"{officer.name}没有有效的执法证件，不是配发对象。"
        if not officer.staffing or officer.frontline is None:
            yield f"{officer.name}的用工性质或者是否一线岗位没有登记，无法判断是不是配发对象。"
        if officer.staffing and officer.staffing not in Officer.PERMANENT:
            yield f"{officer.name}不是在编在职人员，不是配发对象。"
        if officer.frontline is False:
            yield f"{officer.name}不在直接面向执法对象的岗位，不是配发对象。"


def _order(row: Registration) -> Iterator[str]:
    spec = row.spec
    then = day(row.data.get(spec.then)) if spec.then else None
    if then is None:
        return
    first = day(row.data.get(spec.first))
    if first is None:
        yield f"{label(row, spec.then)}{then}，没有{label(row, spec.first)}，涉嫌未批先建，请核实。"
    elif then < first:
        yield f"{label(row, spec.then)}{then}早于{label(row, spec.first)}{first}，涉嫌未批先建，请核实。"


def _elements(row: Registration) -> Iterator[str]:
    spec = row.spec
    if not spec.model:
        return
    own = set(lines(row.data.get(spec.elements)))
    missing = [one for one in lines(row.data.get(spec.model)) if one not in own]
    if missing:
        yield f"与{label(row, spec.model)}相比缺少：{'、'.join(missing)}。"


def lines(text: Any) -> list[str]:
    """What stands on lines, or between 、."""
    return [one.strip() for one in str(text or "").replace("、", "\n").splitlines() if one.strip()]


def day(told: Any) -> dt.date | None:
    """The day a column holds."""
    return dt.date.fromisoformat(str(told)) if told else None


def label(row: Registration, name: str) -> str:
    """What the column is called."""
    labels: Mapping[str, str] = {column.name: column.label for column in row.spec.columns}
    return labels[name]
