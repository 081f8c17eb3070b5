"""The ledgers are examined, and a supervisor looks into one of the suspicions."""

from __future__ import annotations

from django.utils import timezone

from fajian.demo.people import People
from fajian.ledgers import actions, examining
from fajian.ledgers.models import Suspicion

LOOKED_INTO = "调阅两个问题的材料，后一个的整改情况逐字抄自前一个，实际没有逐件整改。已约谈责任人，要求重新整改。"


def examine(people: People) -> None:
    """Everything is checked; the copied words turn out to be just that."""
    actions.list_suspicions(by=examining.BY, hits=examining.hits(timezone.localdate()))
    copied = Suspicion.objects.filter(check_code="copied_result").order_by("pk")[:1]
    for one in copied:
        supervisor = people.users["jd1"]
        actions.judge(by=supervisor, suspicion=one, seen=one.version, verdict="confirm", reason=LOOKED_INTO)
