"""同一文件佐证多个问题."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Count

from fajian.ledgers.examination.base import OTHERS, Hit, Problems, check
from fajian.ledgers.models import Proof


@check("reused_proof", title="同一文件佐证多个问题", says="内容完全相同的佐证文件用于几个问题，核准时没有说明理由。")
def found(problems: Problems, today: dt.date) -> Iterator[Hit]:
    """The same bytes as proof of several problems; those explained when they were closed are left out."""
    proofs = Proof.objects.filter(taken_back=False, rectification__struck_out=False).order_by()
    several = proofs.values("file__digest").annotate(n=Count("rectification", distinct=True)).filter(n__gt=1)
    users: dict[str, dict[int, str]] = {}
    rows = proofs.filter(file__digest__in=several.values("file__digest")).order_by("rectification", "pk")
    for digest, number, name in rows.values_list("file__digest", "rectification_id", "file__name").iterator(2000):
        users.setdefault(digest, {}).setdefault(number, name)
    told: dict[int, tuple[str, list[int]]] = {}
    for of_file in users.values():
        for number, name in of_file.items():
            told.setdefault(number, (name, sorted(set(of_file) - {number})))
    for ledger, number in problems.filter(pk__in=told, reuse_note="").order_by("pk").values_list("ledger_id", "pk"):
        name, others = told[number]
        yield Hit(ledger, number, {"文件": name, "还用于": f"{len(others)}个问题"}, tuple(others[:OTHERS]))
