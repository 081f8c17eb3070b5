"""Pages of 催报 and 督办建议: who sees what, what is decided, what a dry run tells."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from fajian.campaigns.models import Campaign, Duty, Ladder, Nudge, Proposal
from fajian.core.commands import System
from fajian.orgs.actions import open_account
from fajian.orgs.models import Unit, User
from tests.campaigns.conftest import CANARY, Browser
from tests.campaigns.test_chase import AGAIN, LETTER, TALK, URGE, chased, course, owed
from tests.campaigns.test_pages import hidden, page
from tests.clock import at

__all__ = ["course", "owed"]  # fixtures
OWN = """title: 本市阶梯
open_before: 15
duties:
  - {code: remind, title: 到期提醒, kind: remind, before: 2, to: [clerk]}
  - {code: by-phone, title: 电话催办, kind: urge, after: 4, to: [unit_leader]}
"""
pytestmark = pytest.mark.django_db
People = dict[str, User]


@pytest.fixture
def letter(owed: Duty) -> Proposal:
    """What five working days bring: urged twice, a 督办函 proposed."""
    for day in (URGE, AGAIN, LETTER):
        chased(day)
    return Proposal.objects.get()


def test_the_line_in_the_inbox_leads_to_the_rows_of_its_day(letter: Proposal, people: People, browser: Browser) -> None:
    client = browser(people["clerk"])
    inbox = page(client.get(reverse("notices")))
    address = f"{reverse('campaigns:nudges')}?day={AGAIN}"
    assert f'href="{address}"' in inbox
    shown = page(client.get(address))
    assert shown.count('data-label="事项"') == 1
    for told in (
        "再次催办",
        "当时逾期3个工作日",
        "填报员1人、单位领导1人、牵头单位2人（站内）",
        letter.nudges.get().thing_title,
    ):
        assert told in shown
    assert "没有符合条件的催报" in page(client.get(reverse("campaigns:nudges"), {"day": "2026-01-01"}))
    everything = reverse("campaigns:nudges")
    assert page(client.get(everything)).count('data-label="事项"') == 2, "what is proposed is between the office and it"
    assert page(browser(people["supervisor"]).get(everything)).count('data-label="事项"') == 3
    assert page(client.get(reverse("campaigns:nudges"), {"kind": "urge"})).count('data-label="事项"') == 2
    assert "没有符合条件" not in page(client.get(reverse("campaigns:nudges"), {"kind": "x", "campaign": "y"}))


def test_a_proposal_is_decided_in_the_browser(letter: Proposal, people: People, browser: Browser) -> None:
    with at(LETTER, 10):
        client = browser(people["supervisor"])
        assert "待决定的督办建议" in page(client.get("/"))
        assert str(letter) in page(client.get(reverse("campaigns:proposals")))
        shown = page(client.get(letter.get_absolute_url()))
        assert "此前的催报" in shown
        to = reverse("campaigns:decline_proposal", args=[letter.pk])
        wrong = page(client.post(to, hidden(shown, to) | {"reason": ""}), 422)
        assert "请填写理由" in wrong
        to = reverse("campaigns:postpone_proposal", args=[letter.pk])
        assert "今天以后" in page(client.post(to, hidden(shown, to) | {"until": "2026-03-01", "note": "再等等"}), 422)
        assert "已暂缓" in page(client.post(to, hidden(shown, to) | {"until": "2026-04-01"}, follow=True))
        assert "待决定的督办建议" not in page(client.get("/"))
        assert "没有待决定的督办建议" in page(client.get(reverse("campaigns:proposals")))
        assert str(letter) in page(client.get(reverse("campaigns:proposals"), {"all": 1}))
    with at(TALK, 10):
        client = browser(people["colleague"])
        shown = page(client.get(letter.get_absolute_url()))
        to = reverse("campaigns:accept_proposal", args=[letter.pk])
        shown = page(client.post(to, hidden(shown, to) | {"note": "由二科拟稿"}, follow=True))
        assert "已采纳" in shown
        assert "由二科拟稿" in shown
        assert 'action="/campaigns/proposals' not in shown, "nothing is left to decide"
        row = Proposal.objects.get(pk=letter.pk)
        assert client.post(to, {"seen": row.version}).status_code == 422


def test_others_see_of_it_what_is_theirs(letter: Proposal, people: People, browser: Browser) -> None:
    assert page(browser(people["leader"]).get(letter.get_absolute_url())).count("<form method") <= 1  # log-out
    for who in ("county_supervisor",):
        client = browser(people[who])
        assert client.get(letter.get_absolute_url()).status_code == 404
        assert client.post(reverse("campaigns:accept_proposal", args=[letter.pk]), {"seen": 1}).status_code == 404
        assert str(letter) not in page(client.get(reverse("campaigns:proposals"), {"all": 1}))
    for who in ("clerk", "chief", "discipline", "county_clerk"):
        assert browser(people[who]).get(letter.get_absolute_url()).status_code == 403, who


def test_no_word_of_one_agency_is_in_what_the_other_is_told(course: Campaign, people: People, browser: Browser) -> None:
    chased(dt.date(2026, 3, 31))
    assert Nudge.objects.filter(unit=people["stranger"].unit).exists()
    for who in ("clerk", "chief", "county_clerk", "county_supervisor"):
        client = browser(people[who])
        for address in (reverse("notices"), reverse("campaigns:nudges"), "/"):
            assert CANARY not in page(client.get(address)), (who, address)
    assert CANARY in page(browser(people["stranger"]).get(reverse("campaigns:nudges")))


def test_the_ladder_is_changed_in_the_browser(course: Campaign, people: People, browser: Browser) -> None:
    to = reverse("campaigns:ladder", args=[course.pk])
    client = browser(people["supervisor"])
    shown = page(client.get(to))
    assert "期限后第15个工作日，或者累计迟报4次" in shown
    sent = {
        "seen": 0, "key": "k", "duties-remind": 5, "duties-urge": 1, "duties-urge-again": 3, "duties-letter": 5,
        "duties-talk": "", "duties-circular": 15, "late-duties-circular": "", "problems-urge": 2,
    }  # fmt: skip
    assert "应晚于" in page(client.post(to, sent | {"duties-urge": 3}), 422)
    assert "至少是第 1 个工作日" in page(client.post(to, sent | {"duties-urge": 0}), 422)
    assert "应为整数" in page(client.post(to, sent | {"duties-urge": "三"}), 422)
    assert "已调整" in page(client.post(to, sent, follow=True))
    policy = Ladder.objects.get().policy
    assert [rung.code for rung in policy.duties] == ["remind", "urge", "urge-again", "letter", "circular"]
    assert (policy.duties[0].days, policy.duties[-1].or_late) == (-5, 0)
    assert [(rung.code, rung.days) for rung in policy.problems] == [("urge", 2)]
    assert "第 1 版" in page(client.get(to))
    assert "调整为第1版" in page(client.post(to, sent | {"key": "other"}), 422)
    for who, shows in (("leader", 200), ("county_supervisor", 200), ("clerk", 403)):
        answer = browser(people[who]).get(to)
        assert answer.status_code == shows, who
        assert shows != 200 or "保存" not in page(answer)
    assert browser(people["county_supervisor"]).post(to, sent | {"seen": 1, "key": "z"}).status_code == 422
    assert Ladder.objects.count() == 1


def test_a_ladder_of_ones_own_is_uploaded_and_the_form_keeps_its_rungs(
    course: Campaign, people: People, browser: Browser
) -> None:
    to, plain = (reverse(f"campaigns:{name}", args=[course.pk]) for name in ("ladder_yaml", "ladder"))
    client = browser(people["supervisor"])
    shown = page(client.get(to))
    assert "code: urge-again" in shown
    bad = SimpleUploadedFile("a.yaml", OWN.replace("kind: urge", "kind: 电话").encode())
    assert "报送义务第2级：kind 应是" in page(client.post(to, {"seen": 0, "key": "a", "text": "x", "file": bad}), 422)
    for text, told in (
        ("title: [", "格式有误"), ("a: &a [1]\nb: *a", "不能用“*”引用"), ("[" * 50, "嵌套太深"), ("x" * 20_001, "超过"),
        ("", "名称: 内容"), ("title: 甲\nduties: 3", "应是一级一行的列表"),
    ):  # fmt: skip
        wrong = page(client.post(to, {"seen": 0, "key": told, "text": text}), 422)
        assert told in wrong
        assert escape(text) in wrong, "what was typed is not lost"
    file = SimpleUploadedFile("own.yaml", OWN.encode())
    assert "已调整" in page(client.post(to, {"seen": 0, "key": "b", "text": "", "file": file}, follow=True))
    policy = Ladder.objects.get().policy
    assert [(rung.code, rung.days, rung.to) for rung in policy.duties] == [
        ("remind", -2, ("clerk",)), ("by-phone", 4, ("unit_leader",)),
    ]  # fmt: skip
    shown = page(client.get(plain))
    assert 'name="duties-by-phone"' in shown
    assert 'name="duties-letter"' in shown, "what the common ladder has may be taken up again"
    sent = {"seen": 1, "key": "c", "duties-remind": 2, "duties-by-phone": 6, "duties-letter": 9}
    assert "已调整" in page(client.post(plain, sent, follow=True))
    policy = Ladder.objects.earliest("-number").policy
    assert [(rung.code, rung.days) for rung in policy.duties] == [("remind", -2), ("by-phone", 6), ("letter", 9)]
    assert (policy.title, policy.duties[1].title, policy.open_before) == ("本市阶梯", "电话催办", 15)
    assert "调整为第2版" in page(client.post(to, {"seen": 1, "key": "d", "text": OWN}), 422)
    for who in ("leader", "county_supervisor"):
        read = page(browser(people[who]).get(to))
        assert "by-phone" in read
        assert "保存" not in read
    assert browser(people["county_supervisor"]).post(to, {"seen": 2, "key": "e", "text": OWN}).status_code == 422
    for who in ("leader", "clerk"):
        assert browser(people[who]).post(to, {"seen": 2, "text": OWN}).status_code == 403
    assert Ladder.objects.count() == 2


def test_a_dry_run_tells_what_would_have_been_sent_and_compares(
    letter: Proposal, course: Campaign, people: People, browser: Browser
) -> None:
    to = reverse("campaigns:dry_run", args=[course.pk])
    client = browser(people["supervisor"])
    before = (Nudge.objects.count(), Proposal.objects.count())
    assert "试算条件" in page(client.get(to))
    given: dict[str, Any] = {
        "start": "2026-03-09", "end": "2026-03-27", "duties-remind": 5, "duties-urge": 1, "duties-letter": "",
        "duties-talk": "", "duties-circular": "",
    }  # fmt: skip
    shown = page(client.get(to, given))
    assert "试算会发出的" in shown
    assert "2026年3月13日 (周五)" in shown, "five working days before"
    assert "2026年3月17日" not in shown
    row = shown[shown.index('data-label="级">建议发督办函') :]
    assert row.index(">1<") < row.index(">0<") < row.index("</tr>"), "one by the present ladder, none by the other"
    assert (Nudge.objects.count(), Proposal.objects.count()) == before
    assert "不早于" in page(client.get(to, given | {"end": "2026-03-01"}), 422)
    assert "最多试算 400 天" in page(client.get(to, given | {"end": "2030-03-01"}), 422)
    assert "请填写从" in page(client.get(to, given | {"start": ""}), 422)
    assert browser(people["county_supervisor"]).get(to).status_code == 404
    assert browser(people["leader"]).get(to).status_code == 403


@pytest.mark.parametrize("name", ["nudges", "proposals", "proposal"])
def test_a_list_asks_no_more_for_many_rows_than_for_one(
    name: str, letter: Proposal, people: People, units: dict[str, Unit], browser: Browser
) -> None:
    def asked() -> int:
        client = browser(people["supervisor"])
        client.get("/")
        args = [letter.pk] if name == "proposal" else []
        with at(TALK, 10), CaptureQueriesContext(connection) as queries:
            page(client.get(reverse(f"campaigns:{name}", args=args)))
        return len(queries)

    few = asked()
    chased(dt.date(2026, 6, 30))
    open_account(by=System("测试"), username="more", display_name="某", role="clerk", unit=units["agency"])
    assert asked() <= few + (name == "nudges")  # the pager's mark
