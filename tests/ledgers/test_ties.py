"""关联事项, and what is changed after a problem was closed: the approval falls and the page says so for ever."""

from __future__ import annotations

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from fajian.core.errors import Refused
from fajian.ledgers import actions
from fajian.ledgers.models import Ledger, Rectification, Tie
from fajian.orgs.models import User
from tests.ledgers.conftest import Browser, in_state, page, seen

pytestmark = pytest.mark.django_db
People = dict[str, User]


def fresh(row: Rectification) -> Rectification:
    return Rectification.objects.get(pk=row.pk)


@pytest.mark.mechanisms("S000-04")
def test_a_problem_is_tied_to_its_finding_its_complaint_its_review_and_who_was_held_to_account(
    people: People, problem: Rectification, ledger: Ledger, browser: Browser
) -> None:
    clerk = browser(people["clerk"])
    address = reverse("ledgers:tie", args=[problem.pk])
    said = {
        "finding": ("8123", "疑点", "同案送达超期"),
        "complaint": ("2026-000017", "投诉举报", "12345 工单"),
        "file_review": ("7", "案卷评查", "第二批评查扣分"),
        "accountability": ("清纪〔2026〕4号", "责任追究", "诫勉谈话"),
    }
    for kind, (number, _, label) in said.items():
        assert clerk.post(address, {"kind": kind, "number": number, "label": label}).status_code == 302
    actions.accept(
        by=people["clerk"], rectification=problem, seen=seen(problem), cause="疏忽", measure="补正", due_on=None,
        kind="at_once", person="甲",
    )  # fmt: skip
    new = actions.NewFix("送达管理办法", "", problem.entry.recorded_at.date())
    actions.use_fix(by=people["clerk"], rectification=problem, new=new)
    text = page(browser(people["discipline"]).get(problem.entry.get_absolute_url()))
    for number, word, label in said.values():
        assert f"{word}：{label}（{number}）" in text
    assert "送达管理办法" in text  # 检视、整改、追责、制度在一页上


def test_a_tie_says_to_what_and_is_made_once(people: People, problem: Rectification) -> None:
    entry, clerk = problem.entry, people["clerk"]
    for source, label, said in (("rumour:1", "x", "哪一类"), ("finding:", "x", "哪一类"), ("finding:1", " ", "是什么")):
        with pytest.raises(Refused, match=said):
            actions.tie(by=clerk, entry=entry, source=source, label=label)
    actions.tie(by=clerk, entry=entry, source="finding:1", label="疑点")
    with pytest.raises(Refused, match="已经关联"):
        actions.tie(by=clerk, entry=entry, source="finding:1", label="疑点")
    tied = Tie.objects.get()
    actions.untie(by=clerk, tied=tied, seen=1, reason="不是同一件")
    actions.tie(by=clerk, entry=entry, source="finding:1", label="疑点")
    assert Tie.objects.count() == 2


def test_tying_a_closed_problem_drops_its_approval_and_counts_as_a_correction(
    people: People, ledger: Ledger, browser: Browser
) -> None:
    row = in_state("closed", people, ledger)
    given = {"source": "accountability:1", "label": "诫勉谈话"}
    with pytest.raises(Refused, match="由监督人员退回或更正"):
        actions.tie(by=people["clerk"], entry=row.entry, **given)
    with pytest.raises(Refused, match="理由"):
        actions.tie(by=people["supervisor"], entry=row.entry, **given)
    assert "请填写更正理由。" in browser(people["supervisor"]).post(
        reverse("ledgers:tie", args=[row.pk]), {"kind": "accountability", "number": "1", "label": "诫勉谈话"}
    ).content.decode()  # fmt: skip
    actions.tie(by=people["supervisor"], entry=row.entry, reason="补记追责", **given)
    now = fresh(row)
    assert (now.state, now.closed_by, now.corrected) == ("submitted", None, 1)
    with pytest.raises(Refused, match="另一位"):
        actions.close(by=people["supervisor"], rectification=row, seen=now.version)
    actions.close(by=people["colleague"], rectification=row, seen=now.version)
    tied = Tie.objects.get()
    actions.untie(by=people["supervisor"], tied=tied, seen=1, reason="记错了人")
    assert (fresh(row).state, fresh(row).corrected) == ("submitted", 2)


def test_corrections_after_closing_are_counted_and_shown_on_page_list_and_export(
    people: People, ledger: Ledger, browser: Browser
) -> None:
    early, late = in_state("submitted", people, ledger), in_state("closed", people, ledger)
    text = {"title": "处罚决定逾期三日送达", "data": {}, "reason": "写清楚"}
    for row in (early, late):  # the first was never closed: its correction is none after a closing
        actions.correct(by=people["supervisor"], entry=row.entry, seen=row.entry.version, **text)
    assert (fresh(early).corrected, fresh(late).corrected) == (0, 1)
    actions.close(by=people["colleague"], rectification=late, seen=seen(late))
    client = browser(people["leader"])
    assert "销号后更正1次" in page(client.get(late.entry.get_absolute_url()))
    assert "销号后更正" not in page(client.get(early.entry.get_absolute_url()))
    assert page(client.get(reverse("ledgers:problems"))).count("销号后更正1次") == 1
    found = page(client.get(reverse("ledgers:problems") + "?state=corrected"))
    assert late.entry.get_absolute_url() in found
    assert early.entry.get_absolute_url() not in found
    book = load_workbook(io.BytesIO(client.get(reverse("ledgers:export_all")).content))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    head = next(row for row in rows if row and "销号后更正次数" in row)
    place, state = head.index("销号后更正次数"), head.index("状态")
    assert {(row[state], row[place]) for row in rows if row[state] in ("已销号", "待销号审核")} == {
        ("已销号", 1),
        ("待销号审核", 0),
    }
