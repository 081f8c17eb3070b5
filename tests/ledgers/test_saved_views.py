"""常用视图: a filter kept under a name, pinned with its count; the own ones, and what offices share."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fajian.core.errors import Refused
from fajian.core.models import Event
from fajian.ledgers import actions
from fajian.ledgers import selection as selection_module
from fajian.ledgers.actions.saved_views import MOST
from fajian.ledgers.models import Ledger, SavedView
from fajian.orgs.models import User
from tests.ledgers.conftest import CANARY, Browser, in_state, page

pytestmark = pytest.mark.django_db
People = dict[str, User]
LIST = "ledgers:problems"


def pinned(text: str) -> dict[str, str]:
    """Name → count, as the head of the list says."""
    found = re.findall(r'<a class="btn btn-sm btn-outline-primary" href="[^"]*"[^>]*>([^<]*) <b>([^<]*)</b>', text)
    return dict(found)


def keep(user: User, title: str = "待审核", **query: str) -> SavedView:
    return actions.keep_view(by=user, title=title, query=query or {"state": "submitted"})


def test_a_filter_is_kept_pinned_with_its_count_and_opens_the_same_rows(
    people: People, ledger: Ledger, browser: Browser
) -> None:
    for state in ("found", "rectifying", "submitted"):
        in_state(state, people, ledger)
    client, query = browser(people["supervisor"]), {"state": "open", "q": "送达"}
    assert "存为常用视图" not in page(client.get(reverse(LIST)))
    assert "存为常用视图" in page(client.get(reverse(LIST), query))
    kept = client.post(reverse("ledgers:keep_view"), {**query, "title": "送达问题"}, follow=True)
    assert "已存为常用视图“送达问题”" in page(kept)
    view = SavedView.objects.get()
    assert (view.owner, view.query) == (people["supervisor"], query)
    head = page(client.get(reverse(LIST)))
    assert pinned(head) == {"送达问题": "3"}
    shown = page(client.get(view.href))
    assert shown.count('<th scope="row"') == 3
    assert "存为常用视图" not in shown  # it is kept already
    assert 'aria-current="true"' in shown
    assert Event.objects.filter(command="ledgers.keep_view").count() == 1


def test_a_view_is_its_owners_until_a_supervisor_shares_it(people: People, ledger: Ledger, browser: Browser) -> None:
    in_state("submitted", people, ledger)
    view = keep(people["supervisor"])
    names = ("colleague", "clerk", "chief", "stranger", "leader")
    assert not any(pinned(page(browser(people[name]).get(reverse(LIST)))) for name in names)
    change = reverse("ledgers:change_view", args=[view.pk])
    sent = {
        f"view-{view.pk}-{name}": value for name, value in {"title": "报审的", "is_shared": "on", "seen": 1}.items()
    }
    assert browser(people["colleague"]).post(change, sent).status_code == 404
    browser(people["supervisor"]).post(change, sent)
    counts = {name: pinned(page(browser(people[name]).get(reverse(LIST)))) for name in names}
    # Each counts in the own reach.
    assert counts == {name: {"报审的": "0" if name == "stranger" else "1"} for name in names}
    assert "上级提供的" in page(browser(people["clerk"]).get(reverse("ledgers:saved_views")))
    assert browser(people["clerk"]).post(change, sent).status_code == 404


def test_only_a_supervisor_shares_and_only_the_owner_changes(people: People, ledger: Ledger) -> None:
    mine = keep(people["clerk"])
    with pytest.raises(Refused, match="只有监督人员"):
        actions.change_view(by=people["clerk"], view=mine, seen=1, title="新名", is_shared=True)
    for act in (actions.change_view, actions.remove_view):
        more: dict[str, Any] = {"title": "新名", "is_shared": False} if act is actions.change_view else {}
        with pytest.raises(Refused, match="不是您建立的"):
            act(by=people["supervisor"], view=mine, seen=1, **more)
    with pytest.raises(Refused, match="须由"):
        actions.keep_view(by=people["officer"], title="甲", query={"state": "open"})


def test_a_removed_view_is_gone_for_all_and_stays_in_the_books(
    people: People, ledger: Ledger, browser: Browser
) -> None:
    view = keep(people["supervisor"])
    actions.change_view(by=people["supervisor"], view=view, seen=1, title=view.title, is_shared=True)
    client = browser(people["supervisor"])
    client.post(reverse("ledgers:remove_view", args=[view.pk]), {"seen": 2})
    assert not pinned(page(client.get(reverse(LIST))))
    assert not pinned(page(browser(people["clerk"]).get(reverse(LIST))))
    assert SavedView.objects.get(pk=view.pk).struck_out
    assert client.post(reverse("ledgers:remove_view", args=[view.pk]), {"seen": 3}).status_code == 404
    keep(people["supervisor"])  # the name is free again


def test_names_are_the_owners_own_and_few_enough_to_take_in(people: People, ledger: Ledger, browser: Browser) -> None:
    keep(people["supervisor"])
    keep(people["colleague"])
    with pytest.raises(Refused, match="同名"):
        keep(people["supervisor"])
    for number in range(MOST - 1):
        keep(people["supervisor"], f"视图{number}")
    with pytest.raises(Refused, match=f"最多 {MOST} 个"):
        keep(people["supervisor"], "再多一个")
    with pytest.raises(Refused, match="还没有筛选条件"):
        actions.keep_view(by=people["clerk"], title="全部", query={})
    client = browser(people["clerk"])
    for title, sentence in (("", "请填写常用视图的名称"), ("长" * 21, "最多 20 个字")):
        sent = client.post(reverse("ledgers:keep_view"), {"state": "open", "title": title}, follow=True)
        assert sentence in page(sent)
    assert not SavedView.objects.filter(owner=people["clerk"]).exists()


def test_a_units_filter_counts_in_reach_only_and_many_hits_say_so(
    people: People, ledger: Ledger, others_problem: Any, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selection_module, "MANY", 2)
    monkeypatch.setattr("fajian.ledgers.pinned.MANY", 2)
    actions.record(by=people["clerk"], ledger=ledger, rows=[actions.NewEntry(f"超期{n}") for n in range(4)])
    keep(people["supervisor"], "乙局的", unit=str(others_problem.unit_id))
    keep(people["supervisor"], "超期的", q="超期")
    keep(people["supervisor"], "第2件", q="超期2")
    head = page(browser(people["supervisor"]).get(reverse(LIST)))
    assert pinned(head) | {"超期的": "2+"} == {"乙局的": "1", "超期的": "2+", "第2件": "1"}
    assert re.search(r"超期的 <b>2\+</b>", head)
    assert CANARY not in page(browser(people["clerk"]).get(reverse(LIST)))


def test_the_head_of_the_list_asks_no_more_for_more_views(people: People, ledger: Ledger, browser: Browser) -> None:
    in_state("submitted", people, ledger)
    client, asked = browser(people["supervisor"]), []
    for number in range(3):
        keep(people["supervisor"], f"视图{number}")
        client.get(reverse(LIST))  # counts are remembered now
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(LIST))
        asked.append(len(queries))
    assert len(set(asked)) == 1
