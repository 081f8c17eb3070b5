"""每周五前, 每月25日前, 每季度末月25日前: from a rhythm and the words of the plan to days."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Iterator

LAST = 0  # the last day of the month
_DAY = r"(?P<d>3[01]|[12]\d|0?[1-9])[日号]"
_WEEKLY = re.compile(r"每个?(?:周|星期)的?(?P<w>[一二三四五六日天])")
_MONTHLY = re.compile(rf"每个?月的?(?:{_DAY}|(?P<end>月?[底末]))")
# Which month of the quarter, and the day; after its end: the month behind it.
_QUARTERLY = (
    (re.compile(rf"每个?季度?的?(?:末月|最后一个?月|第三个月|末)的?{_DAY}"), 3),
    (re.compile(rf"每个?季度?的?(?:首月|第一个月|初)的?{_DAY}"), 1),
    (re.compile(rf"每个?季度?(?:结束)?后?(?:的)?(?:次月|下月|下个月|首月){_DAY}"), 4),
    (re.compile(rf"每个?季度?结束后{_DAY}内"), 4),
    (re.compile(r"每个?季度?(?:末月?|底)(?:底|末)?(?=前|[,，。；;、]|$)"), 3),
)
_YEARLY = re.compile(rf"每年度?的?(?:(?P<m>1[0-2]|0?[1-9])月(?:{_DAY}|(?P<end>[底末]))|(?P<yearend>年?[底末]))")
_NUMERALS = re.compile("[一二三四五六七八九十]{1,3}(?=[日号])")
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")}


def days(every: str, quote: str, from_on: dt.date, to_on: dt.date) -> tuple[tuple[dt.date, str], ...]:
    """(last day, which period) for each week, month, quarter or year of the span, both ends included.

    `every`: 每周, 每月, 每季度, 每年 as engine.plans.schema has it. Empty where the words name no day: a bare 每季度
    is a rhythm, not a limit. A 31st falls on the last day of a shorter month.
    """
    words = _NUMERALS.sub(lambda m: str(_number(m[0])), unicodedata.normalize("NFKC", quote).replace(" ", ""))
    found = {"每周": _weekly, "每月": _monthly, "每季度": _quarterly, "每年": _yearly}.get(every)
    if found is None:
        return ()
    return tuple((day, label) for day, label in found(words, from_on, to_on) if from_on <= day <= to_on)


def _weekly(words: str, from_on: dt.date, to_on: dt.date) -> Iterator[tuple[dt.date, str]]:
    if match := _WEEKLY.search(words):
        weekday = 6 if match["w"] in "日天" else "一二三四五六".index(match["w"])
        monday = from_on - dt.timedelta(days=from_on.weekday())
        while monday <= to_on:
            sunday = monday + dt.timedelta(days=6)
            last = f"{sunday.day}日" if sunday.month == monday.month else f"{sunday.month}月{sunday.day}日"
            yield monday + dt.timedelta(days=weekday), f"{monday.year}年{monday.month}月{monday.day}日至{last}"
            monday += dt.timedelta(days=7)


def _monthly(words: str, from_on: dt.date, to_on: dt.date) -> Iterator[tuple[dt.date, str]]:
    if match := _MONTHLY.search(words):
        day = int(match["d"] or LAST)
        for year, month in _months(from_on, to_on):
            yield _on(year, month, day), f"{year}年{month}月"


def _quarterly(words: str, from_on: dt.date, to_on: dt.date) -> Iterator[tuple[dt.date, str]]:
    for pattern, which in _QUARTERLY:
        if match := pattern.search(words):
            day = int(match.groupdict().get("d") or LAST)
            # One quarter earlier: its report may be due in the month after it, which lies in the span.
            for year, month in _months(from_on - dt.timedelta(days=100), to_on):
                if month % 3 == 1:
                    at = month - 1 + which
                    due = _on(year + (at - 1) // 12, (at - 1) % 12 + 1, day)
                    # What is due when a quarter begins may tell of this one or the last: say the month instead.
                    yield due, f"{due.year}年{due.month}月" if which == 1 else f"{year}年第{(month + 2) // 3}季度"
            return


def _yearly(words: str, from_on: dt.date, to_on: dt.date) -> Iterator[tuple[dt.date, str]]:
    if match := _YEARLY.search(words):
        month, day = int(match["m"] or 12), int(match["d"] or LAST)
        for year in range(from_on.year, to_on.year + 1):
            yield _on(year, month, day), f"{year}年"


def _months(from_on: dt.date, to_on: dt.date) -> Iterator[tuple[int, int]]:
    year, month = from_on.year, from_on.month
    while (year, month) <= (to_on.year, to_on.month):
        yield year, month
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _on(year: int, month: int, day: int) -> dt.date:
    last = calendar.monthrange(year, month)[1]
    return dt.date(year, month, min(day or last, last))


def _number(written: str) -> int:
    if "十" not in written:
        return _DIGITS.get(written, 0)
    tens, _, ones = written.partition("十")
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
