"""The inbox."""

from __future__ import annotations

import pytest

from fajian.core import notify
from fajian.orgs.models import User

pytestmark = pytest.mark.django_db


def test_everybody_reads_only_the_own_notices(clerk: User, auditor: User) -> None:
    notify.tell([clerk, auditor], "有一条台账被退回", "/ledgers/1/")
    notify.tell([clerk], "另一条")
    assert [notice.text for notice in notify.inbox(clerk)] == ["另一条", "有一条台账被退回"]
    others = [notice.pk for notice in notify.inbox(auditor)]
    assert notify.read(clerk, others) == 0
    assert notify.read(clerk) == 2
    assert (notify.unread(clerk), notify.unread(auditor)) == (0, 1)
