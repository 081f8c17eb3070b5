"""The pages: the office's, the unit's, the leader's; what each offers, and how often it asks the database."""

from __future__ import annotations

import html
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from fajian.ledgers import actions as ledgers
from fajian.supervision import actions
from fajian.supervision.models import DocNumber, Instrument, Matter, Measure
from tests.ledgers.stories import pdf
from tests.supervision.conftest import Browser, People, Units, answered, clue, drafted, fresh, queries, served

pytestmark = pytest.mark.django_db


def form_of(client: object, address: str) -> dict[str, str]:
    """The hidden fields of the page's form."""
    page = client.get(address).content.decode()  # type: ignore[attr-defined]
    fields = re.findall(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?', page)
    return {name: value for name, value in fields if name != "csrfmiddlewaretoken"}


def test_a_matter_goes_through_its_pages_from_clue_to_closing(people: People, units: Units, browser: Browser) -> None:
    office, other, unit = browser(people["supervisor"]), browser(people["colleague"]), browser(people["clerk"])
    new = reverse("supervision:new")
    sent = form_of(office, new) | {
        "unit": units["agency"].pk, "title": "不出示执法证", "origin": "hotline", "clue": "来电",
        "received_on": timezone.localdate().isoformat(),
    }  # fmt: skip
    row = Matter.objects.get(pk=office.post(new, sent).url.rstrip("/").split("/")[-1])

    def step(client: object, route: str, number: int, name: str, **given: object) -> None:
        address = reverse(f"supervision:{route}", args=[number, name])
        answer = client.post(address, form_of(client, address) | given)  # type: ignore[attr-defined]
        assert answer.status_code == 302, (name, answer.status_code, answer.content.decode()[-3000:])

    step(office, "take", row.pk, "accept", way="key", situation="insignia")
    texts = {"facts": "查明", "basis": "依据", "demands": "改", "term": 15, "term_unit": "working_days"}
    step(office, "draft", row.pk, "urge", **texts)
    made = Instrument.objects.get()
    step(office, "take_instrument", made.pk, "submit")
    step(other, "take_instrument", made.pk, "issue", word="安司督函")
    today = timezone.localdate().isoformat()
    step(office, "take_instrument", made.pk, "serve", served_on=today, served_to="收发", served_how="direct")
    step(unit, "take_instrument", made.pk, "answer", text="已纠正")
    step(office, "take_instrument", made.pk, "settle", note="属实")
    step(office, "take", row.pk, "close", outcome="corrected", summary="已纠正")
    assert fresh(row).state == "closed"
    assert str(DocNumber.objects.get()).startswith("安司督函〔")


def test_whoever_may_not_take_a_step_finds_no_page_for_it(people: People, looking: Matter, browser: Browser) -> None:
    made = drafted(people, looking)
    made = actions.submit_instrument(by=people["supervisor"], instrument=made, seen=made.version)
    address = reverse("supervision:take_instrument", args=[made.pk, "issue"])
    assert browser(people["supervisor"]).get(address).status_code == 404, "the drafter"
    assert browser(people["colleague"]).get(address).status_code == 200
    assert browser(people["clerk"]).get(address).status_code == 404
    assert browser(people["leader"]).get(address).status_code == 404
    take = reverse("supervision:take", args=[looking.pk, "close"])
    assert browser(people["county_supervisor"]).get(take).status_code == 404
    assert (
        browser(people["supervisor"]).get(reverse("supervision:take", args=[looking.pk, "accept"])).status_code == 404
    )


def test_an_entry_of_a_ledger_brings_its_source_along(people: People, units: Units, browser: Browser) -> None:
    query = f"?source=finding:8123&unit={units['agency'].pk}&label=疑点8123"
    page = browser(people["supervisor"]).get(reverse("supervision:new") + query).content.decode()
    assert 'value="finding:8123"' in page
    assert re.search(r'value="finding"[^>]* checked', page)
    assert "疑点8123" in page


def test_lists_ask_the_database_as_often_however_long_they_are(
    people: People, units: Units, matter: Matter, browser: Browser
) -> None:
    def some() -> None:
        for _ in range(4):
            actions.open_matter(by=people["supervisor"], unit=units["agency"], clue=clue())
            given = actions.Taken("evaluation", "评估", timezone.localdate(), "冯某", "记录")
            actions.record_measure(by=people["supervisor"], unit=units["agency"], taken=given)

    client = browser(people["supervisor"])
    some()
    addresses = [reverse(f"supervision:{name}") for name in ("list", "measures", "register")]
    before = [queries(client, address) for address in addresses]
    some()
    assert [queries(client, address) for address in addresses] == before


def test_a_unit_sees_its_papers_and_the_files_it_handed_in_and_no_draft(
    people: People, looking: Matter, browser: Browser
) -> None:
    hidden = drafted(people, looking, "opinion")
    made = served(people, looking)
    made = actions.answer(
        by=people["clerk"], instrument=made, seen=made.version, text="已纠正", received=[pdf("报告", "报告.pdf")]
    )
    unit, stranger = browser(people["clerk"]), browser(people["stranger"])
    assert unit.get(hidden.get_absolute_url()).status_code == 404
    page = unit.get(looking.get_absolute_url()).content.decode()
    assert str(made.number) in page
    assert "（未编号）" not in page
    for which, code in (("text", 200), ("seal", 404), ("service", 404)):
        assert unit.get(reverse("supervision:paper", args=[made.pk, which])).status_code == code, which
    file = reverse("supervision:reply_file", args=[made.replies.get().files.get().pk])
    assert unit.get(file).status_code == 200
    assert stranger.get(file).status_code == 404
    assert stranger.get(reverse("supervision:paper", args=[made.pk, "text"])).status_code == 404


def test_what_waits_stands_on_the_first_page_of_whoever_is_to_do_it(
    people: People, looking: Matter, browser: Browser
) -> None:
    answered(people, looking)
    served(people, looking, "opinion")
    made = drafted(people, looking, "decision")
    actions.propose_decision(by=people["supervisor"], instrument=made, seen=made.version, major="重大")
    assert "有反馈待核实" in browser(people["supervisor"]).get("/").content.decode()
    assert "有监督文书待反馈" in browser(people["clerk"]).get("/").content.decode()
    assert "有监督决定书待决定" in browser(people["leader"]).get("/").content.decode()


def test_a_measure_recorded_on_its_page_keeps_its_own_columns(people: People, units: Units, browser: Browser) -> None:
    client, address = browser(people["supervisor"]), reverse("supervision:record_measure", args=["test"])
    sent = form_of(client, address) | {
        "unit": units["agency"].pk, "subject": "季度测试", "people": "冯某",
        "held_on": timezone.localdate().isoformat(),
        "text": "闭卷", "c_paper": "甲卷", "c_tested": 10, "c_took": 9, "c_passed": 0, "c_average": "81.5",
    }  # fmt: skip
    assert client.post(address, sent).status_code == 302
    assert Measure.objects.get().told == [
        ("试卷名称", "甲卷"), ("应测人数", "10"), ("实测人数", "9"), ("合格人数", "0"), ("平均分", "81.5"),
    ]  # fmt: skip


def test_a_ledgers_problem_becomes_a_matter_from_its_own_page(people: People, units: Units, browser: Browser) -> None:
    book = ledgers.open_ledger(by=people["clerk"], unit=units["agency"], spec_code="self-check")
    (entry,) = ledgers.record(by=people["clerk"], ledger=book, rows=[ledgers.NewEntry("收费没有依据")])
    unit = browser(people["clerk"]).get(entry.get_absolute_url()).content.decode()
    assert "立为监督事项" not in unit
    client = browser(people["supervisor"])
    page = client.get(entry.get_absolute_url()).content.decode()
    (address,) = re.findall(r'href="([^"]+)">立为监督事项', page)
    address = html.unescape(address)
    sent = form_of(client, address)
    assert sent["source"] == f"entry:{entry.pk}"
    sent |= {"unit": units["agency"].pk, "title": "收费没有依据", "origin": "ledger", "clue": "见台账"}
    sent["received_on"] = timezone.localdate().isoformat()
    made = client.post(address, sent)
    assert f"{entry}" in client.get(made.url).content.decode(), "the matter leads back to the ledger"
