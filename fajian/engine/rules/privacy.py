"""Numbers of persons inside a text: identity cards, mobile phones, bank cards.

Patterns without look-around or backslashes: the regular expressions of all engines read them alike.
"""

from __future__ import annotations

import functools
import operator

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.beside import flag

_ID = "(^|[^0-9])([1-8][0-9]{5}(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx])([^0-9Xx]|$)"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_CARD = "(^|[^0-9])(62[0-9]{14,17})([^0-9]|$)"
_LONGEST_CARD = 19
_MOBILE = "(^|[^0-9])1[3-9][0-9]{9}([^0-9]|$)"
# A flat of a person's home; a firm's address is public.
_FLAT = "[0-9]+(单元|室)"
# Signs that stand for a part of a name.
_HIDDEN = "[某*＊×ＸX○〇]"


def with_numbers(t: ir.Table, key: str, text: str) -> ir.Table:
    """`t` with `has_identity_number` and `has_bank_card`, null where there is no text.

    Whether one of the first two strings like an identity number (18 signs, a day of birth) or like a card's number
    (62…, 16 to 19 digits) has the right check (GB 11643, Luhn).
    """
    texts = t.select(key, text)
    for name, pattern, is_right in (
        ("has_identity_number", _ID, _is_identity),
        ("has_bank_card", _CARD, _is_card),
    ):
        numbers = _first_two(texts, key, text, pattern)
        t = flag(t, key, numbers.filter(is_right(numbers.number)).select(key), name)
        t = t.mutate(**{name: ibis.ifelse(t[text].isnull(), ibis.null("boolean"), t[name])})
    return t


def has_mobile(text: ir.StringValue) -> ir.BooleanValue:
    """Whether a mobile number stands in the text."""
    return text.re_search(_MOBILE)


def has_flat(text: ir.StringValue) -> ir.BooleanValue:
    """Whether an address is given to the flat (单元, 室)."""
    return text.re_search(_FLAT)


def is_hidden(name: ir.StringValue) -> ir.BooleanValue:
    """Whether a name is shown in part only (某, *, × …)."""
    return name.re_search(_HIDDEN)


def _first_two(texts: ir.Table, key: str, text: str, pattern: str) -> ir.Table:
    """The strings by key. A table of its own: repeated in every place of a checksum they make a megabyte of SQL."""
    like = texts.filter(texts[text].re_search(pattern))
    first = like[text].re_extract(pattern, 2)
    second = like[text].replace(first, "").re_extract(pattern, 2)
    return ibis.union(like.select(key, number=first), like.select(key, number=second)).distinct()


def _digit(number: ir.StringValue, place: int) -> ir.IntegerValue:
    return number.substr(place, 1).ascii_str().cast("int64") - ord("0")


def _sum(parts: list[ir.IntegerValue]) -> ir.IntegerValue:
    return functools.reduce(operator.add, parts)


def _is_identity(number: ir.StringValue) -> ir.BooleanValue:
    rest = _sum([_digit(number, place) * weight for place, weight in enumerate(_WEIGHTS)]) % len(_CHECKS)
    checks = [(rest == n, ibis.literal(sign)) for n, sign in enumerate(_CHECKS)]
    right = ibis.cases(*checks, else_=ibis.literal("")) == number.substr(len(_WEIGHTS), 1).upper()
    return ((number.length() == len(_WEIGHTS) + 1) & right).fill_null(False)


def _is_card(number: ir.StringValue) -> ir.BooleanValue:
    padded = number.lpad(_LONGEST_CARD, "0")
    parts = []
    for place in range(_LONGEST_CARD):
        digit = _digit(padded, place)
        doubled = ibis.ifelse(digit > 4, digit * 2 - 9, digit * 2)
        parts.append(doubled if (_LONGEST_CARD - place) % 2 == 0 else digit)
    return ((number.length() > 0) & (_sum(parts) % 10 == 0)).fill_null(False)
