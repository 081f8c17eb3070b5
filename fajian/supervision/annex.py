"""附件8《行政执法过错责任追究情况统计表》 counted from the cases, in the annex's own shape."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from fajian.engine.forms import workbook
from fajian.engine.forms.spec import specs
from fajian.engine.forms.workbook import Row
from fajian.engine.office.workbooks import Cell
from fajian.supervision import blame
from fajian.supervision.models import Accountability, Responsible, Transfer

FORM = "accountability"
SENT_TO = {"police": "司法", "clue": "监察"}  # kind of transfer → the annex's word


def rows(cases: Iterable[Accountability]) -> Iterator[Row]:
    """A row for each person of each case that counts; one for a case that has nobody, which says why or how it stands.

    `cases` bring their `responsible` along. Persons who are not held to account are listed too, with the reason.
    """
    cases = list(cases)
    sources = {f"accountability:{case.pk}": case.pk for case in cases}
    sent = Transfer.objects.filter(source__in=sources, sent_at__isnull=False, kind__in=SENT_TO).order_by("pk")
    to = {sources[source]: SENT_TO[kind] for source, kind in sent.values_list("source", "kind")}
    for case in cases:
        told = _of_case(case) | {"transferred": to.get(case.pk)}
        named = [one for one in case.responsible.all() if not one.struck_out]
        if case.conclusion == "spare" or not named:
            yield Row(f"accountability:{case.pk}", told)
        else:
            for one in named:
                yield Row(f"responsible:{one.pk}", told | _of_person(case, one))


def _of_case(case: Accountability) -> dict[str, Cell]:
    spared = f"{case.ground_words}。{case.reason}" if case.conclusion == "spare" else ""
    return {
        "unit": case.unit.name,
        "case_name": case.title,
        "source": blame.annex("origins", case.origin),
        "problem": case.facts or "正在调查认定",
        "no_sanction": spared or None,
        "remark": f"{case.mark}，{case.state_word}",
    }


def _of_person(case: Accountability, one: Responsible) -> dict[str, Cell]:
    said: dict[str, Cell] = {
        "role": blame.annex("roles", one.role),
        "person": one.name or None,
        "post": one.post or None,
        "certificate_no": one.certificate_no or None,
    }
    if not one.measure:
        return said | {"no_sanction": f"{one.ground_words or one.role_word}。{one.remark}"}
    if case.decided_on is None:
        return said
    whole = blame.words("roles").get(one.role)
    organ = f"，对单位{one.measure_word}" if whole is not None and whole.kind == "organ" else ""
    return said | {
        "sanction": blame.annex("measures", one.measure),
        "sanctioned_on": case.decided_on,
        "sanctioned_by": one.decider_word,
        "remark": f"{case.mark}，{case.state_word}{organ}",
    }


def written(cases: Iterable[Accountability], unit: str, today: dt.date) -> bytes:
    """The workbook."""
    spec = specs()[FORM]
    note = "由责任追究案件数出，一人一行；不予追究的逐案写明理由。"
    sheet = workbook.sheet(spec, list(rows(cases)), unit=unit, note=note)
    with tempfile.TemporaryDirectory(prefix="fajian-annex-") as folder:
        place = Path(folder) / "annex.xlsx"
        workbook.write(place, [sheet], [spec], made_on=today)
        return place.read_bytes()
