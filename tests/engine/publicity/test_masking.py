"""What goes out of a record: only what is listed, and no name or number of a person."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from fajian.demo.identities import person_name
from fajian.engine.publicity.masking import Field, PartyKind, Profile, is_person, profile, scrub, shown, surname
from fajian.publicity.kinds import kinds

FIELDS = kinds()["penalty"].fields
RECORDS = int(os.environ.get("FAJIAN_CANARIES") or 20_000)  # 100,000 before a release
MARKERS = ("负责人", "证人：", "现场负责人", "驾驶员", "法定代表人")
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def test_only_listed_fields_go_out_and_what_is_not_known_counts_as_a_person() -> None:
    fields = [Field("party_name", "当事人", "party"), Field("code", "代码", "organisation"), Field("at", "日期", "day")]
    values = {"party_name": "王建国", "code": "91410100MA40GF8T8N", "at": "2026-03-05", "phone": "13800138000"}
    assert shown(fields, values, party="") == [("当事人", "王某"), ("日期", "2026-03-05")]
    named = shown(fields, values | {"party_name": "大成商贸有限公司"}, party="organisation")
    assert next(label for label, _ in named) == "当事人"
    assert named[0][1] == "大成商贸有限公司"
    assert is_person("sole_trader", "王建国")  # trades under no more than a name
    assert not is_person("sole_trader", "王记小吃店")
    assert surname("欧阳修明") == "欧阳某"
    assert surname("John Smith") == "某人"
    assert shown(fields, {"at": "三月"}, party="organisation") == []
    assert shown([Field("fine", "罚款", "money")], {"fine": "1e999999999"}, party="organisation") == []
    office = [Field("by", "办公", "official"), Field("no", "文号", "number")]
    said = {"by": "手机+86 13800138000、138.0013.8000，电话0571-8881234", "no": "罚字王建国12号"}
    assert shown(office, said, party="", names=["王建国", "\u200b\u200b"]) == [
        ("办公", "手机〔略〕、〔略〕，电话0571-8881234"),
        ("文号", "罚字王某12号"),
    ]


def test_a_region_may_show_the_punished_by_name_or_not_at_all() -> None:
    fields = [Field("party_name", "当事人", "party"), Field("facts", "事实", "text")]
    values = {"party_name": "王建国", "facts": "占道经营"}
    assert shown(fields, values, party="person", rules=Profile("full", True)) == [
        ("当事人", "王建国"),
        ("事实", "占道经营"),
    ]
    assert shown(fields, values, party="person", rules=Profile("drop")) == []
    assert profile("410100") == profile(None) == Profile("surname", False, profile(None).basis)  # strict by default


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("身份证号４１０１０１１９９００１０１１２３Ｘ", "身份证号〔略〕"),
        ("电话138 0013-8000。", "电话〔略〕。"),
        ("在解放路12号3单元502室门前堆物", "在〔略〕门前堆物"),
        ("车牌豫A·12345的货车", "车牌〔略〕的货车"),
        ("微信号：wang_jg88，转账", "微信号：〔略〕，转账"),
        ("邮箱 a.b@example.com", "邮箱 〔略〕"),
        ("负责人李四、王小明在场", "负责人李某、王某在场"),
        ("证人陈丽，女，1990年1月生", "证人陈某，女，〔略〕"),
        ("经查，罚款12,345.50元，重1234567公斤", "经查，罚款12,345.50元，重1234567公斤"),
        ("依据《行政处罚法》第三十六条，2026年3月5日立案，安城管罚决〔2026〕12号", None),
        ("联系号码1 3 8 0 0 1 3 8 0 0 0", "联系号码〔略〕"),
        ("联系号码138　0013  8000", "联系号码〔略〕"),
    ],
)
def test_numbers_addresses_and_announced_names_leave_a_text(text: str, left: str | None) -> None:
    assert scrub(text) == (text if left is None else left)


def numbers(chance: Random) -> Iterator[str]:
    """An identity card, a telephone, a bank card, a plate and a flat, some in full-width signs."""
    card = f"4101{chance.randrange(10**2):02d}19{chance.randrange(50, 99)}0101{chance.randrange(10**3):03d}X"
    for text in (
        card,
        f"1{chance.randrange(30, 99)}{chance.randrange(10**8):08d}",
        f"62{chance.randrange(10**17):017d}",
    ):
        yield text if chance.random() < 0.7 else text.translate(WIDE)
    yield f"豫A{chance.randrange(10**5):05d}"
    yield f"{chance.randrange(1, 99)}单元{chance.randrange(100, 999)}室"


def record(chance: Random) -> tuple[dict[str, Any], PartyKind, list[str], list[str]]:
    """Values, kind of party, names the record knows, and everything that must not appear."""
    party, other, third = person_name(chance), person_name(chance), person_name(chance)
    private = list(numbers(chance))
    card, phone, bank, plate, flat = private
    kind: PartyKind = chance.choice(("person", "sole_trader", "organisation", ""))
    name = party if kind in ("person", "") or chance.random() < 0.3 else "安澜市大成商贸有限公司"
    facts = f"{other}（{card}）驾驶{plate}在解放路{flat}，{chance.choice(MARKERS)}{third}，电话{phone}"
    values = {
        "decision_no": f"安城管罚决〔2026〕{chance.randrange(999)}号", "party_name": name, "party_uscc": card,
        "violation_name": f"占道{phone}", "violation_facts": facts, "penalty_content": f"{other}退款至{bank}",
        "fine_yuan": "500", "revoked_licence": card, "decided_on": "2026-03-05", "agency_name": "城市管理局",
        "party_id_no": card, "remark": facts, "legal_person": other,
    }  # fmt: skip
    if kind == "organisation" and name == party:
        kind = "person"
    return values, kind, [other], [other, third, *([party] if name == party else ()), *private]


def other(chance: Random) -> tuple[tuple[Field, ...], dict[str, Any], PartyKind, list[str], list[str]]:
    """The same of another kind: private matters in every field it lists, and in those that are only kept."""
    kind = chance.choice([kind for code, kind in kinds().items() if code != "penalty"])
    values, party, names, private = record(chance)
    facts, numbered = values["violation_facts"], f"电话{values['party_id_no']}，{values['party_uscc']}"
    by_how = {
        "party": values["party_name"], "organisation": values["party_uscc"], "number": values["party_id_no"],
        "text": facts, "plain": facts, "official": numbered, "link": facts, "day": facts, "money": facts,
    }  # fmt: skip
    fields = {field.name: by_how[field.how] for field in kind.fields}
    kept = {column.name: facts for column in kind.columns if column.name not in fields}
    return kind.fields, fields | kept | {"party_name": values["party_name"]}, party, names, private


@pytest.mark.mechanisms("S004-08")
def test_no_name_or_number_of_a_person_leaves_in_any_publication() -> None:
    chance, leaks = Random(8), []
    for number in range(RECORDS):
        if number % 3:
            fields, (values, kind, names, private) = FIELDS, record(chance)
        else:
            fields, values, kind, names, private = other(chance)
        out = "\n".join(text for _, text in shown(fields, values, party=kind, names=names))
        bare = re.sub(r"[\s-]", "", out)
        leaks += [(one, out) for one in private if one in out or one.translate(_NARROW) in bare]
    assert leaks[:3] == []


_NARROW = {
    wide: narrow for narrow, wide in zip(map(ord, "0123456789X"), map(ord, "０１２３４５６７８９Ｘ"), strict=True)
}
