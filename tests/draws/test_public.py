"""What anybody sees of a draw: the digest first, everything else once it is published, and never a person's name."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fajian.core.errors import Refused
from fajian.draws import actions
from fajian.draws.models import Draw, Secret
from fajian.engine.draws import protocol
from fajian.engine.draws.protocol import Exclusion
from fajian.orgs.models import User
from tests.draws.conftest import SECRETS, in_state, prepared

pytestmark = pytest.mark.django_db
Browser = Callable[[User], Client]
FILES = ("public_commitment", "public_bundle")
LEFT_OUT = (Exclusion("entry:1", "由负责人李小明（13800138000）经手"),)


def record(row: Draw) -> str:
    return str(Client().get(reverse("draws:record", args=[row.pk])).content.decode())


def status(name: str, row: Draw) -> int:
    return Client().get(reverse(f"draws:{name}", args=[row.pk])).status_code


def published(row: Draw, people: dict[str, User]) -> Draw:
    return actions.publish(by=people["colleague"], draw=row, seen=row.version)


def test_the_digest_is_public_at_once_and_the_rest_once_it_is_published(
    people: dict[str, User], browser: Browser
) -> None:
    row = prepared(people, exclusions=LEFT_OUT)
    assert Client().get(reverse("draws:record", args=[row.pk])).status_code == 404
    row = actions.seal(by=people["discipline"], draw=row, secret=SECRETS["discipline"])
    assert row.digest in record(row)
    assert row.title in Client().get(reverse("draws:public")).content.decode()
    for name in ("discipline", "supervisor"):
        row = actions.reveal(by=people[name], draw=row, secret=SECRETS[name])
    before = record(row)
    drawn = [one for ids in row.drawn.values() for one in ids]
    assert "结果还没有公开" in before
    assert not any(one in before for one in [*drawn, row.seed, *SECRETS.values()])
    assert [status(name, row) for name in FILES] == [404, 404]
    client = browser(people["colleague"])
    assert "公开结果</button>" in client.get(row.get_absolute_url()).content.decode()
    address = reverse("draws:publish", args=[row.pk])
    assert client.post(address, {"seen": row.version}, follow=True).status_code == 200
    row.refresh_from_db()
    after = record(row)
    assert all(one in after for one in [*drawn, row.seed, row.digest, SECRETS["supervisor"], "entry:1："])
    told = json.loads(Client().get(reverse("draws:public_bundle", args=[row.pk])).content)
    assert protocol.sha256(told["commitment"]) == row.digest
    with pytest.raises(Refused, match="已经公开"):
        published(row, people)
    page = Client().get(reverse("draws:verify"), {"draw": row.pk}).content.decode()
    assert row.digest in page
    assert "python3 verify.py" in page  # what to do without scripts
    for strange in ("9" * 30, "x", "²", str(row.pk + 99)):
        assert Client().get(reverse("draws:verify"), {"draw": strange}).status_code == 200


def test_no_person_is_named_to_the_public(people: dict[str, User]) -> None:
    row = published(in_state("drawn", people, exclusions=LEFT_OUT), people)
    pages = [record(row), Client().get(reverse("draws:public")).content.decode()]
    pages += [Client().get(reverse(f"draws:{name}", args=[row.pk])).content.decode() for name in FILES]
    for page in pages:
        assert not re.search("supervisor某|discipline某|李小明|13800138000", page)
    assert "执法监督员（第1方）" in pages[0]
    assert "由负责人李某" in pages[0]


def test_a_redraw_is_told_with_its_reason_and_publishing_it_opens_what_it_replaced(people: dict[str, User]) -> None:
    old = in_state("replaced", people)
    new = Draw.objects.get(before=old)
    assert "程序有误" in record(old)
    assert Client().get(reverse("draws:record", args=[new.pk])).status_code == 404
    new = actions.seal(by=people["leader"], draw=new, secret=SECRETS["leader"])
    for name in ("colleague", "leader"):
        new = actions.reveal(by=people[name], draw=new, secret=SECRETS[name])
    published(new, people)
    assert [status(name, row) for row in (old, new) for name in FILES] == [200] * 4
    assert "程序有误" in record(new)
    assert f"/draws/public/{old.pk}/" in record(new)


def test_an_attempt_that_was_given_up_is_shown_without_a_result(people: dict[str, User]) -> None:
    old = in_state("committed", people)
    by, given = people["colleague"], {"reason": "口令忘记", "secret": SECRETS["colleague"]}
    new = actions.redraw(by=by, draw=old, seen=old.version, **given)
    new = actions.seal(by=people["leader"], draw=new, secret=SECRETS["leader"])
    for name in ("colleague", "leader"):
        new = actions.reveal(by=people[name], draw=new, secret=SECRETS[name])
    published(new, people)
    assert "这一次没有抽成" in record(old)
    assert [status(name, old) for name in FILES] == [200, 404]


def test_a_commitment_that_names_a_person_stays_at_home(
    people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As those of earlier versions did."""
    monkeypatch.setattr(Secret, "party", lambda secret, number: secret.holder)
    row = in_state("drawn", people)
    assert "supervisor某" in row.commitment
    assert "supervisor某" not in record(row)
    with pytest.raises(Refused, match="写有交存人的姓名"):
        published(row, people)


def strangers_count(told: dict[str, Any], digest: str, value: str = "") -> list[bool]:
    """A verifier written from format.md alone: the five points under 四, in their order."""

    def h(text: str) -> str:
        return hashlib.sha256(text.encode("utf-8")).hexdigest()

    fixed = json.loads(told["commitment"])
    seed = h("\n".join([digest, value, *told["secrets"]]))
    counted = {}
    for group in fixed["strata"]:
        scored = sorted((h(f"{seed}|{one}"), one) for one in group["ids"])
        counted[group["name"]] = [one for _, one in scored[: group["take"]]]
    return [
        h(told["commitment"]) == digest,
        [h(one) for one in told["secrets"]] == [one["hash"] for one in fixed["holders"]],
        told["public"] == value,
        told["seed"] == seed,
        told["drawn"] == counted,
    ]


def test_a_stranger_who_read_only_the_format_counts_the_same(people: dict[str, User]) -> None:
    row = in_state("drawn", people, exclusions=LEFT_OUT, public="福彩3D第2026300期开奖号码")
    row = published(row, people)
    told = json.loads(Client().get(reverse("draws:public_bundle", args=[row.pk])).content)
    assert strangers_count(told, row.digest, "507") == [True] * 5
    assert strangers_count(told, row.digest, "508") == [True, True, False, False, False]
    told["drawn"]["清源县城市管理局"].reverse()
    assert strangers_count(told, row.digest, "507") == [True, True, True, True, False]
    description = Client().get(reverse("draws:format")).content.decode()
    fixed = json.loads(told["commitment"])
    assert all(f"`{key}`" in description for key in [*told, *fixed, *fixed["strata"][0], *fixed["holders"][0]])
