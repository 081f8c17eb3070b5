"""Dates as Chinese plans write them: 8月28日前, 9月中、下旬, 10月初—10月底, 6月、7月、8月15日前, 2021年1014."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

_CN = "〇零一二三四五六七八九十"
_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0}
_NUM = rf"(?:\d{{1,2}}|[{_CN}]{{1,3}})"
_PARTS = {
    "初": (1, 1), "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 0), "底": (0, 0), "末": (0, 0),
    "上、中旬": (1, 20), "上中旬": (1, 20), "中、下旬": (11, 0), "中下旬": (11, 0),
    "上半月": (1, 15), "下半月": (16, 0), "中": (11, 20), "月初": (1, 1), "月底": (0, 0), "月末": (0, 0),
}  # fmt: skip
_PART = r"(?:上、?中旬|中、?下旬|上旬|中旬|下旬|上半月|下半月|月?[初底末])"
# One moment. Groups: y year, rel 今年/明年, m month, d day, part, q quarter; glued digits in g.
_POINT = re.compile(
    rf"""
    (?:(?:(?P<y>(?:19|20)\d\d|[二一][{_CN}]{{3}})年?|(?P<mask>(?:20[*×xX_]{{1,2}}|[*×xX]{{2,4}})年)
        |(?P<rel>今年|本年度?|明年|次年|来年|翌年|当年|同年))(?=\D|\d{{1,4}}))?
    (?:
        (?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?(?:(?P<d>3[01]|[12]\d|0?[1-9]|[二三]?十[{_CN[2:-1]}]?|[一二三四五六七八九])(?:[日号]|(?<=\d)(?!\d|[月年个%]))|(?P<part>{_PART}))?
      | (?P<gm>1[0-2]|0?[1-9])(?P<gpart>{_PART})
    )
    """,
    re.X,
)
_ISO = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-./](?P<m>1[0-2]|0?[1-9])[-./](?P<d>3[01]|[12]\d|0?[1-9])(?!\d)")
_ISO_MONTH = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[./](?P<m>1[0-2]|0?[1-9])(?=[-—~至到)\]]|$)")
_ISO_MONTH_END = re.compile(r"(?P<y>(?:19|20)\d\d)[./](?P<m>1[0-2]|0?[1-9])(?![\d./%])")
_SHORT = re.compile(r"(?P<m>1[0-2]|0?[1-9])[./](?P<d>3[01]|[12]\d|0?[1-9])(?!\d|[./%])")
_SHORT_START = re.compile(_SHORT.pattern + r"(?=(?:—+|-+|~|至|到)(?:1[0-2]|0?[1-9])[./]\d{1,2}(?![\d.%]))")
# 4-6月, 2024年4—6月: the first month of the span; 5、6、7月: the first of the list
_MONTH_OF_SPAN = re.compile(
    r"(?:(?P<y>(?:19|20)\d\d)年)?(?P<m>1[0-2]|0?[1-9])(?=(?:—+|-|~|至|到)(?:1[0-2]|0?[1-9])月|(?:、(?:1[0-2]|0?[1-9]))+月)"
)
_YEAR_END = re.compile(
    r"(?:(?P<y>(?:19|20)\d\d)年?|(?P<rel>今年|本年|明年|次年|来年|当年|同年)?)年?(?:年底|年末|底前|底(?=[,。;)完]|$))"
    r"|(?P<within>(?:19|20)\d\d)年内"
)
# 即日起至9月底, 自印发之日起至…: the first day is the day of issue
_ISSUE = re.compile(r"(?:即日|(?:方案|通知|文件|本方案)?(?:印发|发文|发布|下发|公布)之日)起?(?=,?至|到|—|-)")
_THIS_MONTH = re.compile(r"(?P<rel>本月|下月)(?:(?P<d>3[01]|[12]\d|0?[1-9])日|(?P<part>[底末]))")
_QUARTER = re.compile(r"(?:(?P<y>(?:19|20)\d\d)年)?第?(?P<q>[一二三四1-4])季度(?P<part>初|末|底)?")
_HALF = re.compile(r"(?P<y>(?:19|20)\d\d)年(?P<half>上|下)半年")
_GLUED = re.compile(r"(?<![\d.])(?:(?P<y>(?:19|20)\d\d)年?)(?P<g>\d{2,4})(?P<day>日)?(?![\d年月%])")
_GLUED_DAY = re.compile(r"(?<![\d.])(?P<g>\d{2,4})(?P<day>日)?(?=[前止起至—~]|(?<=日)、)")
_GLUED_END = re.compile(r"(?P<g>\d{3,4})日?(?=[)\],。;前止\n]|$)")
_GLUED_START = re.compile(r"(?<=[(\[:,自从])(?P<g>\d{2,4})日?(?=至|—|~)")
_DAY_ONLY = re.compile(r"(?P<d>3[01]|[12]\d|0?[1-9])[日号]")
_PART_ONLY = re.compile(_PART)
_SEP = re.compile(r"(?:之?日?起|开始)?(?:,?直?至|,?到|—+|~|-+)")
_WEEKDAY = r"(?:\((?:星期|周)[一二三四五六日天]\))?"
_HOUR = r"(?:上午|下午|中午|晚上?|当[日天])?(?:\d{1,2}(?:[:时点]\d{0,2}分?)?)?(?:下班)?"
_BEFORE = re.compile(rf"{_WEEKDAY}{_HOUR}(?:之?前|以前|止|为止|截止)")
_FROM = re.compile(r"(?:起|开始|以后|后)")
_SINCE = re.compile(r"(?:以来|至今|之后|发生|作出|期间)")


@dataclass(frozen=True, slots=True)
class Moment:
    """One end of a date expression before its year is known. `first`/`last`: days of the month, 0 = its last day."""

    year: int | None
    month: int
    first: int
    last: int
    part: str = ""
    relative: str = ""
    glued: bool = False
    months: int = 1
    other: tuple[int, int] | None = None  # the second reading of glued digits: 125 = 1月25日 or 12月5日

    def start(self, year: int) -> date:
        return day_of(year, self.month, self.first or 0)

    def end(self, year: int) -> date:
        month = self.month + self.months - 1
        return day_of(year, month, self.last)

    @property
    def exact(self) -> bool:
        """True where one calendar day is named (28日), not a part of a month."""
        return self.first == self.last and self.first > 0 and self.part == ""


@dataclass(frozen=True, slots=True)
class DateText:
    """One date expression found in a text: text[start:end]. `before`: …前/…止; `since`: …以来 and the like.

    `others` are further moments of a list (6月、7月、8月15日前); `until` is the second end of a span.
    """

    start: int
    end: int
    at: Moment
    until: Moment | None = None
    others: tuple[Moment, ...] = ()
    before: bool = False
    open_end: bool = False
    since: bool = False

    @property
    def glued(self) -> bool:
        return self.at.glued or bool(self.until and self.until.glued)

    @property
    def has_year(self) -> bool:
        return self.at.year is not None or bool(self.until and self.until.year is not None)

    @property
    def is_span(self) -> bool:
        return self.until is not None

    @property
    def vague(self) -> bool:
        """至9月下旬前 / 11月中旬前: the first or the last day of the ten?"""
        last = self.until or self.at
        return self.before and last.part.endswith("旬")


@dataclass(frozen=True, slots=True)
class Years:
    """How a missing year is filled: `base` is the year of issue or the best guess, `issued_on` sharpens it."""

    base: int | None
    issued_on: date | None = None

    def of(self, moment: Moment) -> int | None:
        """The year of `moment`; null where nothing in the text points to one."""
        if moment.year is not None:
            return moment.year
        if self.base is None or moment.relative in ("本月", "下月"):
            return None
        if moment.relative in ("明年", "次年", "来年", "翌年"):
            return self.base + 1
        if self.issued_on and not moment.relative:
            # A plan of November that speaks of 2月底前 means the next year.
            days = (self.issued_on - moment.end(self.issued_on.year)).days
            return self.issued_on.year + (1 if days > 183 else 0)
        return self.base

    def _this_month(self, moment: Moment) -> Moment:
        """本月, 下月 as a month of a year, where the day of issue is known."""
        if moment.relative not in ("本月", "下月") or self.issued_on is None:
            return moment
        month = self.issued_on.month + (moment.relative == "下月")
        year = self.issued_on.year + (month > 12)
        return replace(moment, year=year, month=(month - 1) % 12 + 1, relative="")

    def settled(self, moment: Moment, earliest: date | None) -> Moment:
        """Of two readings of glued digits the one that is not before the day of issue."""
        year = moment.year or self.base
        if moment.other is None or year is None or earliest is None or moment.end(year) >= earliest:
            return moment
        second = replace(moment, month=moment.other[0], first=moment.other[1], last=moment.other[1], other=None)
        return second if second.end(year) >= earliest else moment

    def span(self, found: DateText) -> tuple[date | None, date | None]:
        """First and last day of an expression, both included; 前 alone gives only the last, 起 only the first."""
        if found.at.relative == "印发":
            return self.issued_on, self.due(replace(found, at=found.until, until=None)) if found.until else None
        a = self.settled(self._this_month(found.at), self.issued_on)
        b = self.settled(found.until, self.issued_on) if found.until else a
        year_a = self.of(a) if a.year is not None or not (found.until and b.year is not None) else b.year
        if year_a is None:
            return None, None
        if found.until is None:
            start, end = a.start(year_a), a.end(year_a)
        else:
            start = a.start(year_a)
            year_b = (
                b.year if b.year is not None else year_a + (1 if b.relative in ("明年", "次年", "来年", "翌年") else 0)
            )
            end = b.end(year_b)
            if end < start:
                if b.year is None:
                    end = b.end(year_b + 1)
                elif a.year is None:
                    start = a.start(year_a - 1)
        if found.until is None and found.before:
            return None, end
        if found.until is None and found.open_end:
            return start, None
        return start, end

    def due(self, found: DateText) -> date | None:
        """The last day an expression allows."""
        return self.span(replace(found, open_end=False))[1]

    def dues(self, found: DateText) -> tuple[date, ...]:
        """All days of a list such as 6月、7月、8月15日前; one element for anything else; none without a year."""
        single = [replace(found, at=m, until=None, others=()) for m in found.others]
        days = [self.due(one) for one in (*single, replace(found, others=()))]
        return tuple(day for day in days if day is not None)


def find_dates(text: str, start: int = 0, end: int | None = None) -> list[DateText]:
    """All date expressions of text[start:end], from left to right, none overlapping another.

    Passed over: figures inside 发文字号 and counts such as 3个月, 20日内. Chinese numerals are read (二〇二四年七月).
    """
    stop = len(text) if end is None else end
    return list(_scan(text, start, stop))


def _scan(text: str, pos: int, stop: int) -> Iterator[DateText]:
    while pos < stop:
        hit = _next_moment(text, pos, stop)
        if hit is None:
            return
        a, b, moment = hit
        found = _extend(text, a, b, stop, moment)
        yield found
        pos = max(found.end, b)


_START = re.compile(rf"[\d{_CN}今本明次来翌当同第年即印发方通文下公×xX*]")


def _next_moment(text: str, pos: int, stop: int) -> tuple[int, int, Moment] | None:
    for match in _START.finditer(text, pos, stop):
        i = match.start()
        if i > pos and text[i].isdigit() and text[i - 1].isdigit():
            continue
        if text[i] in _CN and i > 0 and text[i - 1] in _CN and i > pos:
            continue
        hit = _moment_at(text, i, stop)
        if hit is not None:
            return i, hit[0], hit[1]
    return None


_COUNTED = re.compile("[个内]|(?<=一月)一")  # 3个月, 3月内, 一月一通报


def _moment_at(text: str, i: int, stop: int) -> tuple[int, Moment] | None:
    """(end, moment) of a date that begins exactly at `i`."""
    if m := _ISO.match(text, i, stop):
        moment = _make(int(m["y"]), int(m["m"]), int(m["d"]))
        return (m.end(), moment) if moment else None
    if m := _ISO_MONTH.match(text, i, stop):
        return m.end(), Moment(int(m["y"]), int(m["m"]), 1, 0, "月")
    if (m := _SHORT_START.match(text, i, stop)) and (moment := _make(None, int(m["m"]), int(m["d"]))):
        return m.end(), moment
    if m := _MONTH_OF_SPAN.match(text, i, stop):
        listed = text[m.end()] == "、"  # 1、2月… at the start of a line is a heading's number
        if not text[max(0, i - 1) : i].endswith((".", "-", "月", *(("\n",) if listed else ()))) and (i or not listed):
            return m.end(), Moment(_year(m["y"]), int(m["m"]), 1, 0, "月")
    if m := _ISSUE.match(text, i, stop):
        return m.end(), Moment(None, 1, 1, 1, "", "印发")
    if m := _THIS_MONTH.match(text, i, stop):
        day = int(m["d"] or 0)
        return m.end(), Moment(None, 1, day, day, m["part"] or "", m["rel"])
    if m := _POINT.match(text, i, stop):
        moment = _of_point(m)
        if moment is not None and not _COUNTED.match(text, m.end(), stop):
            return m.end(), moment
    for glued in (_GLUED, _GLUED_DAY, _GLUED_START):
        if (m := glued.match(text, i, stop)) and (moment := _of_glued(m, glued is _GLUED_START)):
            return m.end(), moment
    if m := _QUARTER.match(text, i, stop):
        if text[max(0, i - 1) : i] in ("每", "各"):
            return None
        q = _number(m["q"])
        last = m["part"] in ("末", "底")
        month = q * 3 if last else q * 3 - 2
        return m.end(), Moment(_year(m["y"]), month, 0 if last else 1, 0, "季度", months=1 if last else 3)
    if m := _HALF.match(text, i, stop):
        return m.end(), Moment(int(m["y"]), 1 if m["half"] == "上" else 7, 1, 0, "半年", months=6)
    if (m := _YEAR_END.match(text, i, stop)) and m.group() != "年":
        end = m.end() - (1 if m.group().endswith("前") else 0)
        return end, Moment(_year(m["y"] or m["within"]), 12, 0, 0, "年底", m["rel"] or "")
    return None


def _of_point(m: re.Match[str]) -> Moment | None:
    year, relative = _year(m["y"]), m["rel"] or ""
    month = _number(m["m"] or m["gm"])
    part = m["part"] or m["gpart"] or ""
    if m["d"]:
        return _make(year, month, _number(m["d"]), relative)
    first, last = _PARTS.get(part, (1, 0))
    if part and part.lstrip("月") in ("底", "末"):
        first = 0
    return Moment(year, month, first, last, part or "月", relative, glued=m["gm"] is not None)


def _of_glued(m: re.Match[str], short: bool = False) -> Moment | None:
    """Digits that lost their 年月日: 731 = 7月31日. Null where no reading or two readings are possible dates."""
    digits = m["g"]
    year = _year(m.groupdict().get("y"))
    readings = []
    for cut in (1, 2):
        month, day = digits[:cut], digits[cut:]
        if day and not day.startswith("0") and len(day) <= 2 and not month.startswith("0"):
            made = _make(year, int(month), int(day))
            if made:
                readings.append(made)
    if year and len(digits) == 4 and digits.startswith("0") and (made := _make(year, int(digits[:2]), int(digits[2:]))):
        readings.append(made)
    if not readings or (year is None and len(digits) < 3 and not short):
        return None
    other = (readings[1].month, readings[1].first) if len(readings) > 1 else None
    return replace(readings[0], glued=True, other=other)


def _extend(text: str, start: int, end: int, stop: int, at: Moment) -> DateText:
    """Looks right of the first moment: a list, a second end, 前/止/起/以来."""
    others: list[Moment] = []
    while end < stop and text[end] in "、和及":  # 6月、7月、8月15日前
        hit = _moment_at(text, end + 1, stop)
        if hit is None:
            break
        others.append(at)
        end, at = hit[0], replace(hit[1], year=hit[1].year or at.year)
    if others and at.exact:
        others = [replace(m, first=at.first, last=at.last, part="") if m.part == "月" else m for m in others]
    until = None
    if not others and (sep := _SEP.match(text, end, stop)):
        hit = _second_end(text, sep.end(), stop, at)
        if hit:
            end, until = hit
    if (tail := EACH_MONTH.match(text, end, stop) or _OF_MONTHS.match(text, end, stop)) and (
        each := monthly(DateText(start, end, at, until, tuple(others)), tail)
    ):
        others, at, until, end = list(each.others), each.at, None, tail.end()
    before = _BEFORE.match(text, end, stop)
    after = _FROM.match(text, end, stop)
    since = _SINCE.match(text, end, stop)
    if before:
        end = before.end()
        while until is None and end < stop and text[end] in "、和及":  # 4月30日前、5月31日前分别报送
            hit = _moment_at(text, end + 1, stop)
            again = _BEFORE.match(text, hit[0], stop) if hit else None
            if hit is None or again is None:
                break
            others.append(at)
            end, at = again.end(), replace(hit[1], year=hit[1].year or at.year)
    return DateText(start, end, at, until, tuple(others), bool(before), bool(after), bool(since))


_DAY_OF_EACH = r"(?:(?P<d>3[01]|[12]\d|0?[1-9])[日号]|(?P<part>[底末]))(?=之?前)"
EACH_MONTH = re.compile(rf"(?:每个?月的?|各月的?){_DAY_OF_EACH}")
_OF_MONTHS = re.compile(rf"(?:当月)?的?{_DAY_OF_EACH}")  # 7月、8月、9月的25日前


def monthly(found: DateText, each: re.Match[str]) -> DateText | None:
    """6月、7月、8月每月15日前, 6月至8月每月底前: the day `each` names, of every month; null where none is found."""
    at, until = found.at, found.until
    if at.part != "月" or (until and (until.part != "月" or at.month >= until.month)):
        return None
    months = [at] if until is None else [replace(at, month=m) for m in range(at.month, until.month + 1)]
    day = int(each["d"] or 0)
    listed = [replace(m, first=day, last=day, part=each["part"] or "") for m in (*found.others, *months)]
    return DateText(found.start, each.end() + 1, listed[-1], None, tuple(listed[:-1]), before=True)


def _second_end(text: str, i: int, stop: int, at: Moment) -> tuple[int, Moment] | None:
    if (m := _GLUED_END.match(text, i, stop)) and (glued := _of_glued(m)):
        return m.end(), glued
    if (m := _ISO_MONTH_END.match(text, i, stop)) and at.part == "月":
        return m.end(), Moment(int(m["y"]), int(m["m"]), 1, 0, "月")
    if (m := _SHORT.match(text, i, stop)) and at.exact and (made := _make(None, int(m["m"]), int(m["d"]))):
        return m.end(), made
    if hit := _moment_at(text, i, stop):
        return hit
    if m := _DAY_ONLY.match(text, i, stop):
        made = _make(at.year, at.month, int(m["d"]))
        return (m.end(), made) if made else None
    if m := _PART_ONLY.match(text, i, stop):
        first, last = _PARTS[m.group()]
        return m.end(), Moment(at.year, at.month, first, last, m.group())
    return None


def _make(year: int | None, month: int, day: int, relative: str = "") -> Moment | None:
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year or 2024, month)[1]:
        return None
    return Moment(year, month, day, day, "", relative)


def day_of(year: int, month: int, day: int) -> date:
    """A day of the calendar. Day 0 = the last day of the month; 29 February of a common year falls back to the 28th."""
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(day or last, last))


def _year(written: str | None) -> int | None:
    if not written:
        return None
    return (
        int(written)
        if written.isdigit() and written.isascii()
        else int("".join(str(_DIGIT.get(c, 0)) for c in written))
    )


def _number(written: str) -> int:
    if written.isascii():
        return int(written)
    if "十" in written:
        tens, _, ones = written.partition("十")
        return (_DIGIT.get(tens, 0) if tens else 1) * 10 + (_DIGIT.get(ones, 0) if ones else 0)
    return int("".join(str(_DIGIT.get(c, 0)) for c in written) or 0)
