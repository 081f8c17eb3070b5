"""Pages of the ledgers: everybody on their own rows, nobody on another's."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fajian.ledgers import actions
from fajian.ledgers.models import (
    Entry,
    Ledger,
    Proof,
    Rectification,
)
from fajian.ledgers.workflow import PROBLEM
from fajian.orgs.models import User
from tests.ledgers.conftest import CANARY, Browser, in_state, page, seen
from tests.ledgers.stories import DUE_ON, PNG, pdf

pytestmark = pytest.mark.django_db
People = dict[str, User]


def upload(name: str = "回证.pdf", content: bytes = b"%PDF-1.4\n1\n%%EOF\n") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def state_of(row: Rectification) -> str:
    return str(Rectification.objects.get(pk=row.pk).state)


# ── the story ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_story_in_the_browser(people: People, problem: Rectification, browser: Browser) -> None:
    clerk, supervisor, number = browser(people["clerk"]), browser(people["supervisor"]), problem.pk
    assert "待认领的问题" in page(clerk.get("/"))
    assert "认领整改" in page(clerk.get(reverse("ledgers:entry", args=[number])))
    accepted = {
        "seen": 1,
        "cause": "疏忽",
        "measure": "补送达",
        "kind": "by_day",
        "due_on": "2035年12月31日",
        "person": "甲",
    }
    clerk.post(reverse("ledgers:accept", args=[number]), accepted)
    assert state_of(problem) == "rectifying"
    clerk.post(
        reverse("ledgers:prove", args=[number]),
        {"uploads": [upload(), upload("现场.png", PNG)], "proof_kind": "照片", "note": "两份"},
    )
    assert Proof.objects.count() == 2
    clerk.post(reverse("ledgers:submit", args=[number]), {"seen": seen(problem), "result": "已补送达"})
    assert state_of(problem) == "submitted"
    assert "待销号审核" in page(supervisor.get("/"))
    returned = {"seen": seen(problem), "reason": "缺签收日期"}
    assert supervisor.post(reverse("ledgers:return_", args=[number]), returned).status_code == 302
    assert "退回 1" not in page(clerk.get(reverse("ledgers:ledger", args=[problem.ledger_id])))
    again = {"seen": seen(problem), "result": "已补签收日期"}
    clerk.post(reverse("ledgers:submit", args=[number]), again)
    supervisor.post(reverse("ledgers:close", args=[number]), {"seen": seen(problem), "note": "同意"})
    assert state_of(problem) == "closed"
    text = page(clerk.get(reverse("ledgers:entry", args=[number])))
    told = ["登记条目", "认领整改", "上传佐证", "申请销号", "退回整改", "申请销号", "核准销号"]
    assert re.findall(r'data-label="办理">([^<]+)<', text) == told
    for part in ("缺签收日期", "补送达", "现场.png", "已补送达 → 已补签收日期", "supervisor某"):
        assert part in text


def test_buttons_are_exactly_the_allowed_steps(people: People, ledger: Ledger, browser: Browser) -> None:
    for state in PROBLEM.states:
        row = in_state(state, people, ledger)
        for name in ("clerk", "chief", "colleague", "leader", "discipline"):
            text = page(browser(people[name]).get(reverse("ledgers:entry", args=[row.pk])))
            allowed = PROBLEM.allowed(state, people[name].role)
            for step in PROBLEM.steps:
                assert (reverse(f"ledgers:{step.name}", args=[row.pk]) in text) == (step in allowed), (
                    state,
                    name,
                    step,
                )


def test_a_supervisor_with_a_hand_in_it_is_told_instead_of_offered(
    people: People, problem: Rectification, browser: Browser
) -> None:
    text = {"cause": "疏忽", "measure": "补正", "due_on": "2035-12-31", "kind": "by_day", "person": "甲"}
    browser(people["clerk"]).post(reverse("ledgers:accept", args=[problem.pk]), {"seen": 1, **text})
    actions.submit(by=people["clerk"], rectification=problem, seen=2, result="已补", files=[pdf()])
    shown = page(browser(people["colleague"]).get(reverse("ledgers:entry", args=[problem.pk])))
    assert "须由另一位监督人员办理" in shown
    assert reverse("ledgers:close", args=[problem.pk]) not in shown


# ── forms ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_wrong_stands_beside_what_was_typed(people: People, problem: Rectification, browser: Browser) -> None:
    typed = {"seen": 1, "cause": "因为人手不足", "measure": "", "kind": "by_day", "due_on": "明年"}
    response = browser(people["clerk"]).post(reverse("ledgers:accept", args=[problem.pk]), typed)
    text = response.content.decode()
    assert response.status_code == 422
    for part in ("请填写整改措施。", "整改时限应为日期", "因为人手不足", 'value="明年"'):
        assert part in text
    assert state_of(problem) == "found"


def test_files_are_refused_in_sentences_and_good_ones_are_kept(
    people: People, ledger: Ledger, browser: Browser
) -> None:
    row = in_state("rectifying", people, ledger)
    clerk, address = browser(people["clerk"]), reverse("ledgers:submit", args=[row.pk])
    response = clerk.post(
        address, {"seen": row.version, "result": "", "uploads": [upload("新.pdf")], "proof_kind": "整改报告"}
    )
    text = response.content.decode()
    assert "不必重新选择：新.pdf" in text
    kept = re.search(r'name="kept" value="([^"]+)"', text)
    assert kept
    sent = {"seen": row.version, "result": "好了", "kept": kept[1], "proof_kind": "整改报告"}
    assert clerk.post(address, sent).status_code == 302
    assert ("新.pdf", "整改报告") in {(proof.file.name, proof.kind) for proof in row.proofs.all()}
    other = in_state("found", people, ledger)
    bad = clerk.post(
        reverse("ledgers:prove", args=[other.pk]),
        {"uploads": [upload("病毒.exe", b"MZ"), upload("假.pdf", b"x")], "proof_kind": "照片"},
    )
    assert "不接受“病毒.exe”这类文件" in bad.content.decode()
    assert "“假.pdf”的内容不是PDF 文档" in bad.content.decode()
    assert not other.proofs.exists()


def test_a_forged_mark_of_kept_files_is_worth_nothing(people: People, ledger: Ledger, browser: Browser) -> None:
    row = in_state("found", people, ledger)
    sent = {"kept": "W1si5Zue6K-BIl1d:1:forged", "note": ""}
    response = browser(people["clerk"]).post(reverse("ledgers:prove", args=[row.pk]), sent)
    assert "请选择文件。" in response.content.decode()


def test_a_stale_form_shows_both_texts_and_can_be_sent_again(people: People, ledger: Ledger, browser: Browser) -> None:
    (entry,) = actions.record(by=people["clerk"], ledger=ledger, rows=[actions.NewEntry("原文")])
    address = reverse("ledgers:edit", args=[entry.pk])
    clerk = browser(people["clerk"])
    actions.edit(by=people["chief"], entry=entry, seen=1, title="主任改的", data={})
    typed = {"seen": 1, "c_unit": entry.unit.name, "c_problem": "我改的"}
    response = clerk.post(address, typed)
    text = response.content.decode()
    assert response.status_code == 409
    assert "主任改的" in text
    assert "我改的" in text
    assert 'name="seen" value="2"' in text
    assert clerk.post(address, {**typed, "seen": 2}).status_code == 302
    assert Entry.objects.get(pk=entry.pk).title == "我改的"


def test_pressed_twice_it_is_registered_once(people: People, ledger: Ledger, browser: Browser) -> None:
    clerk = browser(people["clerk"])
    sent = {"key": "a" * 32, "c_unit": "城管局", "c_problem": "逾期送达", "c_aspect": "乱作为"}
    for _ in range(2):
        assert clerk.post(reverse("ledgers:record", args=[ledger.pk]), sent).status_code == 302
    assert [entry.data for entry in Entry.objects.all()] == [{"unit": "城管局", "aspect": "乱作为"}]


def test_a_row_is_written_and_changed_by_its_form(people: People, browser: Browser) -> None:
    unit = people["clerk"].unit
    fines = actions.open_ledger(by=people["clerk"], unit=unit, spec_code="fines-self-check")
    clerk = browser(people["clerk"])
    text = page(clerk.get(reverse("ledgers:record", args=[fines.pk])))
    assert 'name="c_fine"' in text
    assert 'name="c_measure"' not in text  # filled by the step 认领整改
    sent = {
        "c_unit": unit.name, "c_decision_no": "清城罚〔2026〕1号", "c_fine": "1.5", "c_paid": "15000",
        "c_decided_on": "2026.3.1", "c_defect": "②随意顶格或高额", "c_problem": "顶格罚款",
    }  # fmt: skip
    wrong = clerk.post(reverse("ledgers:record", args=[fines.pk]), {**sent, "c_fine": "一万五", "c_paid": "0.001"})
    assert "罚款金额(万元)应为数字，不带单位和文字。" in wrong.content.decode()
    assert "实缴金额最多 2 位小数。" in wrong.content.decode()
    clerk.post(reverse("ledgers:record", args=[fines.pk]), sent)
    (entry,) = Entry.objects.all()
    assert entry.data["fine"] == entry.data["paid"] == 1_500_000
    assert entry.data["decided_on"] == "2026-03-01"
    text = page(clerk.get(reverse("ledgers:entry", args=[entry.pk])))
    for part in ("<td>1.5</td>", "<td>15,000 元</td>", "2026年3月1日", "②随意顶格或高额"):
        assert part in text, part
    clerk.post(reverse("ledgers:edit", args=[entry.pk]), {**sent, "seen": 1, "c_fine": "", "c_problem": "顶格罚款两起"})
    entry = Entry.objects.get()
    assert (entry.title, entry.data["fine"], entry.version) == ("顶格罚款两起", None, 2)


def test_a_plain_ledger_has_no_steps(people: People, browser: Browser) -> None:
    contacts = actions.open_ledger(by=people["clerk"], unit=people["clerk"].unit, spec_code="officers")
    clerk = browser(people["clerk"])
    sent = {"c_unit": "城管局", "c_name": "执法甲", "c_certificate_no": "Q1", "c_hours": "60.5"}
    clerk.post(reverse("ledgers:record", args=[contacts.pk]), sent)
    clerk.post(reverse("ledgers:record", args=[contacts.pk]), {**sent, "c_name": "执法乙"})
    (entry,) = Entry.objects.all()  # the certificate's number is wanted once
    assert entry.problem is None
    assert "Q1" in page(clerk.get(reverse("ledgers:ledger", args=[contacts.pk])))
    text = page(clerk.get(reverse("ledgers:entry", args=[entry.pk])))
    assert "60.5" in text
    assert "修改条目" in text
    assert "认领整改" not in text
    for name in ("accept", "submit", "prove"):
        assert clerk.get(reverse(f"ledgers:{name}", args=[entry.pk])).status_code == 404


# ── lists ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_number_links_to_as_many_rows(people: People, ledger: Ledger, browser: Browser) -> None:
    for state in PROBLEM.states:
        in_state(state, people, ledger)
    extra = actions.record(by=people["clerk"], ledger=ledger, rows=[actions.NewEntry("多登的")])[0]
    actions.strike_out(by=people["clerk"], entry=extra, seen=1, reason="重复")
    supervisor = browser(people["supervisor"])
    for address in (reverse("ledgers:problems"), reverse("ledgers:ledger", args=[ledger.pk])):
        tiles = re.findall(r'href="(\?[^"]+)"><b>(\d+)</b>', page(supervisor.get(address)))
        assert sum(int(number) for _, number in tiles) == 7  # the relapsed one is watched too
        for query, number in tiles:
            shown = page(supervisor.get(address + query.replace("&amp;", "&")))
            assert shown.count('<th scope="row"') == int(number), query
    text = page(supervisor.get(reverse("ledgers:list")))
    for query, number in re.findall(r'href="[^"]+(\?[^"]+)">(\d+)</a>', text):
        shown = page(supervisor.get(reverse("ledgers:ledger", args=[ledger.pk]) + query))
        assert shown.count('<th scope="row"') == int(number), query


def test_filters_narrow_and_stay_in_the_address(
    people: People, ledger: Ledger, others_problem: Rectification, browser: Browser
) -> None:
    new = actions.NewEntry("逾期送达", {"matter": "清城罚〔2026〕7号"}, source_label="筛查疑点")
    actions.record(by=people["clerk"], ledger=ledger, rows=[new, actions.NewEntry("顶格罚款")])
    supervisor, address = browser(people["supervisor"]), reverse("ledgers:problems")

    def titles(**query: Any) -> set[str]:
        text = page(supervisor.get(address, query))
        return set(re.findall(r'data-label="(?:问题|具体问题)"><a href="[^"]+">([^<]+)<', text))

    assert titles() == {"逾期送达", "顶格罚款", f"{CANARY}问题"}
    assert titles(q="送达") == titles(q="〔2026〕7号") == titles(q="筛查疑点") == {"逾期送达"}
    assert titles(unit=others_problem.unit_id) == {f"{CANARY}问题"}
    assert titles(state="found") == {"逾期送达", "顶格罚款"}
    assert titles(form="general") == set()
    assert titles(state="no such state") == titles(unit="99999") == titles()
    assert "q=%E9%80%81" in page(supervisor.get(address, {"q": "送", "state": "found"}))


@pytest.mark.parametrize(
    "name", ["ledgers:problems", "ledgers:ledger", "ledgers:list", "ledgers:review", "ledgers:categories"]
)
def test_more_rows_cost_no_more_queries(name: str, people: People, browser: Browser) -> None:
    def fill(count: int) -> Ledger:
        ledger = actions.open_ledger(by=people["clerk"], unit=people["clerk"].unit, spec_code="self-check")
        rows = [actions.NewEntry(f"问题{number}") for number in range(count)]
        for entry in actions.record(by=people["clerk"], ledger=ledger, rows=rows):
            row = Rectification.objects.get(entry=entry)
            text = {"cause": "疏忽", "measure": "补正", "due_on": DUE_ON, "person": "甲"}
            actions.accept(by=people["clerk"], rectification=row, seen=1, **text)
            files = [pdf(f"{entry.pk}")]
            actions.submit(by=people["clerk"], rectification=row, seen=2, result="好", files=files)
        for code in ("powers", "general", "officers", "look-back")[: count // 10]:
            actions.open_ledger(by=people["clerk"], unit=people["clerk"].unit, spec_code=code)
        return ledger

    client, costs = browser(people["supervisor"]), []
    for count in (10, 50):
        ledger = fill(count)
        address = reverse(name, args=[ledger.pk] if name == "ledgers:ledger" else [])
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(client.get(address))
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 17, costs


def test_the_page_of_a_row_costs_the_same_however_much_stands_on_it(
    people: People, browser: Browser, ledger: Ledger
) -> None:
    row, costs = in_state("rectifying", people, ledger), []
    client = browser(people["supervisor"])
    for count in (1, 5):
        files = [pdf(f"佐证{count}-{number}") for number in range(count)]
        actions.add_proof(by=people["clerk"], rectification=row, files=files)
        client.get(reverse("ledgers:entry", args=[row.pk]))
        with CaptureQueriesContext(connection) as queries:
            page(client.get(reverse("ledgers:entry", args=[row.pk])))
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 22, costs


def test_proofs_come_as_downloads_and_only_pictures_are_shown(people: People, ledger: Ledger, browser: Browser) -> None:
    row = in_state("found", people, ledger)
    clerk = browser(people["clerk"])
    sent = {"uploads": [upload(), upload("现场.png", PNG)], "proof_kind": "照片"}
    clerk.post(reverse("ledgers:prove", args=[row.pk]), sent)
    document, picture = Proof.objects.order_by("id")
    response = clerk.get(reverse("ledgers:proof", args=[document.pk]))
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert clerk.get(reverse("ledgers:picture", args=[document.pk])).status_code == 404
    shown = clerk.get(reverse("ledgers:picture", args=[picture.pk]))
    assert (shown["Content-Type"], shown["X-Content-Type-Options"]) == ("image/png", "nosniff")
    clerk.post(reverse("ledgers:take_back", args=[document.pk]), {"seen": 1, "reason": "传错"})
    assert "已撤回的佐证 1 份" in page(clerk.get(reverse("ledgers:entry", args=[row.pk])))
