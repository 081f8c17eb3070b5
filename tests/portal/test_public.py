"""Somebody from outside complains, page by page, without account or script; the receipt is theirs alone."""

from __future__ import annotations

import base64
import io
import re
import subprocess
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any, cast

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_structlog.middlewares import RequestMiddleware
from PIL import Image

from fajian.cli import portal
from fajian.core.errors import Refused
from fajian.core.files import path_of
from fajian.engine.faults import InputError
from fajian.portal import actions, cleaning, codes, daily, floods, receipts, sealing
from fajian.portal.actions import Told
from fajian.portal.models import Complaint, ComplaintFile, CustodianKey, Identity
from fajian.portal.words import words
from tests.clock import at
from tests.portal.conftest import PASSWORD, PERSON, TEXT, People, Units, complained, followed

pytestmark = pytest.mark.django_db
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
COMPLAIN = reverse("portal:complain")


def picture() -> io.BytesIO:
    """A photograph that says where it was taken."""
    exif = Image.Exif()
    exif[0x013B] = "玄凤鸟拍摄者"
    made = io.BytesIO()
    Image.effect_noise((320, 240), 60).convert("RGB").save(made, "JPEG", exif=exif)
    made.seek(0)
    made.name = "玄凤鸟的手机 (1).jpg"
    return made


def filled_in(answers: list[dict[str, Any]], client: Client | None = None) -> Any:
    """The answers, page after page, as a browser without scripts sends them: with what the page carries along."""
    client = client or Client(enforce_csrf_checks=False)
    page = client.get(COMPLAIN)
    for answer in answers:
        page = client.post(COMPLAIN, dict(HIDDEN.findall(page.content.decode())) | answer)
    return page


def answers(units: Units, **person: str) -> list[dict[str, Any]]:
    named = [{"named": "yes"}, person] if person else [{"named": "no"}]
    return [
        {"kind": "complaint"}, {"respondent": units["agency"].pk, "respondent_text": ""}, {"topic": "seizure"},
        {"happened": "去年八月，人民路", "text": TEXT}, *named,
    ]  # fmt: skip


@pytest.mark.mechanisms("S003-28", "S002-35")
def test_a_named_complaint_is_received_and_only_the_custodian_can_read_who_it_was(
    units: Units, people: People, custodian: Path
) -> None:
    person = {"person_name": PERSON.name, "contact": PERSON.contact, "address": PERSON.address}
    page = filled_in([*answers(units, **person), {"uploads": [picture()]}])
    assert page.status_code == 200
    row = Complaint.objects.get()
    assert (row.text, row.respondent, row.is_named, row.channel) == (TEXT, units["agency"], True, "portal")
    assert row.accept_by is not None
    identity = Identity.objects.get(complaint=row)
    assert sealing.unseal(identity.sealed, custodian.read_bytes(), PASSWORD) == PERSON
    with pytest.raises(InputError, match="不相符"):
        sealing.unseal(identity.sealed, custodian.read_bytes(), "别人的口令别人的口令别人")
    # The same length whoever it is; and nothing of the person, the file's name or its maker lies anywhere.
    assert len(base64.b64decode(identity.sealed)) == 512 + 48
    (file,) = ComplaintFile.objects.all()
    assert file.file.name == "附件1.jpg"
    assert not Image.open(path_of(file.file.digest)).getexif()
    for canary in (PERSON.name, PERSON.contact, PERSON.address, "玄凤鸟"):
        assert canary not in dump()
        assert canary.encode() not in path_of(file.file.digest).read_bytes()


def dump() -> str:
    """Every text of the database."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("portal_", "core_", "django_session")):
                cursor.execute(f'SELECT * FROM "{table}"')
                found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)


def test_each_page_asks_one_thing_and_loses_nothing(units: Units) -> None:
    client, given = Client(), answers(units)
    page = filled_in(given[:3], client)
    assert "发生了什么" in page.content.decode()
    wrong = client.post(COMPLAIN, dict(HIDDEN.findall(page.content.decode())) | {"text": " ", "happened": "昨天"})
    assert wrong.status_code == 422
    assert "请填写经过和要求" in wrong.content.decode()
    assert 'value="昨天"' in wrong.content.decode()
    carried = dict(HIDDEN.findall(wrong.content.decode()))
    assert carried["topic"] == "seizure"
    back = client.post(COMPLAIN, carried | {"text": TEXT, "happened": "", "to": "topic"}).content.decode()
    assert '"seizure" class="choices" required' in back or "checked" in back
    assert TEXT in back
    # The last page cannot be reached past a question.
    skipped = client.post(COMPLAIN, {"step": "send", "kind": "report"})
    assert "是哪一类问题" in skipped.content.decode()
    last = filled_in(given, client).content.decode()
    assert TEXT in last
    assert "第 6 步，共 6 步" in last
    assert Complaint.objects.count() == 0


def test_without_a_custodian_nobody_is_asked_to_trust_us_with_a_name(units: Units) -> None:
    page = filled_in([*answers(units, person_name="甲", contact="1"), {}])
    assert "没有设置身份保管人" in page.content.decode()
    assert not Complaint.objects.exists()


def test_the_code_is_shown_once_and_pressed_twice_it_is_one_complaint(units: Units) -> None:
    client = Client()
    last = filled_in(answers(units), client)
    sent = dict(HIDDEN.findall(last.content.decode()))
    first, second = client.post(COMPLAIN, sent), client.post(COMPLAIN, sent)
    row = Complaint.objects.get()
    code = first.context["code"]
    assert code == second.context["code"] == codes.plain(codes.shown(code))
    assert code not in dump()
    assert row.code_digest == codes.digest(code)
    assert TEXT not in followed("别的").content.decode()
    other = client.post(COMPLAIN, sent | {"text": f"{TEXT}回到上一页写的另一件。"})  # not lost in the first one
    assert other.context["code"] != code
    assert Complaint.objects.count() == 2
    assert row.name in Client().post(reverse("portal:follow"), {"code": codes.shown(code)}).content.decode()


def test_codes_do_not_collide_and_a_slip_is_told() -> None:
    made = {codes.code_of(str(number)) for number in range(20_000)}
    assert len(made) == 20_000
    code = made.pop()
    assert all(len(one) == 16 and codes.plain(one) for one in list(made)[:500])
    for place in range(16):
        slipped = code[:place] + str((int(code[place]) + 3) % 10) + code[place + 1 :]
        assert codes.plain(slipped) == ""
    assert codes.plain(code.translate({48 + n: 0xFF10 + n for n in range(10)})) == code
    assert codes.plain("²" * 16) == codes.plain("") == ""


@pytest.mark.usefixtures("within_the_hour")
def test_a_wrong_code_says_no_more_than_that_and_guessing_ends(units: Units, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cast("dict[str, int]", words().quotas), "guesses", 4)
    complained(units)
    most = words().quotas["guesses"]
    bodies = set()
    for number in range(most):
        answer = followed(f"错{number}")
        bodies.add(re.sub(r'value="[^"]*"', "", answer.content.decode()))
        assert answer.status_code == 422
    assert len(bodies) == 1
    stopped = followed()
    assert (stopped.status_code, stopped["Retry-After"]) == (429, "3600")
    # From another address it is open.
    other = Client(REMOTE_ADDR="192.0.2.9").post(reverse("portal:follow"), {"code": codes.code_of("一")})
    assert other.status_code == 200
    # So it is behind the proxy on this machine, which names the visitor; whoever comes from elsewhere names nobody.
    behind = Client(headers={"X-Forwarded-For": "192.0.2.10"})
    assert behind.post(reverse("portal:follow"), {"code": codes.code_of("一")}).status_code == 200
    claimed = Client(REMOTE_ADDR="192.0.2.9", headers={"X-Forwarded-For": "127.0.0.1"})
    assert claimed.post(reverse("portal:follow"), {"code": codes.code_of("一")}).status_code == 200


@pytest.mark.usefixtures("within_the_hour")
def test_a_flood_is_kept_and_wakes_nobody_and_silences_nobody(
    units: Units, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(cast("dict[str, int]", words().quotas), "complaints", 2)
    most = words().quotas["complaints"]
    given = answers(units)
    for _ in range(most + 2):
        assert filled_in([*given, {}]).status_code == 200
    assert Complaint.objects.filter(held=False).count() == most
    assert Complaint.objects.filter(held=True).count() == 2
    assert filled_in([*given, {}], Client(REMOTE_ADDR="192.0.2.9")).status_code == 200
    assert Complaint.objects.filter(held=True).count() == 2
    assert "127.0.0.1" not in dump()
    assert floods.so_far("complaints", "127.0.0.1") == most + 2
    assert daily.forget(timezone.localdate()) == {"forgotten": 0}
    with at(timezone.localdate() + timedelta(days=2)):
        assert daily.forget(timezone.localdate()) == {"forgotten": 2}


@pytest.mark.mechanisms("S003-58")
def test_a_third_party_verifies_the_signed_receipt_with_its_own_tool(units: Units, tmp_path: Path) -> None:
    row = complained(units)
    taken = followed(take="1")
    receipt = taken.content.decode()
    assert "attachment" in taken["Content-Disposition"]
    title, line, signature = receipt.splitlines()
    (tmp_path / "line").write_text(line, encoding="utf-8")
    (tmp_path / "sig").write_bytes(base64.b64decode(signature))
    (tmp_path / "key.pem").write_text(receipts.public_key())
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key.pem", "-rawin", "-in", "line"]
    done = subprocess.run([*command, "-sigfile", "sig"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "Verified" in done.stdout + done.stderr
    assert codes.code_of("一") not in receipt

    def said(text: str, original: str = "") -> str:
        return Client().post(reverse("portal:verify"), {"receipt": text, "original": original}).content.decode()

    assert f"编号 {row}" in said(receipt)
    assert "与回执相符" in said(receipt, TEXT)
    assert "与回执不相符" in said(receipt, TEXT + "加一句")
    for tampered in (line.replace("000001", "000002"), line.replace("安澜市", "云岭市"), "{}", "[]"):
        assert "核验不通过" in said(f"{title}\n{tampered}\n{signature}")
    for junk in ("x", f"{title}\n{line}\n不是", f"{title}\n{line}"):
        assert "核验不通过" in said(junk)
    assert (settings.FAJIAN_DATA / "receipt.key").stat().st_mode & 0o077 == 0


def test_the_public_pages_show_no_menu_and_larger_type_is_a_cookie(
    units: Units, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client()
    for name in ("front", "complain", "follow", "verify"):
        page = client.get(reverse(f"portal:{name}"))
        assert page.status_code == 200
        assert 'class="large"' not in page.content.decode()
        assert 'aria-label="栏目"' not in page.content.decode()
    large = reverse("portal:large")
    assert client.get(large, {"back": "/portal/follow/"})["Location"] == "/portal/follow/"
    assert 'class="large"' in client.get(reverse("portal:front")).content.decode()
    assert client.get(large, {"back": "//elsewhere.example/"})["Location"] == reverse("portal:front")
    assert 'class="large"' not in client.get(reverse("portal:front")).content.decode()
    assert client.get(large, {"back": "nowhere"})["Location"] == reverse("portal:front")
    # No line in the log: it would name an official who complains logged in.
    logged: list[str] = []
    monkeypatch.setattr(RequestMiddleware, "prepare", lambda _, request: logged.append(request.path))
    for name in ("front", "complain", "follow"):
        client.get(reverse(f"portal:{name}"))
    assert logged == [reverse("portal:front")]


def test_before_there_is_any_unit_the_public_is_told_so() -> None:
    told = Told("complaint", "other", TEXT)
    with pytest.raises(Refused, match="还没有建立单位"):
        actions.complain(by=actions.PUBLIC, told=told, code=codes.code_of("一"))


def test_a_name_written_by_hand_keeps_the_unit_away_too(units: Units) -> None:
    row = complained(units, respondent=None, respondent_text="就是市城管局的人")
    assert row.respondent == units["agency"]
    assert complained(units, "二", respondent=None, respondent_text="不认识的局").respondent is None
    assert complained(units, "三", respondent=units["county_agency"]).unit == units["county"]
    # The longer name is meant; the highest government never, for nobody could read what is kept from it.
    assert (
        complained(units, "四", respondent=None, respondent_text="安澜市城管支队，归市城管局管").respondent
        == units["team"]
    )
    assert complained(units, "五", respondent=None, respondent_text="安澜市人民政府门口的队员").respondent is None


def test_the_custodians_key_is_not_overwritten_and_wants_a_long_password(tmp_path: Path) -> None:
    place = tmp_path / "key.pem"
    with pytest.raises(InputError, match="12"):
        sealing.new_pair(place, "短")
    sealing.new_pair(place, PASSWORD)
    with pytest.raises(InputError, match="已经存在"):
        sealing.new_pair(place, PASSWORD)
    assert PASSWORD.encode() not in place.read_bytes()


def test_the_custodian_makes_the_key_and_opens_with_it_on_the_command_line(units: Units, tmp_path: Path) -> None:
    place = tmp_path / "key.pem"
    made = CliRunner().invoke(portal.command, ["key", str(place), "--holder", "信访室", "--password", PASSWORD])
    assert made.exit_code == 0, made.output
    assert CustodianKey.objects.get(ended_on=None).holder == "信访室"
    row = complained(units, person=PERSON)
    sealed = tmp_path / "sealed.txt"
    sealed.write_text(Identity.objects.get(complaint=row).sealed)
    opened = CliRunner().invoke(portal.command, ["open", str(sealed), "--key", str(place), "--password", PASSWORD])
    assert PERSON.contact in opened.output
    lost = CliRunner().invoke(portal.command, ["open", str(tmp_path / "x"), "--key", str(place), "--password", "y"])
    assert isinstance(lost.exception, InputError)


def test_hostile_uploads_end_in_a_sentence(units: Units) -> None:
    chance, good = Random(8), picture().getvalue()
    pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    heads = (good, pdf, b"<svg onload=x>", b"PK\x03\x04", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"MZ", b"", b"\0" * 64)
    names = ("a.jpg", "a.png", "a.pdf", "..", "", "a.svg", "a.html", "a.jpg.exe", "\u202egpj.exe", "x" * 300 + ".jpg")
    refused: list[str] = []
    for number in range(500):
        body = bytearray(heads[1] if number % 20 == 0 else chance.choice((good, *heads[2:])))
        for _ in range(chance.randrange(0, 40)):
            if body:
                body[chance.randrange(len(body))] = chance.randrange(256)
        body = body[: chance.randrange(1, len(body) + 1)] if body and number % 2 else body
        upload = io.BytesIO(bytes(body))
        upload.name = chance.choice(names) if number % 3 else chance.choice(names[:2])
        try:
            assert cleaning.cleaned(upload, 1).kind in ("jpg", "pdf")
        except Refused as said:
            refused.append(str(said))
    assert 100 < len(refused) < 500
    assert [said for said in refused if not said.endswith("。") or "Word" in said] == []
