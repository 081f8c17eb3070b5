"""One cell after another: what was meant, or a Fault that says where, what, and what to do."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

import cn2an
from stdnum.cn import uscc

from fajian.engine.faults import Fault
from fajian.engine.store.schema import Column
from fajian.engine.store.words import choices, is_mark, may_lie_ahead, plain, words

Raw = str | int | float | bool | date | datetime | time | None
"""A cell as it was read: CSV gives text only, a workbook numbers and dates too."""

KINDS: dict[str, str] = {
    "ok": "照录", "normalised": "已清理空格、全角、括号", "date_text": "文字日期", "date_serial": "日期序号",
    "date_short_year": "两位年份", "amount_text": "金额带分隔符或元字", "amount_wan": "按万元换算",
    "amount_chinese": "大写金额", "unit_row": "按单位行换算", "ditto": "同上", "merged": "合并单元格",
    "synonym": "别称", "blank_mark": "视为空白", "formula_value": "公式的结果", "bad_date": "日期有误",
    "future_date": "晚于导入日", "bad_amount": "金额或数字有误", "negative_amount": "负数",
    "bad_code": "不在词表", "bad_uscc": "统一社会信用代码有误", "missing_required": "必填项空白",
    "ditto_first": "同上而上无可同", "formula_error": "公式出错", "formula_no_value": "公式无结果",
    "too_many_values": "一格多值", "title": "标题行", "header": "表头", "unit": "单位行", "subtotal": "合计行",
    "empty": "空行", "note": "附注", "duplicate": "重复行", "duplicate_conflict": "编号相同而内容不同",
    "hidden_sheet": "隐藏的工作表", "no_header": "没有可识别的表头", "ignored_column": "不属于任何栏目",
}  # fmt: skip
"""The closed list of what can be said of a cell, row or sheet (shared/cases/dirty_messages.csv), with a short name."""

_NAMES = ("name", "handler", "leader", "verifier", "department", "capture_reviewer")
_IDENTIFIERS = ("_id", "_no", "_code", "_uscc", "_key", "_hash", "_seed")
_DECISION_YEAR = re.compile(r"[\[({【〔（［]((?:19|20)\d{2})[\])}】〕）］]")
_WIDE = {code: code - 0xFEE0 for first, last in ("０９", "ＡＺ", "ａｚ") for code in range(ord(first), ord(last) + 1)}
_DATE = re.compile(
    r"(\d{4}|\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:T?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.0+)?)?)?"
)
_CHINESE_DATE = re.compile(
    r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日?"
)
_DIGITS_8 = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_AMOUNT = re.compile(r"[¥$]?(-?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(元|万元|万|亿元|亿)?整?")
_CAPITALS = re.compile(r"[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正两]+")
_FACTORS = {"万元": 10_000, "万": 10_000, "亿元": 100_000_000, "亿": 100_000_000}
_EPOCH = date(1899, 12, 30)
_LIMIT = Decimal(10) ** 14
"""What DECIMAL(18,4) holds; no fine comes near it."""


class CellFault(Exception):  # noqa: N818 - never leaves this package; it becomes a Fault
    """The cell cannot be taken: a kind of KINDS and a sentence."""

    def __init__(self, kind: str, message: str):
        super().__init__(message)
        self.kind, self.message = kind, message


def text_of(raw: Raw) -> str:
    """A cell as text; numbers without a trailing .0, days as YYYY-MM-DD, moments as YYYY-MM-DD HH:MM:SS."""
    if isinstance(raw, str):
        return raw
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() and abs(raw) < 1e15 else repr(raw)
    if isinstance(raw, datetime):
        return raw.isoformat(" ", "seconds")
    return str(raw)


def is_identifier(column: Column) -> bool:
    """Text in which white space and full-width letters never mean anything: ids, numbers of papers, keys."""
    return column.kind == "text" and column.name.endswith(_IDENTIFIERS)


def is_name(column: Column) -> bool:
    """Names of persons, firms and laws: white space inside comes from the form, not from the name."""
    return column.kind == "text" and column.name.endswith(_NAMES)


def is_bracketed(column: Column) -> bool:
    """Numbers of papers whose year stands in 〔〕."""
    return column.name in ("decision_no", "shown_decision_no")


def _name(text: str) -> str:
    """A name without the white space that forms leave in it; one space stays between two Latin words."""
    return re.sub(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])", "", re.sub(r"\s+", " ", text.replace("\u3000", " ")))


def _clean_text(column: Column, raw: Raw, text: str) -> tuple[str, str]:
    if not isinstance(raw, str) and isinstance(raw, int | float) and not isinstance(raw, bool) and abs(raw) >= 1e15:
        raise CellFault("bad_code", "长号码已被表格软件当作数字舍入，请把该列设为文本后重填")
    if is_identifier(column):
        clean = "".join((text if text.isascii() else text.translate(_WIDE)).split()).strip("\ufeff\u200b")
        if is_bracketed(column):
            clean = _DECISION_YEAR.sub(r"〔\1〕", clean)
        if column.name in ("party_uscc", "party_id_no"):
            clean = clean.upper()
        if column.name == "party_uscc" and not uscc.is_valid(clean):
            raise CellFault("bad_uscc", _why_not_uscc(clean))
    elif is_name(column):
        clean = _name(text.strip())
    else:
        clean = text.replace("\r\n", "\n").replace("\xa0", " ").strip(" \t\n\r\u3000\ufeff\u200b")
    return clean, "ok" if clean == text else "normalised"


def _why_not_uscc(text: str) -> str:
    if len(text) != 18:
        return f"统一社会信用代码应为18位，这里是{len(text)}位，请核对营业执照"
    if re.search(r"[^0-9A-HJ-NPQRTUWXY]", text):
        return "统一社会信用代码含有不会出现的字符（I、O、S、V、Z 不用），请核对营业执照"
    return "统一社会信用代码的校验位不对，请核对营业执照"


def _serial_day(number: float) -> date:
    if not 10_000 <= number < 110_000:
        raise CellFault("bad_date", f"“{text_of(number)}”不是日期，请写成 2024-03-05 这样")
    return _EPOCH + timedelta(days=int(number))


def _moment(text: str) -> tuple[datetime, bool, str]:
    """What a written day or moment means, whether it has a time of day, and the kind; raises CellFault."""
    bad = CellFault("bad_date", f"“{text}”不是日期，请写成 2024-03-05 这样")
    found = _DATE.fullmatch(text) or _DIGITS_8.fullmatch(text)
    kind = "ok" if re.fullmatch(r"\d{4}-\d{2}-\d{2}(\d{2}:\d{2}:\d{2})?", text) else "date_text"
    try:
        if found is None:
            if _SERIAL.fullmatch(text):
                return datetime.combine(_serial_day(float(text)), time()), False, "date_serial"
            if chinese := _CHINESE_DATE.fullmatch(text):
                year = int("".join(str("〇一二三四五六七八九".index(c)) for c in re.sub("[零○]", "〇", chinese[1])))
                day_there = date(year, cn2an.cn2an(chinese[2]), cn2an.cn2an(chinese[3]))
                return datetime.combine(day_there, time()), False, "date_text"
            raise bad
        year, month, day, *clock = (int(part) if part else 0 for part in found.groups())
        if year < 100:
            year, kind = 2000 + year, "date_short_year"
        has_clock = found.re is _DATE and found[4] is not None
        at = time(clock[0], clock[1], clock[2]) if has_clock else time()
        return datetime.combine(date(year, month, day), at), has_clock, kind
    except ValueError:
        raise CellFault("bad_date", f"“{text}”在日历上没有这一天，请核对") from None


def _clean_moment(column: Column, raw: Raw, as_of: date) -> tuple[str, str]:
    if isinstance(raw, datetime):
        moment, has_clock, kind = raw.replace(microsecond=0), raw.time() != time(), "ok"
    elif isinstance(raw, date):
        moment, has_clock, kind = datetime.combine(raw, time()), False, "ok"
    elif isinstance(raw, bool | time) or raw is None:
        raise CellFault("bad_date", f"“{text_of(raw)}”不是日期，请写成 2024-03-05 这样")
    else:
        text = plain(text_of(raw))
        if re.search(r"\d{4}.*[、,;至~].*\d{4}", text):
            raise CellFault("too_many_values", f"“{text}”里有两个日期，请只留一个，其余另起一行")
        moment, has_clock, kind = _moment(text)
    if not 1900 <= moment.year <= 2200:
        raise CellFault("bad_date", f"“{moment.date()}”的年份不合情理，请核对")
    if moment.date() > as_of and not may_lie_ahead(column):
        raise CellFault("future_date", f"“{moment.date()}”晚于导入当天（{as_of}），请核对年份")
    if column.kind == "timestamp":
        return moment.isoformat(" "), kind if has_clock or isinstance(raw, date) else "date_text"
    return moment.date().isoformat(), kind


def _capital_amount(text: str) -> Decimal:
    """伍仟元整, 壹万贰仟叁佰元伍角整."""
    found = re.fullmatch(r"([^元圆角分整正]+)[元圆]?(?:零?(.)角)?(?:零?(.)分)?[整正]?", text)
    if found is None or not _CAPITALS.fullmatch(text):
        raise ValueError(text)
    jiao, fen = (cn2an.cn2an(part, "smart") if part else 0 for part in found.groups()[1:])
    return Decimal(cn2an.cn2an(found[1], "smart")) + Decimal(jiao) / 10 + Decimal(fen) / 100


def _number(text: str) -> tuple[Decimal, str]:
    """What a written amount means in units of one, and the kind; raises CellFault."""
    if found := _AMOUNT.fullmatch(text):
        value = Decimal(found[1] + found[2].replace(",", "") + (found[3] or ""))
        if found[4] in _FACTORS:
            return value * _FACTORS[found[4]], "amount_wan"
        plain_digits = re.fullmatch(r"-?\d+(\.\d+)?", text) is not None
        return value, "ok" if plain_digits else "amount_text"
    if re.search(r"\d.*[、;和].*\d", text):
        raise CellFault("too_many_values", f"“{text}”里有两个数，请合计成一个，或另起一行")
    try:
        return _capital_amount(text), "amount_chinese"
    except (ValueError, KeyError, InvalidOperation):
        raise CellFault("bad_amount", f"“{text}”不是数，请只写数字，如 5000.00") from None


def _clean_number(column: Column, raw: Raw, factor: int) -> tuple[str, str]:
    if isinstance(raw, bool | date | time):
        raise CellFault("bad_amount", f"“{text_of(raw)}”不是数，请只写数字，如 5000.00")
    # 15 significant digits are what a spreadsheet keeps: 0.1+0.2 is stored as 0.30000000000000004.
    text = f"{raw:.15g}" if isinstance(raw, float) else plain(text_of(raw))
    if "e" in text.lower():
        text = f"{Decimal(text):f}" if isinstance(raw, float) else text
    value, kind = _number(text)
    if factor != 1 and value and kind != "amount_wan":
        value, kind = value * factor, "amount_wan"
    if value < 0:
        raise CellFault("negative_amount", f"“{text}”小于0，请核对正负号")
    if value >= _LIMIT:
        raise CellFault("bad_amount", f"“{text}”大得不合情理，请核对单位")
    places = column.scale if column.kind == "decimal" else 0
    rounded = round(value, places)
    if rounded != value:
        what = f"小数超过{places}位" if places else "应为整数"
        raise CellFault("bad_amount", f"“{text}”{what}，请核对")
    clean = f"{rounded:f}"
    return clean, "normalised" if kind == "ok" and clean != text_of(raw) and plain(text_of(raw)) != text_of(
        raw
    ) else kind


def _clean_codes(column: Column, text: str) -> tuple[str, str]:
    known = choices(column)
    parts = [part for part in re.split(r"[、,;/|]+", plain(text)) if part] if column.kind == "codes" else [plain(text)]
    kind, found = "ok", []
    for part in parts:
        if part not in known:
            if column.kind == "code" and re.search(r"[、,;]", part):
                raise CellFault("too_many_values", f"“{text}”里有几个值，这一栏只能填一个")
            listed = "、".join(dict.fromkeys(label for label, _ in known.values()))
            raise CellFault("bad_code", f"“{part}”不在词表里，请从这些词里选：{listed}")
        label, is_other = known[part]
        found.append(label)
        kind = "synonym" if is_other else kind
    clean = "、".join(found)
    return clean, "normalised" if kind == "ok" and clean != text else kind


def clean_cell(column: Column, raw: Raw, *, as_of: date, factor: int = 1) -> tuple[str | None, str]:
    """What the cell means, written as the strict form wants it, and its kind; None = blank.

    The strict form: text as meant, 2024-03-05, 2024-03-05 09:00:00, 是/否, digits with a point, the words of the code
    list, 、 between several. `factor` turns the sheet's unit into ours (万元: 10000). Raises CellFault.
    """
    text = text_of(raw)
    if not text.strip():
        return None, "ok"
    if column.kind in ("code", "codes", "bool") and plain(text) in choices(column):
        return _clean_codes(column, text)
    if is_mark(text, words().blank_marks):
        return None, "blank_mark"
    if column.kind == "text":
        clean, kind = _clean_text(column, raw, text)
        return clean or None, kind
    if column.kind in ("date", "timestamp"):
        return _clean_moment(column, raw, as_of)
    if column.kind in ("int", "decimal"):
        return _clean_number(column, raw, factor)
    if not plain(text).strip("、,;/|"):
        return None, "blank_mark"
    return _clean_codes(column, text)


@dataclass(slots=True)
class FaultLog:
    """Every fault is counted, the first `keep` of each level are kept; of the level `whole` all are."""

    keep: int = 10_000
    whole: str = ""
    faults: list[Fault] = field(default_factory=list)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    _kept: Counter[str] = field(default_factory=Counter)

    def add(self, fault: Fault) -> None:
        self.counts[fault.level, fault.kind] += 1
        if fault.level == self.whole or self._kept[fault.level] < self.keep:
            self._kept[fault.level] += 1
            self.faults.append(fault)

    def total(self, level: str) -> int:
        return sum(count for (of, _), count in self.counts.items() if of == level)
