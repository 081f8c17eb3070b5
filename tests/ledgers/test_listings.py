"""挂牌督办: the body that lists a problem alone closes it or takes it off; the unit reports month by month."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import docx
import pytest
from django.urls import reverse
from django.utils import timezone

from fajian.core.errors import Refused, Stale
from fajian.core.models import Notice
from fajian.ledgers import actions
from fajian.ledgers.models import Ledger, Listing, ListingNote, Rectification
from fajian.ledgers.selection import Selection
from fajian.orgs.actions import open_unit
from fajian.orgs.models import User
from tests.clock import at
from tests.ledgers.conftest import SYSTEM, Browser, in_state, page, person, seen
from tests.ledgers.stories import DUE_ON

pytestmark = pytest.mark.django_db
People = dict[str, User]
LISTED_ON = dt.date(2026, 3, 20)


@pytest.fixture
def other_body(people: People) -> User:
    """A supervisor of another body with the same reach."""
    bureau = open_unit(by=SYSTEM, name="清源县监察室", kind="supervision", parent=people["leader"].unit)
    return person("inspector", "supervisor", bureau)


def listed(people: People, row: Rectification, by: User | None = None) -> Listing:
    given = {"reason": "群众反映强烈", "listed_on": LISTED_ON}
    return actions.list_problem(by=by or people["supervisor"], rectification=row, seen=seen(row), **given)


def fresh(row: Rectification) -> Rectification:
    return Rectification.objects.get(pk=row.pk)


def test_only_the_body_that_listed_it_closes_it_and_then_it_is_off_the_list(
    people: People, ledger: Ledger, other_body: User, browser: Browser
) -> None:
    row = in_state("submitted", people, ledger)
    listed(people, row)
    close = reverse("ledgers:close", args=[row.pk])
    assert close not in page(browser(other_body).get(row.entry.get_absolute_url()))
    assert close in page(browser(people["colleague"]).get(row.entry.get_absolute_url()))
    with pytest.raises(Refused, match="只能由清源县司法局核准销号"):
        actions.close(by=other_body, rectification=row, seen=seen(row))
    review = page(browser(other_body).get(reverse("ledgers:review")))
    assert "清源县司法局挂牌督办，只能由清源县司法局核准" in review
    actions.close(by=people["colleague"], rectification=row, seen=seen(row))  # another person of the same body
    listing = Listing.objects.get()
    assert (listing.ended_on, listing.ended_by) == (timezone.localdate(), people["colleague"])
    assert (fresh(row).state, fresh(row).listed_by) == ("closed", None)
    board = page(browser(people["leader"]).get(reverse("ledgers:listings") + "?ended=1"))
    assert "整改到位，核准销号" in board


def test_only_the_body_that_listed_it_takes_it_off_and_says_why(
    people: People, problem: Rectification, other_body: User
) -> None:
    listed(people, problem)
    with pytest.raises(Refused, match="只能由清源县司法局摘牌"):
        actions.unlist_problem(by=other_body, rectification=problem, seen=seen(problem), reason="好了")
    with pytest.raises(Refused, match="理由"):
        actions.unlist_problem(by=people["colleague"], rectification=problem, seen=seen(problem), reason=" ")
    actions.unlist_problem(by=people["colleague"], rectification=problem, seen=seen(problem), reason="移送纪委")
    assert fresh(problem).listed_by is None
    with pytest.raises(Refused, match="没有挂牌"):
        actions.unlist_problem(by=people["colleague"], rectification=problem, seen=seen(problem), reason="又摘")
    listed(people, problem, by=other_body)  # and may be listed again, by another body
    assert Listing.objects.count() == 2


def test_nobody_lists_a_problem_twice_nor_a_closed_one_nor_ones_own(
    people: People, ledger: Ledger, problem: Rectification, other_body: User
) -> None:
    listed(people, problem)
    with pytest.raises(Refused, match="已由清源县司法局挂牌"):
        listed(people, problem, by=other_body)
    with pytest.raises(Refused, match="已经销号"):
        listed(people, in_state("closed", people, ledger))
    own = actions.open_ledger(by=other_body, unit=other_body.unit, spec_code="general")
    (entry,) = actions.record(by=other_body, ledger=own, rows=[actions.NewEntry("内部问题")])
    with pytest.raises(Refused, match="不能由本单位给自己挂牌"):
        listed(people, entry.rectification, by=other_body)
    row = in_state("rectifying", people, ledger)
    with pytest.raises(Stale):
        actions.list_problem(
            by=people["supervisor"], rectification=row, seen=1, reason="反弹", listed_on=timezone.localdate()
        )


def test_a_listed_problem_is_not_struck_out_nor_put_off_behind_the_bodys_back(
    people: People, ledger: Ledger, other_body: User
) -> None:
    row = in_state("rectifying", people, ledger)
    listed(people, row)
    entry = row.entry
    with pytest.raises(Refused, match="摘牌以后才能作废"):
        actions.strike_out(by=people["supervisor"], entry=entry, seen=entry.version, reason="重复")
    later = DUE_ON + dt.timedelta(days=30)
    asked = actions.ask_extension(by=people["clerk"], rectification=row, due_on=later, reason="招标")
    with pytest.raises(Refused, match="只能由清源县司法局答复延期申请"):
        actions.grant_extension(by=other_body, extension=asked, seen=1)
    actions.grant_extension(by=people["colleague"], extension=asked, seen=1)
    assert fresh(row).due_on == later


def test_lists_counts_and_the_home_page_show_what_is_listed(
    people: People, problem: Rectification, browser: Browser
) -> None:
    today = timezone.localdate()
    assert Selection(people["leader"], today).counts().watched == 0
    listed(people, problem)
    assert Selection(people["leader"], today).counts().watched == 1
    assert [row.pk for row in Selection(people["leader"], today, state="listed").rows()] == [problem.pk]
    assert "挂牌督办</span>" in page(browser(people["leader"]).get(reverse("ledgers:problems") + "?state=watched"))
    assert "重点督办的问题" in page(browser(people["leader"]).get("/"))
    told = Notice.objects.filter(to=people["clerk"]).get()
    assert "被清源县司法局挂牌督办" in told.text


@pytest.mark.mechanisms("S003-47")
def test_progress_is_due_for_every_month_that_is_over_while_it_is_listed(
    people: People, problem: Rectification, browser: Browser
) -> None:
    with at(LISTED_ON, 9):
        listing = listed(people, problem)
        assert listing.unnoted(LISTED_ON) == []
    with at(dt.date(2026, 5, 3), 9):
        march, april = dt.date(2026, 3, 1), dt.date(2026, 4, 1)
        assert listing.unnoted(timezone.localdate()) == [march, april]
        assert "2026年3月、2026年4月" in page(browser(people["supervisor"]).get(reverse("ledgers:listings")))
        assert "待填报的挂牌进展" in page(browser(people["clerk"]).get("/"))
        client, address = browser(people["clerk"]), reverse("ledgers:note", args=[listing.pk])
        assert '<option value="2026-03-01" selected>' in page(client.get(address))
        for month in (march, april):
            assert client.post(address, {"seen": 1, "month": str(month), "text": "已完成排查"}).status_code == 302
        assert listing.unnoted(timezone.localdate()) == []
        assert "2026年4月：" in page(client.get(problem.entry.get_absolute_url()))
        assert "待填报的挂牌进展" not in page(browser(people["clerk"]).get("/"))
        for month in (dt.date(2026, 2, 1), dt.date(2026, 6, 1)):
            with pytest.raises(Refused, match="月份"):
                actions.note_listing(by=people["clerk"], listing=listing, month=month, text="好")
    with pytest.raises(Refused, match="挂牌的人不能自己摘牌"):
        actions.unlist_problem(by=people["supervisor"], rectification=problem, seen=seen(problem), reason="移送")
    actions.unlist_problem(by=people["colleague"], rectification=problem, seen=seen(problem), reason="移送")
    with pytest.raises(Refused, match="已经摘牌"):
        actions.note_listing(by=people["clerk"], listing=listing, month=april, text="好")
    assert ListingNote.objects.count() == 2


def test_in_the_browser_a_supervisor_lists_a_problem_and_takes_it_off(
    people: People, problem: Rectification, browser: Browser
) -> None:
    client = browser(people["supervisor"])
    put, off = (reverse(f"ledgers:{name}", args=[problem.pk]) for name in ("list_problem", "unlist_problem"))
    assert put in page(client.get(problem.entry.get_absolute_url()))
    sent: dict[str, Any] = {"seen": 1, "reason": "反弹", "listed_on": "2026-03-20"}
    assert client.post(put, sent).status_code == 302
    text = page(client.get(problem.entry.get_absolute_url()))
    assert off in text
    assert put not in text
    assert "2026年3月20日" in text
    paper = reverse("ledgers:listing_paper", args=[Listing.objects.get().pk])
    for name in ("supervisor", "clerk"):
        reader = browser(people[name])
        assert paper in page(reader.get(reverse("ledgers:listings")))
        told = "\n".join(part.text for part in docx.Document(io.BytesIO(reader.get(paper).content)).paragraphs)
        for words in ("挂牌督办单", "清源县城市管理局：", problem.entry.title, "反弹", "2026年3月20日"):
            assert words in told, words
    assert browser(people["stranger"]).get(paper).status_code == 404
    refused = client.post(off, {"seen": seen(problem), "reason": "移送纪委"})
    assert "挂牌的人不能自己摘牌" in refused.content.decode()
    other = browser(people["colleague"])
    assert other.post(off, {"seen": seen(problem), "reason": "移送纪委"}).status_code == 302
    assert "移送纪委" in page(client.get(problem.entry.get_absolute_url()))
