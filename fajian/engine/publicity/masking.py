"""Default deny: a field goes out only where its kind lists it, in the way listed; names and numbers never in text.

A name that stands nowhere in the record, behind no word that announces a person and alone between no two stops, is not
recognised in running text: therefore two persons look at exactly what goes out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Literal

from stdnum.cn import uscc

from fajian import content

How = Literal["number", "day", "money", "party", "organisation", "text", "plain", "official", "link"]
PartyKind = Literal["person", "sole_trader", "organisation", ""]
GONE = "〔略〕"
_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_WIDE |= dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD)) | {0xFF20: "@", 0xFF0D: "-", 0xFF0E: "."}
_HAN = "\u3400-\u9fff"
_STOPS = "，。；：、！？,.;:!?（）()《》〈〉“”\"'\\s【】\\[\\]"
_DIGITS = 15  # of an amount; 1e999999999 would be written out
_LONGEST = 4  # signs of a personal name written together
# Seven digits or more, blanks and dashes between them included: identity, telephone, account, licence numbers.
_GAP = r"(?:[^\S\n]|[\-—–·._]){0,2}"
_NUMBER = re.compile(rf"(?<![0-9A-Za-z])[A-Za-z]{{0,2}}\d(?:{_GAP}\d){{6,}}[ \-]?[0-9A-Za-z]*")
_AMOUNT = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:万|亿)?(?:元|平方米|公斤|千克|吨|件|只|个|瓶|盒|箱)")
_MIXED = re.compile(r"(?<![0-9A-Za-z])(?=[0-9A-Za-z]*\d)(?=[0-9A-Za-z]*[A-Za-z])[0-9A-Za-z]{15,}(?![0-9A-Za-z])")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_HANDLE = re.compile(r"(微信号?|QQ号?|qq号?|抖音号?|支付宝账?号?|账号|网名)([为是:：\s]*)[-_A-Za-z0-9]{5,}")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领]\s?[A-Za-z]\s?[·•\-]?\s?(?:[A-Za-z0-9]\s?){4,5}[A-Za-z0-9挂学警港澳]"
)
_HOUSE = re.compile(
    f"(?:(?![在于至从住位日到系])[{_HAN}]){{0,12}}?(?:路|街|巷|弄|道|里|村|组|屯|社区|小区|花园|苑|园|庄|大厦|公寓|家属院|号院)"
    f"[{_HAN}]{{0,6}}?[0-9A-Za-z甲乙丙丁一二三四五六七八九十百]+[-—]?[0-9]*(?:号楼|号院|号|栋|幢|座|单元|室|户|楼|层)"
    "(?:[0-9A-Za-z一二三四五六七八九十百东南西北]*(?:号楼|号|栋|幢|座|单元|室|户|楼|层))*"
)  # fmt: skip
# What is private even where offices and officers are named: identity cards, mobile telephones, bank cards.
_PRIVATE = re.compile(
    rf"(?<!\d)(?:(?:(?:00|\+)?86{_GAP})?1[3-9]\d(?:{_GAP}\d){{8}}|\d(?:[ \-]?\d){{14,18}}[Xx]?)(?!\d)"
)
_IDENTITY = re.compile(r"\d{6}(?:18|19|20)\d{9}[0-9Xx]")  # the shape of an identity number, right or not
_BORN = re.compile(r"(?:18|19|20)\d\d年\d{1,2}月(?:\d{1,2}日)?(?:出?生)")


@dataclass(frozen=True, slots=True)
class Field:
    """One field that may go out: what it is called, how it is treated, and which value of the record it is.

    `of_persons` False: it stays at home where the party is a natural person.
    """

    name: str
    label: str
    how: How
    of_persons: bool = True


@dataclass(frozen=True, slots=True)
class Profile:
    """What a region allows: `person` surname, full or drop; `named_text`: texts of cases of natural persons."""

    person: Literal["surname", "full", "drop"] = "surname"
    named_text: bool = False
    basis: str = ""


def profile(region: str | None) -> Profile:
    """The nearest region's, or the strict one where there is none."""
    written = _written()
    fitting = [code for code in written["regions"] if region and region.startswith(code)]
    return Profile(**(written["regions"][max(fitting, key=len)] if fitting else written["default"]))


def shown(
    fields: Iterable[Field],
    values: Mapping[str, Any],
    *,
    party: PartyKind,
    names: Sequence[str] = (),
    rules: Profile | None = None,
) -> list[tuple[str, str]]:
    """(label, text) of what goes out, in the order of the fields; whatever is empty, unlisted or in doubt stays out.

    `party` "" = it is not known whether a person or an organisation: treated as a person. `names`: every personal name
    the record knows; they are masked wherever they stand.
    """
    rules = rules or profile(None)
    person = is_person(party, str(values.get("party_name") or ""))
    known = {name.strip() for name in names if len(name.strip()) > 1}
    if person and (own := str(values.get("party_name") or "").strip()):
        known.add(own)
    lines = []
    for field in fields:
        value = values.get(field.name)
        if value in (None, "", [], ()) or (person and not field.of_persons):
            continue
        if text := _field(field.how, value, person=person, known=known, rules=rules):
            lines.append((field.label, text))
    return lines


def is_person(party: PartyKind, name: str) -> bool:
    """A natural person; so is a sole trader that trades under no more than a name."""
    return party not in ("organisation", "sole_trader") or (party == "sole_trader" and len(name.strip()) <= _LONGEST)


def _field(how: How, value: Any, *, person: bool, known: set[str], rules: Profile) -> str:
    text = flat(str(value)).strip()
    match how:
        case "party":
            return _party(text, person, known, rules)
        case "organisation":
            return "" if person or not uscc.is_valid(text) or _IDENTITY.search(text) else text
        case "day":
            return _day(text)
        case "money":
            return _money(text)
        case "number":
            return document_number(text, known)
        case "text":
            return "" if person and not rules.named_text else scrub(text, known)
        case "plain":
            return scrub(text, known)
        case "official":
            return _PRIVATE.sub(GONE, text)
        case "link":
            return text if re.fullmatch(r"https?://[^\s<>\"']{3,290}", text) else ""


def _party(text: str, person: bool, known: set[str], rules: Profile) -> str:
    if not person:
        return _without_numbers(text)
    match rules.person:
        case "full":
            return _without_numbers(text)
        case "surname":
            return surname(text)
        case _:
            return ""


def _day(text: str) -> str:
    try:
        return dt.date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return ""


def _money(text: str) -> str:
    try:
        amount = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return ""
    return f"{amount:,.2f} 元" if amount.is_finite() and amount.adjusted() < _DIGITS else ""


def document_number(text: str, known: Iterable[str] = ()) -> str:
    """The number of a document or certificate: nothing that could be a person's, and no long text."""
    text = flat(text).strip()
    bare = re.sub(r"[^0-9A-Za-z]", "", text)
    runs = re.findall(r"\d+", text)
    personal = _IDENTITY.search(bare) or any(re.fullmatch(r"1[3-9]\d{9}|\d{15}|\d{16,19}", run) for run in runs)
    if personal or len(text) > 60:
        return ""
    return _names(text, known)


def flat(text: str) -> str:
    """Full-width signs as ordinary ones, invisible ones gone: nothing hides in them."""
    return text.translate(_WIDE)


def surname(name: str) -> str:
    """张某, 欧阳某; of a name without Han signs nothing but 某人."""
    name = name.strip()
    if not name or not re.match(f"[{_HAN}]", name):
        return "某人"
    return f"{name[:2] if name[:2] in _written()['compound'] and len(name) > 2 else name[0]}某"


def scrub(text: str, known: Iterable[str] = ()) -> str:
    """A text without numbers of persons, addresses, and the names it can recognise."""
    text = flat(text)
    names = sorted({name for name in known if len(name) > 1}, key=lambda name: (-len(name), name))
    return _unannounced(_names(_without_numbers(_names(text, names)), names))


def _names(text: str, names: Iterable[str]) -> str:
    for name in sorted(set(map(flat, names)), key=lambda name: (-len(name), name)):
        if len(name) < 2 or name[0] not in text:
            continue
        spaced = r"[\s·•]*".join(map(re.escape, name))
        text = re.sub(spaced, surname(name), text)
    return text


def _without_numbers(text: str) -> str:
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found.group())
        return f"\x00{len(kept) - 1}\x01"

    text = flat(text)
    if "@" in text:
        text = _MAIL.sub(GONE, text)
    if re.search(r"\d", text):
        text = _AMOUNT.sub(keep, text)
        for pattern in (_PLATE, _HOUSE, _BORN, _MIXED, _NUMBER):
            text = pattern.sub(GONE, text)
    elif re.search("[室栋幢层号]", text):
        text = _HOUSE.sub(GONE, text)
    text = _HANDLE.sub(rf"\1\2{GONE}", text)
    return text if not kept else re.sub("\x00(\\d+)\x01", lambda found: kept[int(found.group(1))], text)


def _unannounced(text: str) -> str:
    """Names behind a word that announces a person, before a title, or alone between two stops."""
    for pattern in _patterns():
        text = pattern.sub(_hidden, text)
    return text


def _hidden(found: re.Match[str]) -> str:
    """The match with the name in it masked, unless it is masked already."""
    name = found.group("name")
    if "某" in name or name in _written()["words"] or name[:2] in _written()["words"]:
        return found.group()
    start, end = (place - found.start() for place in found.span("name"))
    return f"{found.group()[:start]}{surname(name)}{found.group()[end:]}"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """What shows a name without being told it; the name stands in the group `name`."""
    written = _written()
    singles = re.sub(r"\s", "", written["surnames"])
    family = f"(?:{'|'.join(written['compound'])}|[{singles}])"
    markers = "|".join(sorted(map(re.escape, written["markers"]), key=len, reverse=True))
    after = "(?=[于在的因为将未从把被]|[^" + _HAN + "]|$)"
    name = f"(?P<name>{family}(?:[{_HAN}]{after}|[{_HAN}]{{2}}))"
    several = f"(?<=某)(?:、|和|与|及){name}"
    return (
        re.compile(f"(?:{markers})(?:姓名)?[为是系:：\\s（(“]*{name}"),
        re.compile(several),
        re.compile(several),
        re.compile(f"(?P<name>{family}[{_HAN}]{{1,2}}?)(?:{'|'.join(written['titles'])})"),
        re.compile(f"(?P<name>{family}[{_HAN}]{{1,2}})[,，（(][男女]"),
        re.compile(f"(?:(?<=[{_STOPS}])|^)(?P<name>{family}[{_HAN}]{{1,2}})(?=[{_STOPS}]|$)"),
    )


@cache
def _written() -> Any:
    return content.read("publicity", "masking.yaml")
