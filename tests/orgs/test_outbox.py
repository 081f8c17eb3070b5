"""What is to be sent outside is kept, sent once, tried again, given up and shown."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

import fajian
from fajian.core.commands import System
from fajian.core.errors import Refused
from fajian.core.models import Event, Job
from fajian.core.worker import work
from fajian.orgs import channels, outbox, outgoing
from fajian.orgs.actions import close_account, open_account, open_unit, set_address
from fajian.orgs.models import Dispatch, Hook, User
from tests.clock import at
from tests.orgs.receivers import Office, Sink, running

BY = System("测试")
pytestmark = pytest.mark.django_db(transaction=True)
DAY = dt.date(2026, 3, 23)


@pytest.fixture
def people() -> dict[str, User]:
    city = open_unit(by=BY, name="云岭市人民政府", kind="government")
    office = open_unit(by=BY, name="云岭市司法局", kind="supervision", parent=city)
    agency = open_unit(by=BY, name="云岭市城市管理局", kind="agency", parent=city)
    county = open_unit(by=BY, name="青石县人民政府", kind="government", parent=city)
    found = {
        name: open_account(by=BY, username=name, display_name=f"{name}某", role=role, unit=unit)
        for name, role, unit in (
            ("admin", "admin", office), ("county_admin", "admin", county), ("clerk", "clerk", agency),
            ("chief", "unit_leader", agency),
        )
    }  # fmt: skip
    for name in ("clerk", "chief"):
        set_address(by=found[name], user=found[name], email=f"{name}@example.org")
        found[name].refresh_from_db()
    return found


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    """The mail server of the installation."""
    with running(Sink()) as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_USE_TLS = False
        settings.DEFAULT_FROM_EMAIL = "法鉴 <fajian@example.org>"
        yield server


@pytest.fixture
def office(settings: Any, people: dict[str, User]) -> Iterator[Office]:
    """Another system whose address is entered."""
    settings.FAJIAN_HOOKS_HERE = True
    with running(Office()) as server:
        hook = outgoing.enter_hook(by=people["admin"], unit=people["admin"].unit, title="督查系统", url=server.url)
        server.key = outgoing.signing_key(hook)
        yield server


def write(people: dict[str, User], *names: str, once: str = "day-1") -> None:
    outbox.write_letters([(people[name], "今日催报1项", f"{name}某：\n一项") for name in names], once)


def tell(path: str = "0001", **fact: Any) -> None:
    outbox.write_messages(outbox.listening(), path, "催报", [{"event": "campaign.nudged", "count": 1, **fact}])


def states() -> list[tuple[str, int]]:
    return list(Dispatch.objects.order_by("pk").values_list("state", "tries"))


def pass_time(**span: int) -> None:
    """The waiting ones have waited so long."""
    for row in Dispatch.objects.filter(state="waiting"):
        assert row.next_at is not None
        Dispatch.objects.filter(pk=row.pk).update(next_at=row.next_at - dt.timedelta(**span))


# ── letters ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_letter_reaches_a_real_mail_server_once(people: dict[str, User], sink: Sink) -> None:
    write(people, "clerk", "admin")
    write(people, "clerk")
    assert states() == [("waiting", 0)], "who has no address gets none, and nobody two of one day"
    work(once=True)
    work(once=True)
    (text,) = sink.letters
    letter = email.message_from_bytes(text, policy=email.policy.default)
    row = Dispatch.objects.get()
    assert (letter["To"], letter["Subject"]) == ("clerk@example.org", "今日催报1项")
    assert letter["Message-ID"] == f"<{row.number}@example.org>"
    assert letter["X-Fajian-Delivery"] == str(row.number)
    assert letter.get_content().splitlines() == ["clerk某：", "一项"]
    assert (row.state, row.tries, row.code) == ("sent", 1, 250)
    assert row.sent_at


def test_an_address_the_server_refuses_keeps_nobody_else_waiting(people: dict[str, User], sink: Sink) -> None:
    sink.refuse = {"clerk@example.org"}
    write(people, "clerk", "chief")
    work(once=True)
    assert states() == [("waiting", 1), ("sent", 1)]
    assert Dispatch.objects.earliest("pk").error == "邮件服务器不收这个邮箱（550），请核对邮箱"
    sink.refuse = set()
    pass_time(minutes=2)
    work(once=True)
    assert states() == [("sent", 2), ("sent", 1)]


def test_a_mail_server_that_is_away_is_asked_once_a_run(people: dict[str, User], settings: Any) -> None:
    with running(Sink()) as gone:
        port = gone.server_address[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
    write(people, "clerk", "chief")
    work(once=True)
    assert states() == [("waiting", 1), ("waiting", 0)]
    assert Job.objects.get(name="orgs.post").state == "done", "the worker goes on"
    assert "没有应答" in Dispatch.objects.earliest("pk").error


def test_no_server_no_letter_and_nobody_writes_for_somebody_else(people: dict[str, User]) -> None:
    write(people, "clerk")
    assert states() == []
    with pytest.raises(Refused, match="只能由本人"):
        set_address(by=people["chief"], user=people["clerk"], email="x@example.org")


def test_who_left_or_wants_none_any_more_gets_none(people: dict[str, User], sink: Sink) -> None:
    write(people, "clerk", "chief")
    set_address(by=people["clerk"], user=people["clerk"], email="")
    close_account(by=BY, user=people["chief"])
    work(once=True)
    assert states() == [("dropped", 0), ("dropped", 0)]
    assert sink.letters == []


# ── messages ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_real_receiver_checks_the_signature_fails_twice_and_accepts(office: Office) -> None:
    office.answers = [503, 500]
    tell(count=3)
    work(once=True)
    assert states() == [("waiting", 1)]
    row = Dispatch.objects.get()
    assert (row.code, row.error) == (503, "对方回答 503")
    work(once=True)
    assert states() == [("waiting", 1)], "not before its time"
    pass_time(minutes=2)
    work(once=True)
    assert states() == [("waiting", 2)]
    pass_time(minutes=2)
    work(once=True)
    assert states() == [("waiting", 2)], "the second wait is longer"
    pass_time(minutes=5)
    work(once=True)
    row = Dispatch.objects.get()
    assert (row.state, row.tries, row.code, row.error) == ("sent", 3, 204, "")
    assert [number for number, _ in office.seen] == [str(row.number)] * 3
    assert office.seen[0][1] == {"id": str(row.number), "event": "campaign.nudged", "count": 3}
    assert office.refused == 0


def test_the_five_lines_of_the_manual_tell_genuine_from_forged() -> None:
    text = (Path(fajian.__file__).parent / "web" / "help" / "keepers.md").read_text(encoding="utf-8")
    lines = text[text.index("    import hashlib") :].split("\n\n")[0]
    names: dict[str, Any] = {}
    exec(textwrap.dedent(lines), names)
    header = channels.signature(b"body", "key")
    assert names["is_genuine"](b"body", header, "key")
    assert not names["is_genuine"](b"bodY", header, "key")
    assert not names["is_genuine"](b"body", header, "another")


def test_another_key_is_refused_by_the_receiver(office: Office) -> None:
    office.key = "another"
    tell()
    work(once=True)
    assert (office.refused, states()) == (1, [("waiting", 1)])


def test_what_never_arrives_is_given_up_shown_and_sent_again_by_hand(office: Office, people: dict[str, User]) -> None:
    office.answers = [500] * 6
    tell()
    for _ in range(8):
        work(once=True)
        pass_time(days=1)
    row = Dispatch.objects.get()
    assert (row.state, row.tries, row.next_at) == ("failed", 6, None)
    with pytest.raises(Refused, match="不在您的管理范围"):
        outgoing.resend(by=people["county_admin"], dispatch=row)
    outgoing.resend(by=people["admin"], dispatch=row)
    work(once=True)
    assert states() == [("sent", 1)]
    with pytest.raises(Refused, match="只有未送达"):
        outgoing.resend(by=people["admin"], dispatch=row)
    assert Event.objects.filter(command="orgs.resend").count() == 1


def test_a_worker_that_dies_in_the_middle_has_had_its_try(office: Office) -> None:
    tell()
    number = Dispatch.objects.get().pk
    stale = outbox.claimed(number)
    assert stale
    assert outbox.claimed(number) is None, "a second worker that saw it waiting, too, leaves it alone"
    pass_time(minutes=2)
    assert outbox.claimed(number), "its wait is over"
    Dispatch.objects.filter(pk=number).update(tries=outbox.TRIES)
    pass_time(days=1)
    assert outbox.claimed(number) is None
    outbox.noted(stale, channels.Answer(204))
    assert Dispatch.objects.get().state == "failed", "what was given up is not overwritten by a late answer"


def test_a_redirect_is_not_followed(office: Office) -> None:
    office.answers = [302]
    tell()
    work(once=True)
    assert Dispatch.objects.get().error == "对方要求转到别的地址（302），不跟随"
    assert len(office.seen) == 1


def test_a_receiver_that_is_away_does_not_hold_up_the_others(office: Office, people: dict[str, User]) -> None:
    with running(Office()) as gone:
        url = gone.url
    outgoing.enter_hook(by=people["admin"], unit=people["admin"].unit, title="关了的", url=url)
    tell()
    tell()
    work(once=True)
    assert Dispatch.objects.filter(hook__title="督查系统", state="sent").count() == 2
    assert list(Dispatch.objects.filter(hook__title="关了的").order_by("pk").values_list("tries", flat=True)) == [1, 0]


def test_a_stopped_address_gets_nothing_more(office: Office, people: dict[str, User]) -> None:
    tell()
    hook = Hook.objects.get()
    with pytest.raises(Refused, match="理由"):
        outgoing.stop_hook(by=people["admin"], hook=hook, seen=hook.version, reason=" ")
    with pytest.raises(Refused, match="不在您的管理范围"):
        outgoing.stop_hook(by=people["county_admin"], hook=hook, seen=hook.version, reason="换系统")
    hook = outgoing.stop_hook(by=people["admin"], hook=hook, seen=hook.version, reason="换系统")
    tell()
    work(once=True)
    assert states() == [("dropped", 0)]
    assert office.seen == []
    with pytest.raises(Refused, match="已经停用"):
        outgoing.stop_hook(by=people["admin"], hook=hook, seen=hook.version, reason="换系统")


def test_a_county_hears_of_what_its_own_office_leads(people: dict[str, User]) -> None:
    unit = people["county_admin"].unit
    assert unit is not None
    outgoing.enter_hook(by=people["county_admin"], unit=unit, title="县系统", url="https://oa.example.org/in")
    tell(path="00010001")
    assert Dispatch.objects.count() == 0
    tell(path=f"{unit.path}0001")
    assert Dispatch.objects.get().unit_path == unit.path


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("ftp://oa.example.org/x", "http:// 或 https://"),
        ("file:///etc/passwd", "http:// 或 https://"),
        ("https://", "http:// 或 https://"),
        ("https://oa.example.org:99999/", "http:// 或 https://"),
        ("https://oa.example.org/a\r\nX-Y: 1", "http:// 或 https://"),
        ("https://name:word@oa.example.org/", "用户名和口令"),
        ("https://oa.example.org/#part", "#"),
    ],
)
def test_an_address_that_is_none_is_refused(people: dict[str, User], url: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        outgoing.enter_hook(by=people["admin"], unit=people["admin"].unit, title="错的", url=url)
    assert Hook.objects.count() == 0


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "169.254.169.254", "0.0.0.0", "[::ffff:127.0.0.1]"]
)
def test_this_machine_and_the_clouds_own_numbers_are_not_reached(people: dict[str, User], host: str) -> None:
    outgoing.enter_hook(by=people["admin"], unit=people["admin"].unit, title="里面", url=f"http://{host}/x")
    tell()
    work(once=True)
    row = Dispatch.objects.get()
    assert row.tries == 1
    assert "不能外发的网段" in row.error


def test_the_key_stands_neither_in_the_database_nor_in_the_chain(people: dict[str, User]) -> None:
    url = "https://oa.example.org/in"
    hook = outgoing.enter_hook(by=people["admin"], unit=people["admin"].unit, title="督查系统", url=url)
    key = outgoing.signing_key(hook)
    assert len(key) > 40
    assert key not in hook.signing_key
    assert not any(word in (event.payload or "") for event in Event.objects.all() for word in (key, hook.signing_key))


def test_nothing_due_asks_for_no_job(office: Office) -> None:
    work(once=True)
    with at(DAY):
        tell()
    assert timezone.localdate() > DAY
    outbox.ask()
    outbox.ask()
    assert Job.objects.filter(name="orgs.post").count() == 1
