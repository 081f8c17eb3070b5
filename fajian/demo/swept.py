"""排查 and 剖析: a bureau goes through its latest cases, the office writes down what many units have in common."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from fajian.demo.people import People
from fajian.ledgers import actions, commons, sweeping
from fajian.ledgers.models import Ledger, Traits

CLERK, FORM, WEEKS = "cg-tb", "fines-self-check", 26


def sweep(people: People) -> None:
    """The bureau's clerk has looked at two cases of enterprises; the rest wait."""
    by, today = people.users[CLERK], timezone.localdate()
    ledger = Ledger.objects.filter(unit=by.unit, spec_code=FORM).select_related("unit").latest("pk")
    given: dict[str, Any] = {"from_on": today - timedelta(weeks=WEEKS), "to_on": today, "enterprises": True}
    cases = sweeping.cases(ledger, **given)[:40]
    made = actions.begin_sweep(by=by, ledger=ledger, cases=cases, **given)
    looked = list(made.cases.waiting().values_list("pk", flat=True)[:2])
    actions.clear_cases(by=by, sweep=made, cases=looked, note="查阅案卷，告知、审核、送达齐全。")


def analyse(people: People) -> None:
    """The office analyses what most units are found at."""
    by, today = people.users["jd1"], timezone.localdate()
    first = commons.commons(by, today, "kind")[0]
    actions.analyse(
        by=by, by_what="kind", like=Traits.objects.get(pk=first.row),
        cause="各单位内部审核走过场，法制机构人手不足，新进人员没有系统培训。",
        remedy="建立重大案件集体讨论清单和季度案卷抽查制度，由市司法局每季度通报。",
    )  # fmt: skip
