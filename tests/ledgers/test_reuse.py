"""Proof and words that stand for two problems: seen by those who may, and explained before a problem is closed."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fajian.core.errors import Refused
from fajian.core.files import Received, receive
from fajian.core.models import Event, Picture
from fajian.ledgers import actions, reuse
from fajian.ledgers.models import Ledger, Proof, Rectification, Wording
from fajian.orgs.models import User
from tests.engine.office.pictures import form, photo, smaller, stored
from tests.ledgers.conftest import CANARY, Browser, page
from tests.ledgers.stories import DUE_ON, pdf

pytestmark = pytest.mark.django_db
People = dict[str, User]
RESULT = "已向当事人重新送达处罚决定书，回证入卷，并组织全体执法人员学习送达的规定。"


def jpeg(content: bytes, name: str = "现场.jpg") -> Received:
    return receive(io.BytesIO(content), name)


def submitted(
    user: User, ledger: Ledger, files: list[Received], *, result: str = "好", note: str = ""
) -> Rectification:
    """A problem for which its unit has applied for closing."""
    (entry,) = actions.record(by=user, ledger=ledger, rows=[actions.NewEntry("处罚决定逾期送达")])
    row = Rectification.objects.get(entry=entry)
    told = {"cause": "疏忽", "measure": "逐案建立送达台账，由专人盯办", "due_on": DUE_ON, "person": "甲"}
    actions.accept(by=user, rectification=row, seen=1, **told)
    actions.submit(by=user, rectification=row, seen=2, result=result, files=files, note=note)
    return Rectification.objects.get(entry=entry)


@pytest.fixture
def theirs(people: People) -> Ledger:
    """The other agency's self-check."""
    stranger = people["stranger"]
    return actions.open_ledger(by=stranger, unit=stranger.unit, spec_code="self-check", title=f"{CANARY}台账")


def close(user: User, row: Rectification, **more: Any) -> Rectification:
    return actions.close(by=user, rectification=row, seen=row.version, **more)


def whys(row: Rectification, user: Any) -> list[tuple[str, int]]:
    return [(one.why, one.other.pk) for one in reuse.found([row], user)[row.pk]]


# ── found ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_picture_sent_through_a_messenger_is_still_the_same_picture(
    people: People, ledger: Ledger, theirs: Ledger
) -> None:
    here = submitted(people["clerk"], ledger, [jpeg(stored(photo(1)))])
    there = submitted(people["stranger"], theirs, [jpeg(stored(smaller(photo(1), 2), quality=60), "微信图片.jpg")])
    submitted(people["stranger"], theirs, [jpeg(stored(photo(2)))])
    assert whys(here, people["supervisor"]) == [("picture", there.pk)]
    assert whys(there, people["supervisor"]) == [("picture", here.pk)]


def test_two_forms_filled_in_differently_are_two_proofs(people: People, ledger: Ledger) -> None:
    first = submitted(people["clerk"], ledger, [jpeg(stored(form(1)))])
    submitted(people["clerk"], ledger, [jpeg(stored(form(2)), "回证二.jpg")])
    assert whys(first, people["supervisor"]) == []


def test_a_copied_result_is_found_although_its_numbers_were_changed(
    people: People, ledger: Ledger, theirs: Ledger
) -> None:
    here = submitted(people["clerk"], ledger, [pdf("一")], result=f"清罚〔2026〕1号{RESULT}")
    there = submitted(people["stranger"], theirs, [pdf("二")], result=f"清罚〔2026〕22号 {RESULT}")
    other = submitted(
        people["stranger"], theirs, [pdf("三")], result="已退还多收的保证金，财务室每月核对一次并张榜公布。"
    )
    assert whys(here, people["supervisor"]) == [("text", there.pk)]
    assert whys(other, people["supervisor"]) == []


def test_words_too_few_to_be_anybodys_own_are_no_copy(people: People, ledger: Ledger) -> None:
    first = submitted(people["clerk"], ledger, [pdf("一")], result="已整改到位。")
    submitted(people["clerk"], ledger, [pdf("二")], result="已整改到位。")
    assert whys(first, people["supervisor"]) == []


def test_what_was_taken_back_or_struck_out_does_not_count(people: People, ledger: Ledger) -> None:
    clerk = people["clerk"]
    row = submitted(clerk, ledger, [pdf("同")])
    (entry,) = actions.record(by=clerk, ledger=ledger, rows=[actions.NewEntry("另一个问题")])
    other = Rectification.objects.get(entry=entry)
    (proof,) = actions.add_proof(by=clerk, rectification=other, files=[pdf("同")], note="同一次送达")
    assert whys(row, people["supervisor"]) == [("file", other.pk)]
    actions.take_back_proof(by=clerk, proof=proof, reason="传错")
    assert whys(row, people["supervisor"]) == []
    actions.add_proof(by=clerk, rectification=other, files=[pdf("同")], note="同一次送达")
    entry.refresh_from_db()
    actions.strike_out(by=clerk, entry=entry, seen=entry.version, reason="重复登记")
    assert whys(row, people["supervisor"]) == []


def test_a_unit_never_learns_of_another_units_rows(
    people: People, ledger: Ledger, theirs: Ledger, browser: Browser
) -> None:
    row = submitted(people["clerk"], ledger, [pdf("同"), jpeg(stored(photo(1)))], result=RESULT)
    other = submitted(people["stranger"], theirs, [pdf("同"), jpeg(stored(photo(1), quality=60))], result=RESULT)
    assert whys(row, people["clerk"]) == []
    assert "还用于" not in page(browser(people["clerk"]).get(reverse("ledgers:entry", args=[row.pk])))
    for name in ("supervisor", "discipline", "leader"):
        assert whys(row, people[name]) == [("file", other.pk), ("picture", other.pk), ("text", other.pk)]
        text = page(browser(people[name]).get(reverse("ledgers:entry", args=[row.pk])))
        for part in ("同一文件还用于", "几乎相同的图片还用于", "几乎相同的整改情况还用于", f"另一单位：{CANARY}局"):
            assert part in text, (name, part)


def test_many_rows_cost_no_more_queries_than_one(people: People, ledger: Ledger, theirs: Ledger) -> None:
    rows = [
        submitted(
            people[name], book, [jpeg(stored(photo(seed), quality=quality)), pdf("同")], result=RESULT, note="同一批"
        )
        for name, book, quality in (("clerk", ledger, 90), ("stranger", theirs, 70))
        for seed in (1, 2)
    ]
    costs = []
    for some in (rows[:1], rows):
        with CaptureQueriesContext(connection) as queries:
            found = reuse.found(some, people["supervisor"])
        costs.append(len(queries))
        assert {one.why for one in found[rows[0].pk]} == {"file", "picture", "text"}
    assert costs[0] == costs[1] <= 6


def test_a_phrase_that_many_use_makes_no_copy(people: People, ledger: Ledger, theirs: Ledger) -> None:
    own = submitted(people["clerk"], ledger, [pdf("甲")], result=RESULT)
    phrase = RESULT[:15]  # they share runs of signs, and keys perhaps, but most of what they say is their own
    for number, rest in enumerate(("并向局党组作了书面检查，扣发绩效。", "同时修订台账，每周核对一次。")):
        submitted(people["stranger"], theirs, [pdf(f"乙{number}")], result=phrase + rest)
    assert whys(own, people["supervisor"]) == []


def test_looking_up_keys_never_reads_the_whole_table(people: People) -> None:
    keys = [(1, 2, 3, 4), (5, None, 7, 8)]
    results = Wording.objects.filter(field="result")
    for rows in (Picture.objects.sharing(keys), results.sharing(keys), results.sharing(keys, at_least=2)):
        plan = rows.explain()
        assert plan.count("key_") >= 4
        if connection.vendor == "sqlite":
            assert "SCAN" not in plan


# ── uploading ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_nearly_the_same_picture_for_another_problem_of_the_unit_needs_a_word_why(
    people: People, ledger: Ledger
) -> None:
    submitted(people["clerk"], ledger, [jpeg(stored(photo(1)))])
    copy = jpeg(stored(smaller(photo(1), 2)), "另一处.jpg")
    with pytest.raises(Refused, match=r"“另一处.jpg”与“现场.jpg”几乎相同，已作为本单位另一个问题的佐证（.+第1号）"):
        submitted(people["clerk"], ledger, [copy])
    row = submitted(people["clerk"], ledger, [copy], note="同一处摊点，两个问题")
    assert Proof.objects.get(rectification=row).note == "同一处摊点，两个问题"


def test_two_pictures_of_one_problem_may_resemble_each_other(people: People, ledger: Ledger) -> None:
    row = submitted(people["clerk"], ledger, [jpeg(stored(photo(1))), jpeg(stored(photo(1), quality=60), "又一张.jpg")])
    assert row.proofs.count() == 2
    assert whys(row, people["supervisor"]) == []


def test_a_picture_kept_while_the_form_was_wrong_is_compared_too(
    people: People, ledger: Ledger, browser: Browser
) -> None:
    submitted(people["clerk"], ledger, [jpeg(stored(photo(1)))])
    (entry,) = actions.record(by=people["clerk"], ledger=ledger, rows=[actions.NewEntry("另一个问题")])
    clerk, address = browser(people["clerk"]), reverse("ledgers:prove", args=[entry.pk])
    sent = SimpleUploadedFile("又.jpg", stored(photo(1), quality=70))
    first = clerk.post(address, {"uploads": [sent], "proof_kind": "照片", "note": ""})
    text = first.content.decode()
    assert "与“现场.jpg”几乎相同" in text
    kept = text.split('name="kept" value="')[1].split('"')[0]
    assert "几乎相同" in clerk.post(address, {"kept": kept, "proof_kind": "照片", "note": ""}).content.decode()
    assert clerk.post(address, {"kept": kept, "proof_kind": "照片", "note": "同一处"}).status_code == 302


# ── closing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_closing_over_what_stands_elsewhere_wants_an_explanation_that_is_kept(
    people: People, ledger: Ledger, theirs: Ledger, browser: Browser
) -> None:
    submitted(people["stranger"], theirs, [jpeg(stored(photo(1)))])
    row = submitted(people["clerk"], ledger, [jpeg(stored(photo(1), quality=60))])
    with pytest.raises(Refused, match=r"与其他问题重复：几乎相同的图片“现场.jpg”.+请在“重复使用说明”中写明"):
        close(people["supervisor"], row)
    with pytest.raises(Refused, match="重复使用说明"):
        close(people["supervisor"], row, reuse_note="  ")
    close(people["supervisor"], row, reuse_note="两单位联合整治同一路段，现场核对属实")
    row.refresh_from_db()
    assert (row.state, row.reuse_note) == ("closed", "两单位联合整治同一路段，现场核对属实")
    told = Event.objects.filter(command="ledgers.close").latest("seq").payload or ""
    assert "几乎相同的图片“现场.jpg”" in told
    text = page(browser(people["clerk"]).get(reverse("ledgers:entry", args=[row.pk])))
    assert "两单位联合整治同一路段" in text
    assert CANARY not in text


def test_without_reuse_nothing_is_asked_and_nothing_kept(people: People, ledger: Ledger, browser: Browser) -> None:
    row = submitted(people["clerk"], ledger, [jpeg(stored(photo(1)))], result=RESULT)
    supervisor = browser(people["supervisor"])
    assert "重复使用说明" not in page(supervisor.get(reverse("ledgers:close", args=[row.pk])))
    assert "重复使用说明" not in page(supervisor.get(reverse("ledgers:review")))
    assert close(people["supervisor"], row, reuse_note="没有这回事").reuse_note == ""


def test_the_closing_page_asks_where_something_is_reused(people: People, ledger: Ledger, browser: Browser) -> None:
    submitted(people["clerk"], ledger, [pdf("一")], result=RESULT)
    row = submitted(people["clerk"], ledger, [pdf("二")], result=RESULT)
    supervisor, address = browser(people["supervisor"]), reverse("ledgers:close", args=[row.pk])
    text = page(supervisor.get(address))
    assert "几乎相同的整改情况还用于" in text
    assert "重复使用说明" in text
    wrong = supervisor.post(address, {"seen": row.version, "note": "同意"})
    assert wrong.status_code == 422
    assert "请填写重复使用说明。" in wrong.content.decode()
    supervisor.post(address, {"seen": row.version, "note": "同意", "reuse_note": "同一次培训"})
    row.refresh_from_db()
    assert (row.state, row.reuse_note) == ("closed", "同一次培训")


def test_the_batch_review_asks_row_by_row(people: People, ledger: Ledger, browser: Browser) -> None:
    rows = [submitted(people["clerk"], ledger, [pdf(name)], result=text) for name, text in (
        ("一", RESULT), ("二", RESULT), ("三", "已退还多收的保证金，财务室每月核对一次并张榜公布。"),
    )]  # fmt: skip
    supervisor = browser(people["supervisor"])
    text = page(supervisor.get(reverse("ledgers:review")))
    asked = [row.pk for row in rows if f'name="{row.pk}-reuse_note"' in text]
    assert asked == [rows[0].pk, rows[1].pk]

    def send(**notes: str) -> Any:
        data: dict[str, Any] = {"rows": [row.pk for row in rows]}
        for row in rows:
            data |= {f"{row.pk}-verdict": "close", f"{row.pk}-seen": row.version, f"{row.pk}-key": f"{row.pk}{notes}"}
        return supervisor.post(reverse("ledgers:review"), {**data, f"{rows[0].pk}-reuse_note": notes.get("first", "")})

    left = send(first="同一次培训")
    assert left.status_code == 422
    assert "请写明为什么可以与其他问题共用。" in left.content.decode()
    states = [Rectification.objects.get(pk=row.pk).state for row in rows]
    assert states == ["closed", "submitted", "closed"]


def test_the_index_follows_the_text(people: People, ledger: Ledger) -> None:
    row = submitted(people["clerk"], ledger, [pdf("一")], result=RESULT)
    before = Wording.objects.get(rectification=row, field="result").keys
    actions.return_(by=people["supervisor"], rectification=row, seen=row.version, reason="补充")
    row.refresh_from_db()
    again = "已退还多收的保证金，财务室每月核对一次并张榜公布。"
    actions.submit(by=people["clerk"], rectification=row, seen=row.version, result=again)
    assert Wording.objects.filter(rectification=row).count() == 2
    assert Wording.objects.get(rectification=row, field="result").keys != before
