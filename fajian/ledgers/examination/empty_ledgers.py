"""各单位全部为零."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from fajian.ledgers.examination.base import Hit, Problems, check
from fajian.ledgers.models import Entry, Ledger

FEWEST = 5  # units with the form: fewer may well have nothing
SETTLED = dt.timedelta(days=30)  # since the ledgers were opened


@check("empty_ledgers", title="各单位全部为零", says="同一次行动同一样式的台账，5个以上单位建账满30日，没有一条。")
def found(problems: Problems, today: dt.date) -> Iterator[Hit]:
    """Ledgers of one origin and form that all units keep without a row; told once, on the first of them."""
    rows = Entry.objects.filter(ledger=OuterRef("pk"), struck_out=False)
    ledgers = Ledger.objects.exclude(source="").annotate(filled=Exists(rows)).order_by("unit_path", "pk")
    kinds: dict[tuple[str, str], list[tuple[int, str, dt.date, bool]]] = {}
    columns = ("pk", "source", "spec_code", "title", "opened_on", "filled")
    for number, source, code, title, opened_on, filled in ledgers.values_list(*columns).iterator(2000):
        kinds.setdefault((source, code), []).append((number, title, opened_on, filled))
    for told in kinds.values():
        number, title, _, _ = told[0]
        newest = max(opened_on for _, _, opened_on, _ in told)
        if len(told) >= FEWEST and newest <= today - SETTLED and not any(filled for *_, filled in told):
            yield Hit(number, None, {"台账": title, "建账单位": f"{len(told)}个", "条目": "0条"})
