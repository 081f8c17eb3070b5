"""整改情况雷同."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby, islice

from django.db.models import Count

from fajian.core.audit import CHUNK
from fajian.core.models import KEYS
from fajian.engine import likeness
from fajian.ledgers.examination.base import OTHERS, Hit, Problems, check
from fajian.ledgers.models import Wording
from fajian.ledgers.reuse import ALIKE

LARGEST = 200  # texts with one key that are compared, the oldest; among more the phrase is everybody's


@check("copied_result", title="整改情况雷同", says="不同问题的整改情况几乎一字不差（数字、日期、标点不计）。")
def found(problems: Problems, today: dt.date) -> Iterator[Hit]:
    """Results that are nearly the same text; those explained when they were closed are left out."""
    alike: dict[int, set[int]] = {}
    for column in KEYS:
        for numbers in _sharing(column):
            texts = dict(problems.filter(pk__in=numbers).values_list("pk", "result"))
            for one, other in likeness.copies(texts, at_least=ALIKE):
                alike.setdefault(one, set()).add(other)
                alike.setdefault(other, set()).add(one)
    numbers, finished = sorted(alike), problems.filter(state__in=("submitted", "closed"), reuse_note="").order_by("pk")
    for start in range(0, len(numbers), CHUNK):  # a database takes only so many numbers in one question
        rows = finished.filter(pk__in=numbers[start : start + CHUNK])
        for ledger, problem, result in rows.values_list("ledger_id", "pk", "result"):
            values = {"整改情况": result[:200], "雷同的": f"{len(alike[problem])}个问题"}
            yield Hit(ledger, problem, values, tuple(sorted(alike[problem])[:OTHERS]))


def _sharing(column: str) -> Iterator[list[int]]:
    """Numbers of problems whose results have the same key in this column."""
    rows = Wording.objects.filter(field="result")
    twice = rows.order_by().values(column).annotate(n=Count("pk")).filter(n__gt=1).values(column)
    pairs = rows.filter(**{f"{column}__in": twice}).order_by(column, "rectification")
    for _, group in groupby(pairs.values_list(column, "rectification_id").iterator(2000), key=lambda pair: pair[0]):
        yield [number for _, number in islice(group, LARGEST)]
