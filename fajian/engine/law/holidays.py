"""Holiday notices: which days of a year are off and which weekends are worked, and on whose word."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.metadata import version as package_version
from typing import Any

from fajian import content
from fajian.engine.faults import InputError
from fajian.engine.law.written import read_mapping

FIRST_YEAR, LAST_IMPORT_YEAR = 2004, 2099
_PROVISIONAL_NOTE = "具体放假安排待节假日通知"


@dataclass(frozen=True, slots=True)
class NoticeDay:
    """One day a notice names: off (`is_off`) or worked. `in_lieu`: a weekday off only because a weekend is worked."""

    day: date
    name: str
    is_off: bool
    in_lieu: bool = False


@dataclass(frozen=True, slots=True)
class HolidayNotice:
    """The arrangement of one year.

    `days` lie in `year` or in December of the year before (New Year's bridge days). Weekends a notice does not name
    are off, all other days are worked. `provisional`: no notice yet, only weekends and the statutory days themselves.
    """

    year: int
    source: str
    days: tuple[NoticeDay, ...]
    provisional: bool = False


@cache
def seeded_notices() -> tuple[HolidayNotice, ...]:
    """One notice per year without a gap: chinesecalendar, then content/law/calendar/*.json, then provisional years.

    A JSON file takes the place of the seed for its year. Raises InputError for a file that makes no sense.
    """
    notices = {notice.year: notice for notice in (*provisional_notices(), *_packaged_notices())}
    for file in sorted(content.path("law", "calendar").glob("*.json")):
        notice = read_notice(file.read_bytes(), file.name)
        notices[notice.year] = notice
    return tuple(notices[year] for year in sorted(notices))


def _packaged_notices() -> Iterable[HolidayNotice]:
    from chinese_calendar.constants import Holiday, holidays, in_lieu_days, workdays

    chinese = {holiday.value: holiday.chinese for holiday in Holiday}
    grouped: dict[int, list[NoticeDay]] = {}
    for named, is_off in ((holidays, True), (workdays, False)):
        for day, word in named.items():
            name = chinese[word]
            # The notice for a year also arranges the last days of December around its New Year's Day.
            year = day.year + (day.month == 12 and name == "元旦")
            grouped.setdefault(year, []).append(NoticeDay(day, name, is_off, is_off and day in in_lieu_days))
    package = f"chinesecalendar {package_version('chinesecalendar')}"
    for year, days in sorted(grouped.items()):
        source = f"国务院办公厅{year}年部分节假日安排的通知（{package}）"
        yield HolidayNotice(year, source, tuple(sorted(days, key=lambda named: named.day)))


@cache
def _statutory() -> Mapping[str, Any]:
    return read_mapping(content.path("law", "calendar", "statutory.yaml"))


def statutory_days(year: int) -> dict[date, str]:
    """The statutory days themselves of a year and their names, 全国年节及纪念日放假办法 第二条 (text from 2025 on).

    Lunar days only for the years of content/law/calendar/statutory.yaml; a day with two names keeps both.
    """
    rules = _statutory()
    days: dict[date, str] = {}

    def add(day: date, name: str) -> None:
        days[day] = f"{days[day]}、{name}" if day in days else name

    for name, texts in rules["fixed"].items():
        for text in texts:
            add(date.fromisoformat(f"{year}-{text}"), name)
    for name, text in rules["lunar"].get(year, {}).items():
        first = date.fromisoformat(f"{year}-{text}")
        for offset in rules["spring_festival_days"] if name == "春节" else [0]:
            add(first + timedelta(days=offset), name)
    return dict(sorted(days.items()))


def provisional_notices() -> Iterable[HolidayNotice]:
    """A provisional notice for each year whose lunar days are known: weekends and statutory days, nothing shifted."""
    rules = _statutory()
    for year in sorted(rules["lunar"]):
        days = (NoticeDay(day, name, True) for day, name in statutory_days(year).items())
        yield HolidayNotice(year, f"{rules['basis']}；{_PROVISIONAL_NOTE}", tuple(days), provisional=True)


def read_notice(text: str | bytes, file: str) -> HolidayNotice:
    """A year's notice from JSON in the holiday-cn shape: {year, papers, days: [{name, date, isOffDay}]}.

    `file` is only named in messages. Raises InputError where the file is no such JSON, names a day twice, a day of
    another year, a weekday as make-up work, leaves out a statutory day, or has more make-up days than days to make up.
    """
    try:
        data = json.loads(text)
    except ValueError as error:
        raise InputError(
            f"{file}：不是有效的 JSON（{type(error).__name__}），请用 holiday-cn 格式的年度文件。"
        ) from error
    if not isinstance(data, dict) or not isinstance(data.get("days"), list):
        raise InputError(f"{file}：缺少 days 列表，请用 holiday-cn 格式：year、papers、days。")
    year = data.get("year")
    if type(year) is not int or not FIRST_YEAR <= year <= LAST_IMPORT_YEAR:
        raise InputError(f"{file}：year 应为 {FIRST_YEAR} 至 {LAST_IMPORT_YEAR} 的整数，现为 {year!r}。")
    papers = data.get("papers", [])
    if not isinstance(papers, list) or not all(isinstance(paper, str) for paper in papers):
        raise InputError(f"{file}：papers 应为通知文号或网址的列表。")
    if not data["days"]:
        raise InputError(
            f"{file}：{year}年没有列出任何日期；放假通知尚未公布的年度不必导入，系统会暂算并标「待节假日通知」。"
        )
    days = tuple(_read_day(entry, f"{file} 第{number}条", year) for number, entry in enumerate(data["days"], 1))
    _check_notice(file, year, days)
    source = "、".join(papers) if papers else f"{file}（未载明通知文号）"
    return HolidayNotice(year, source, tuple(sorted(days, key=lambda named: named.day)))


def _read_day(entry: object, where: str, year: int) -> NoticeDay:
    if not isinstance(entry, dict):
        raise InputError(f"{where}：应为 name、date、isOffDay 三项。")
    name, text, is_off = entry.get("name"), entry.get("date"), entry.get("isOffDay")
    if not isinstance(name, str) or not name.strip():
        raise InputError(f"{where}：name 应为节日名称。")
    try:
        day = date.fromisoformat(text) if isinstance(text, str) and len(text) == 10 else None
    except ValueError:
        day = None
    if day is None:
        raise InputError(f"{where}：date 应写成 {year}-01-01 这样的日期，现为 {text!r}。")
    if not isinstance(is_off, bool):
        raise InputError(f"{where}：isOffDay 应为 true（放假）或 false（上班），现为 {is_off!r}。")
    if day.year != year and (day.year, day.month) != (year - 1, 12):
        raise InputError(f"{where}：{day} 不属于{year}年（只有上一年12月的日子可以随元旦一并安排）。")
    if not is_off and day.weekday() < 5:
        raise InputError(f"{where}：{day} 本来就是周一至周五，不会是调休上班日，请核对通知。")
    return NoticeDay(day, name.strip(), is_off)


def _check_notice(file: str, year: int, days: tuple[NoticeDay, ...]) -> None:
    named: set[date] = set()
    for entry in days:
        if entry.day in named:
            raise InputError(f"{file}：{entry.day} 出现了两次，请只留一条。")
        named.add(entry.day)
    off = {entry.day for entry in days if entry.is_off}
    # 05-02 is statutory only since 2025; the days named here are off in every notice since 2004.
    required = [day for day in statutory_days(year) if (day.month, day.day) != (5, 2) or year >= 2025]
    if missing := [day for day in required if day not in off]:
        listed = "、".join(day.isoformat() for day in missing)
        raise InputError(f"{file}：{year}年的法定节假日 {listed} 没有列为放假，请补全（见全国年节及纪念日放假办法）。")
    made_up = sum(not entry.is_off for entry in days)
    weekdays_off = sum(day.weekday() < 5 for day in off)
    if made_up > weekdays_off:
        raise InputError(f"{file}：调休上班 {made_up} 天多于放假的工作日 {weekdays_off} 天，请核对 isOffDay 是否写反。")
