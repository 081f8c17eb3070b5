"""Plans nobody wrote, over the grammar of the genre, each with its gold: what a reader must find is known by making.

`plan(seed)` gives (text, gold in the exchange format of shared/plans/FORMAT.md). All places and organs are made up.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from fajian.engine.law.calendar import Calendar
from tests.engine.plans.fictional_words import (
    AIMS,
    ANNEXES,
    BODIES,
    DEMANDS,
    LAWS,
    NOTES,
    OFFICES,
    PLACES,
    PROBLEMS,
    REPORTS,
    STAGES,
    TASKS,
    TOPICS,
)

CN = "一二三四五六七八九十"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
CALENDAR = Calendar.seeded()


def working(day: date) -> date:
    """The day itself or the last working day before it: due days of the gold never fall on a day off."""
    while not CALENDAR.is_working(day):
        day -= timedelta(days=1)
    return day


def month_end(year: int, month: int) -> date:
    """The last day of a month; month 13 is January of the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


@dataclass
class Maker:
    """One plan being written: the dice, the habits of its author, the lines so far and the gold so far."""

    dice: random.Random
    lines: list[str] = field(default_factory=list)
    gold: dict[str, Any] = field(default_factory=dict)
    tops: int = 0

    signed: bool = True  # the signature stands before the plan, not behind it

    def __post_init__(self) -> None:
        pick = self.dice.choice
        self.place, self.kind = pick(PLACES)
        self.office = pick(OFFICES)
        self.year = pick([2019, 2021, 2022, 2023, 2024, 2025])
        self.issued = date(self.year, pick([2, 3, 4]), pick([3, 8, 12, 20, 26]))
        self.issuer = f"{self.place}{self.office}"
        self.topic = pick(TOPICS)
        self.title = f"{self.place}{self.topic}{pick(['实施方案', '工作方案', '专项整治方案', '行动方案'])}"
        self.receiver = f"{self.kind}{self.office}"
        self.brackets = pick(["（）", "()", "〔〕", "[]", "【】"])
        self.labels = pick(NOTES)
        self.second = pick(["（{}）", "（{}）", "({})"])
        self.third = pick(["{}.", "{}、", "（{}）", "circled"])
        self.inline = self.dice.random() < 0.6  # the heading and its text on one line
        self.years = self.dice.random() < 0.4  # every date carries its year
        self.gold = {
            "format": "fajian-plan/1", "title": self.title, "issuer": self.issuer, "doc_number": None,
            "issued_on": self.issued.isoformat(), "bases": [], "stages": [], "tasks": [], "duties": [], "annexes": [],
            "problems": [], "contacts": [], "doubts": [], "ignore": [],
        }  # fmt: skip

    def units(self, count: int) -> list[str]:
        """Different units of this place."""
        return [f"{self.kind}{name}" for name in self.dice.sample(BODIES, count)]

    def top(self, words: str) -> str:
        """A heading of the first rank; gives its number."""
        self.tops += 1
        number = CN[self.tops - 1]
        self.lines.append(f"{number}、{words}")
        return number

    def day(self, day: date) -> str:
        """A day as this author writes days."""
        return f"{day.year}年{day.month}月{day.day}日" if self.years else f"{day.month}月{day.day}日"

    def heading(self, marker: str, words: str, body: str) -> None:
        """A heading with its text, on one line or two."""
        if self.inline:
            self.lines.append(f"{marker}{words}。{body}")
        else:
            self.lines += [f"{marker}{words}", body]

    def limit(self) -> tuple[str, list[str], bool]:
        """A time limit as written, the days it means, and whether the work goes on for good."""
        month = self.dice.randint(self.issued.month + 2, 11)
        end = month_end(self.year, month)
        day = working(date(self.year, month, self.dice.choice([10, 15, 20, 28])))
        year = f"{self.year}年" if self.dice.random() < 0.7 else ""
        return self.dice.choice(
            [
                (f"{year}{month}月底前", [end.isoformat()], False),
                (f"{year}{month}月底", [end.isoformat()], False),
                (f"{self.year}年{month}月", [end.isoformat()], False),
                (f"{year}{day.month}月{day.day}日前", [day.isoformat()], False),
                (f"{year}{month}月中旬", [date(self.year, month, 20).isoformat()], False),
                (f"{year}年底前" if not year else f"{self.year}年底前", [f"{self.year}-12-31"], False),
                ("持续推进", [], True),
                ("长期坚持", [], True),
                (f"{year}{month}月底前完成，并持续推进", [end.isoformat()], True),
            ]
        )


def plan(seed: int) -> tuple[str, dict[str, Any]]:
    """(text, gold) of the plan with this number; the same number gives the same plan."""
    maker = Maker(random.Random(seed))
    annexes = maker.dice.sample(ANNEXES, maker.dice.randint(0, 4))
    _head(maker)
    maker.lines += [maker.top(maker.dice.choice(["总体要求", "指导思想", "工作目标"])) and maker.dice.choice(AIMS)]
    if maker.dice.random() < 0.6:
        _problems(maker)
    steps_first = maker.dice.random() < 0.3
    if steps_first:
        _stages(maker, annexes)
    _tasks(maker, annexes)
    if not steps_first:
        _stages(maker, annexes)
    _demands(maker)
    _foot(maker, annexes)
    return "\n".join(maker.lines) + "\n", maker.gold


def _head(maker: Maker) -> None:
    dice, gold = maker.dice, maker.gold
    style = dice.choice(["notice", "notice", "plain", "signed_under_title"])
    maker.signed = style != "plain"
    if style == "notice":
        if dice.random() < 0.7:
            opening, closing = dice.choice(["〔〕", "[]", "【】", "［］"])
            word = f"{maker.place[:2]}{maker.office[0]}发"
            maker.lines.append(f"{word}{opening}{maker.year}{closing}{dice.randint(1, 99)}号")
            gold["doc_number"] = maker.lines[-1].replace(opening, "〔").replace(closing, "〕")
        quoted = dice.random() < 0.7
        named = f"《{maker.title}》" if quoted else maker.title
        demands = (
            ["一、提高思想认识。各单位要高度重视。", "二、加强协作配合。各单位要密切配合。"]
            if dice.random() < 0.25
            else []
        )
        maker.lines += [
            f"{maker.issuer}关于印发{named}的通知", "", f"各县（市、区）{maker.office}，{maker.kind}直各单位：",
            f"现将《{maker.title}》印发给你们，请结合实际认真贯彻落实。", *demands, "",
            maker.issuer, _signed_on(maker), "", maker.title, "",
        ]  # fmt: skip
    elif style == "signed_under_title":
        maker.lines += [maker.title, maker.issuer, f"（{_signed_on(maker)}）"]
    else:
        maker.lines += [maker.title]
    cited = dice.sample(LAWS, dice.randint(0, 2))
    names = []
    for name, number in cited:
        names.append(f"《{name}》" + (f"（{number}）" if number else ""))
        gold["bases"].append({"name": name, "doc_number": number, "quote": names[-1]})
    because = f"根据{'、'.join(names)}要求，" if names else ""
    maker.lines.append(f"为进一步规范行政执法行为，优化法治化营商环境，{because}结合我{maker.kind}实际，制定本方案。")


def _signed_on(maker: Maker) -> str:
    day = maker.issued
    return maker.dice.choice(
        [f"{day.year}年{day.month}月{day.day}日", f"{day.year} 年 {day.month} 月 {day.day} 日", _in_words(day)]
    )


def _in_words(day: date) -> str:
    def number(n: int) -> str:
        tens, ones = divmod(n, 10)
        return ("" if tens < 1 else "十" if tens == 1 else CN[tens - 1] + "十") + (CN[ones - 1] if ones else "")

    return f"{''.join('〇一二三四五六七八九'[int(c)] for c in str(day.year))}年{number(day.month)}月{number(day.day)}日"


def _problems(maker: Maker) -> None:
    maker.top(maker.dice.choice(["整治重点", "重点整治问题", "整治内容"]))
    for i, (group, listed) in enumerate(maker.dice.sample(PROBLEMS, 3)):
        chosen = maker.dice.sample(listed, 3)
        counted = "；".join(f"{CN[n]}是{text}" for n, text in enumerate(chosen))
        body = maker.dice.choice(["；".join(chosen), counted, "主要包括：" + "；".join(chosen)])
        maker.heading(maker.second.format(CN[i]), group, body + "。")
        maker.gold["problems"] += [{"group": group, "text": text, "quote": text} for text in chosen]


def _tasks(maker: Maker, annexes: list[str]) -> None:
    dice = maker.dice
    top = maker.top(dice.choice(["主要任务", "重点任务", "工作任务", "主要措施", "任务分工"]))
    chosen = dice.sample(TASKS, dice.randint(5, 8))
    layout = dice.choice(["flat", "nested", "running", "table"])
    named = {i: n for n, i in enumerate(dice.sample(range(len(chosen)), min(len(annexes), len(chosen))), 1)}
    without = dice.randrange(len(chosen)) if dice.random() < 0.3 else -1
    if layout == "table":
        _table(maker, top, chosen)
        for n in range(1, len(annexes) + 1):  # a table names no annex; the list at the end does
            maker.gold["annexes"].append(_annex(n, annexes))
        return
    for i, (words, body) in enumerate(chosen):
        if layout == "flat":
            marker, number = maker.second.format(CN[i]), f"{top}({CN[i]})"
        else:
            if i % 3 == 0:
                group = f"（{CN[i // 3]}）{dice.choice(['夯实基础', '突出重点', '健全机制', '强化监督'])}"
                maker.lines.append(group)
            n = i + 1 if layout == "running" else i % 3 + 1
            marker = CIRCLED[n - 1] if maker.third == "circled" else maker.third.format(n)
            number = f"{top}({CN[i // 3]}){n}"
        annex = named.get(i)
        if annex:
            body += f"形成《{annexes[annex - 1]}》（附件{annex}）。"
            maker.gold["annexes"].append(_annex(annex, annexes))
        note, task = _note(maker, with_limit=i != without)
        quote = f"{marker}{words}"
        maker.gold["tasks"].append(
            {"number": number, "title": words, "annexes": [annex] if annex else [], "quote": quote} | task
        )
        if i == without:
            maker.gold["doubts"].append({"kind": "no_due", "quote": quote, "says": ""})
        _with_note(maker, marker, words, body, note)


def _annex(n: int, annexes: list[str]) -> dict[str, Any]:
    return {"number": n, "title": annexes[n - 1], "quote": f"《{annexes[n - 1]}》（附件{n}）"}


def _with_note(maker: Maker, marker: str, words: str, body: str, note: list[str]) -> None:
    opening, closing = maker.brackets
    if maker.labels["lines"]:
        maker.heading(marker, words, body)
        maker.lines += note
    else:
        maker.heading(marker, words, body + f"{opening}{maker.labels['between'].join(note)}{closing}")


def _note(maker: Maker, with_limit: bool) -> tuple[list[str], dict[str, Any]]:
    """The parts of a note on units and limit, and what they mean."""
    lead, support, responsible = maker.units(6)[:1], maker.units(2), []
    others = [u for u in maker.units(6) if u not in lead]
    support, responsible = others[:2] if maker.dice.random() < 0.6 else [], others[2:4]
    limit, due, standing = maker.limit() if with_limit else ("", [], False)
    task = {
        "lead": lead, "support": support, "responsible": responsible, "standing": standing,
        "due": [{"on": day, "quote": limit} for day in due],
    }  # fmt: skip
    labels = maker.labels
    if not labels["lead"]:
        parts = [
            f"{lead[0]}牵头",
            f"{'、'.join(support)}配合" if support else "",
            f"{'、'.join(responsible)}按职责分工负责",
            limit,
        ]
    else:
        parts = [
            f"{labels['lead']}：{'、'.join(lead)}", f"{labels['support']}：{'、'.join(support)}" if support else "",
            f"{labels['responsible']}：{'、'.join(responsible)}", f"{labels['due']}：{limit}" if limit else "",
        ]  # fmt: skip
    return [part for part in parts if part], task


def _table(maker: Maker, top: str, chosen: list[tuple[str, str]]) -> None:
    between = maker.dice.choice(["\t", " | "])
    columns = [
        "序号",
        "工作任务",
        maker.labels["lead"] or "牵头单位",
        maker.labels["responsible"] or "责任单位",
        "完成时限",
    ]
    maker.lines.append(between.join(columns))
    for i, (words, _) in enumerate(chosen, 1):
        others = maker.units(3)
        limit, due, standing = maker.limit()
        maker.lines.append(between.join([str(i), words, others[0], "、".join(others[1:]), limit]))
        maker.gold["tasks"].append(
            {
                "number": f"{top}{i}",
                "title": words,
                "lead": others[:1],
                "support": [],
                "responsible": others[1:],
                "due": [{"on": day, "quote": limit} for day in due],
                "standing": standing,
                "annexes": [],
                "quote": maker.lines[-1],
            }
        )


def _stages(maker: Maker, annexes: list[str]) -> None:
    dice = maker.dice
    maker.top(dice.choice(["实施步骤", "工作步骤", "方法步骤", "时间安排"]))
    style = dice.choice(["bracket", "bracket", "dash", "bare", "counted", "sentence", "figure", "is"])
    month = maker.issued.month
    for i, (name, body) in enumerate(STAGES):
        first = date(maker.year, month, 1)
        last = month_end(maker.year, month + i % 2 + 1)
        month += i % 2 + 2
        span = _span(maker, first, last)
        duty = _duty(maker, i, last, annexes)
        lead = {
            "bracket": f"{maker.second.format(CN[i])}{name}阶段（{span}）。",
            "dash": f"（{CN[i]}）{name}阶段：{span}。",
            "bare": f"{name}阶段（{span}）：", "counted": f"第{CN[i]}阶段：{name}（{span}）。",
            "sentence": f"（{CN[i]}）{name}阶段。{span}，", "figure": f"{i + 1}.{name}阶段（{span}）。",
            "is": f"（{CN[i]}）{span}为{name}阶段。",
        }[style]  # fmt: skip
        maker.lines.append(f"{lead}{body}{duty}")
        title = name if style == "counted" else f"{name}阶段"
        maker.gold["stages"].append({"title": title, "from": first.isoformat(), "to": last.isoformat(), "quote": lead})


def _span(maker: Maker, first: date, last: date) -> str:
    dash = maker.dice.choice(["至", "—", "-", "～", "－"])
    exact = maker.dice.random() < 0.5
    year = f"{first.year}年"
    if exact:
        return f"{year}{first.month}月{first.day}日{dash}{last.month}月{last.day}日"
    if first.month == last.month:
        return f"{first.month}月初{dash}{first.month}月底"
    return maker.dice.choice(
        [
            f"{first.month}月初{dash}{last.month}月底",
            f"{year}{first.month}月{dash}{last.month}月",
            f"{first.month}月上旬{dash}{last.month}月下旬",
        ]
    )


def _duty(maker: Maker, i: int, last: date, annexes: list[str]) -> str:
    """A sentence on handing something in by a day of this stage."""
    what, dice = REPORTS[i], maker.dice
    day = working(last - timedelta(days=dice.randint(0, 3)))
    giver = dice.choice(["各单位", f"各县（市、区）{maker.office}", f"{maker.kind}直各行政执法部门"])
    receiver = maker.receiver
    annex = len(annexes) if annexes and i == len(STAGES) - 1 else None
    thing = what + (f"和《{annexes[-1]}》（附件{annex}）" if annex else "")
    said = dice.choice(
        [
            f"{giver}于{maker.day(day)}前将{thing}报送{receiver}",
            f"{giver}要认真总结，并于{maker.day(day)}前将{thing}报{receiver}",
            f"{maker.day(day)}前，{giver}将{thing}上报{receiver}",
            f"{giver}应当在{maker.day(day)}前向{receiver}报送{thing}",
            f"请{giver}于{maker.day(day)}下班前将{thing}报送至{receiver}",
            f"请{giver}将{thing}于{maker.day(day)}前报{receiver}汇总",
            f"{giver}对照要求逐项落实，{thing}经主要负责人审定后，于{maker.day(day)}前报送{receiver}",
        ]
    )
    maker.gold["duties"].append(
        {
            "what": what + (f"和{annexes[-1]}" if annex else ""),
            "from": giver,
            "to": receiver,
            "due": day.isoformat(),
            "every": None,
            "annexes": [annex] if annex else [],
            "quote": said,
        }
    )
    return f"{said}。" + (_listed(maker, giver, last) if i == 2 and dice.random() < 0.4 else "")


def _listed(maker: Maker, giver: str, last: date) -> str:
    """Several days in one sentence: a duty for each."""
    days = [working(last - timedelta(days=n)) for n in (24, 14)]
    written = f"{maker.day(days[0])}、{maker.day(days[1])}"
    said = f"{giver}分别于{written}前将整改进展情况报送{maker.receiver}"
    maker.gold["duties"] += [
        {
            "what": "整改进展情况",
            "from": giver,
            "to": maker.receiver,
            "due": day.isoformat(),
            "every": None,
            "annexes": [],
            "quote": said,
        }
        for day in days
    ]
    return f"{said}。"


def _demands(maker: Maker) -> None:
    maker.top(maker.dice.choice(["工作要求", "保障措施", "组织保障"]))
    for i, (words, body) in enumerate(maker.dice.sample(DEMANDS, 3)):
        maker.heading(maker.second.format(CN[i]), words, body)
    every, said = maker.dice.choice([("month", "每月25日前"), ("quarter", "每季度末月20日前"), (None, "")])
    if every:
        giver = "各单位"
        maker.heading(
            maker.second.format(CN[3]), "实行定期报告", f"{giver}于{said}将工作进展情况报送{maker.receiver}。"
        )
        maker.gold["duties"].append(
            {
                "what": "工作进展情况",
                "from": giver,
                "to": maker.receiver,
                "due": None,
                "every": every,
                "annexes": [],
                "quote": said,
            }
        )


def _foot(maker: Maker, annexes: list[str]) -> None:
    if maker.dice.random() < 0.5:
        maker.lines.append("联系人：执法监督科；联系电话：0999-3000000；电子邮箱：plan@example.com。")
        maker.gold["contacts"] = [
            {"kind": "phone", "value": "0999-3000000", "quote": "0999-3000000"},
            {"kind": "email", "value": "plan@example.com", "quote": "plan@example.com"},
        ]
    if annexes:
        style = maker.dice.choice(["附件：\n{}", "附件：{}", "附：{}"])
        listed = [f"{n}.{title}" for n, title in enumerate(annexes, 1)]
        maker.lines += ["", style.format("\n".join(listed))]
    if not maker.signed:
        maker.lines += ["", maker.issuer, _signed_on(maker)]
