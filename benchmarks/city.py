"""A city of 500 units with a million problems: what benchmarks/web.py and exports.py measure on.

Units, accounts, ledgers and the first 100,000 entries are written by commands, in batches as of a taken-in workbook:
row, index of words, seal and event, one chain; all a year ago, so that closings have had to hold. Only the spread over
states is a command of this file's own, since closing them one by one would take hours; so there are no proofs and no
hands behind those that are closed. The further entries are copies by SQL, numbered on, with other names, what was done
in other words, and everything that is derived from a row (words, traits, closings, wordings), but without seal and
event: lists, counts, searches, checks and exports read the same, the audit chain is ten times shorter.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
from collections.abc import Iterator
from typing import Any

from fajian.web.start import start_with_tables

COUNTIES, AGENCIES = 20, 25
RECORDED, SPREAD = dt.timedelta(days=500), dt.timedelta(days=120)  # ago
BATCH, BY_COMMANDS = 200, 100_000
SIGNS = (
    "安宝昌诚春达德东方丰富高光广桂国海汉和恒红宏华辉汇佳嘉建江"
    "金锦晶景九康乐力利联龙隆美民明南宁平润瑞顺泰天通万旺祥新信兴"
)
FAULTS = (
    "处罚决定逾期送达", "未履行听证告知", "超期立案", "罚款数额超出裁量阶次", "未按规定公示", "执法人员少于两人",
    "未出示执法证件", "先处罚后取证", "未告知陈述申辩权", "查封超过法定期限", "罚没款未缴入国库", "送达未果仍结案",
)  # fmt: skip
FIELDS = ("市场监管", "城市管理", "交通运输", "生态环境", "应急管理", "文化旅游", "农业农村", "卫生健康")
TRADES = ("商贸有限公司", "餐饮店", "运输队", "便利店", "建材经营部", "农家乐", "诊所", "网吧")
ONCE = "冒名顶替"  # in forty entries of the first county, one in 25,000
ASPECTS = ("不作为", "乱作为", "不规范不公正")
# What was done, in phrases of six signs; any six of them make a result.
DONE = (
    "补送达决定书", "向当事人致歉", "退还多收罚款", "重新告知权利", "补做听证笔录", "完善审批手续", "公示更正信息",
    "约谈承办人员", "组织法规培训", "修订裁量细则", "补录音像资料", "归档整本案卷", "核减罚款数额", "撤销原决定书",
    "解除查封措施", "缴清应缴款项", "增派持证人员", "建立送达台账", "开展交叉评查", "通报典型案例", "落实法制审核",
    "更换执法证件", "回访涉案企业", "抽查同类案件", "清理超期案件", "补签集体讨论", "规范文书用语", "调整岗位分工",
    "上线流程提醒", "报送整改材料", "签订责任清单", "核对缴库凭证", "追回逾期利息",
)  # fmt: skip
PACES = (1, 7, 31, 97, 389, 1_013)  # by which the phrases of a result change from one entry to the next


def fill(entries: int) -> None:
    """The city, its counties, their agencies; a ledger each with its share of the entries, as in mid-campaign."""
    from django.conf import settings
    from django.db import connection
    from django.utils import timezone

    from fajian.demo.diary import Diary

    diary = Diary(timezone.localdate())
    with diary.clock():
        diary.moment = timezone.localtime() - RECORDED
        by, boss, clerk, ledgers = found()
        record_all(boss, ledgers, min(entries, BY_COMMANDS) // len(ledgers))
        diary.moment = timezone.localtime() + (RECORDED - SPREAD)
        spread(by, boss, clerk, diary.today)
    multiply(entries)
    with connection.cursor() as cursor:
        # What autovacuum (and the worker, on SQLite) does by itself within minutes.
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    (settings.FAJIAN_DATA / "filled").touch()


def found() -> tuple[Any, Any, Any, list[Any]]:
    """Units, people and ledgers: who installed it, a supervisor, a clerk, a ledger for each agency."""
    from fajian.core.commands import System
    from fajian.ledgers.actions import open_ledger
    from fajian.orgs.actions import open_account, open_unit

    by, ledgers = System("benchmark"), []
    city = open_unit(by=by, name="云岭市人民政府", kind="government")
    office = open_unit(by=by, name="云岭市司法局", kind="supervision", parent=city)
    boss = open_account(by=by, username="supervisor", display_name="监督甲", role="supervisor", unit=office)
    for county in range(COUNTIES):
        seat = open_unit(by=by, name=f"第{county + 1}县人民政府", kind="government", parent=city)
        for agency in range(AGENCIES):
            unit = open_unit(by=by, name=f"第{county + 1}县第{agency + 1}执法局", kind="agency", parent=seat)
            if agency == 0:
                clerk = open_account(by=by, username=f"c{county}", display_name="填报甲", role="clerk", unit=unit)
                open_account(by=by, username=f"s{county}", display_name="监督乙", role="supervisor", unit=seat)
            ledgers.append(open_ledger(by=by, unit=unit, spec_code="self-check"))
    return by, boss, clerk, ledgers


def record_all(boss: Any, ledgers: list[Any], share: int) -> None:
    """Each ledger's share; units record side by side, not one after another."""
    from django.db.models import QuerySet

    from fajian.ledgers.actions import NewEntry, record
    from fajian.ledgers.models import Traits

    draw = random.Random(1)
    for begun in range(0, share, BATCH):
        for place, ledger in enumerate(ledgers):
            numbers = range(begun, min(begun + BATCH, share))
            rows = [NewEntry(*entry(draw, place * share + n, rare=n % share == 7 and place < 40)) for n in numbers]
            record(by=boss, ledger=ledger, rows=rows)
    # Or the worker would compare them with each other while the pages are measured.
    QuerySet(Traits).update(waiting=False)


def entry(draw: random.Random, number: int, *, rare: bool = False) -> tuple[str, dict[str, str]]:
    """Title and columns of one problem, as long as in real self-checks: some names are rare, some words common."""
    party = "".join(draw.choices(SIGNS, k=2)) + draw.choice(TRADES)
    fault = ONCE if rare else draw.choice(FAULTS)
    title = f"{draw.choice(FIELDS)}领域{fault}，案件第{number:07d}号，经自查发现，当事人{party}已提出异议，需限期整改"
    matter = number // 60 * 60 if number % 60 < 3 else number  # one in twenty is about what others are about
    return title, {
        "matter": f"案件{matter}", "aspect": draw.choice(ASPECTS), "basis": "行政处罚法 第六十一条",
        "found_on": "2026-03-02",
    }  # fmt: skip


def spread(by: Any, boss: Any, clerk: Any, today: dt.date) -> None:
    """Half of the problems closed, three tenths under way, some of these overdue; a part of the rows a command."""
    from fajian.core.commands import action
    from fajian.ledgers.models import Rectification

    @action("benchmark.spread", title="分布状态")
    def part(act: Any, *, numbers: range, due_on: dt.date, state: str, age: dt.timedelta) -> None:
        given: dict[str, Any] = {"cause": "送达环节无人盯办", "measure": "逐案建立送达台账", "accepted_by": clerk}
        rows = list(Rectification.objects.filter(pk__in=numbers).select_related("unit"))
        for row in rows:
            more: dict[str, Any] = {"result": result(row.pk), "submitted_by": clerk} if state != "rectifying" else {}
            if state == "closed":
                at = act.now - age - row.pk % 97 * dt.timedelta(hours=5)
                more |= {"closed_by": boss, "closed_at": at, "edited_at": at, "submitted_at": at - dt.timedelta(days=1)}
            for name, value in {**given, **more, "state": state, "due_on": due_on}.items():
                setattr(row, name, value)
        act.save_all(rows)

    for numbers, place, state in parts(Rectification.objects.order_by("pk").last().pk):
        # One in twenty of those under way has been due for long.
        late = 45 if state == "rectifying" and numbers.start % 100_000 < 10 else 80 - place * 12
        age = dt.timedelta(days=place * 30)
        part(by=by, numbers=numbers, due_on=today - dt.timedelta(days=late), state=state, age=age)


def parts(last: int) -> Iterator[tuple[range, int, str]]:
    """Numbers, place among ten, state: of each ten entries five are closed, two rectified, one submitted."""
    states = ("closed",) * 5 + ("rectifying",) * 2 + ("submitted",)
    for first in range(1, last + 1, 5_000):
        for place, state in enumerate(states):
            yield range(first + place, min(first + 5_000, last + 1), 10), place, state


def result(number: int) -> str:
    """What was done about this problem."""
    return "".join(DONE[number // pace % len(DONE)] for pace in PACES)


# ── the further entries ──────────────────────────────────────────────────────────────────────────────────────────────


def multiply(entries: int) -> None:
    """Copy the entries there are until there are so many."""
    from django.db import connection, transaction
    from django.db.models import Max

    from fajian.ledgers.models import Closing, Entry, Rectification, Traits

    told = Entry.objects.aggregate(last=Max("pk"), step=Max("number"))
    base = made = told["last"]
    while made < entries:
        count, copy = min(base, entries - made), made // base
        sign = f"substr('{''.join(SIGNS)}', 1 + CAST(id % 47 AS integer) + {copy % 7}, 1)"
        moved = {
            Entry: {
                "id": f"id + {made}", "number": f"number + {told['step'] * copy}",
                "title": f"replace(title, '当事人', '当事人' || {sign})",
            },
            Rectification: {
                "entry_id": f"entry_id + {made}",
                "result": f"CASE WHEN result <> '' THEN {_result(f'(entry_id + {made})')} ELSE '' END",
            },
            Traits: {"entry_id": f"entry_id + {made}", "item_key": f"item_key || '{copy}'"},
            Closing: {"id": "NULL", "entry_id": f"entry_id + {made}"},
        }  # fmt: skip
        with transaction.atomic(), connection.cursor() as cursor:
            for model, changed in moved.items():
                _copy(cursor, model, changed, count)
        made += count
    index(base, made)


def _copy(cursor: Any, model: Any, changed: dict[str, str], count: int) -> None:
    key = "id" if "number" in changed else "entry_id"
    names = [field.column for field in model._meta.concrete_fields if changed.get(field.column) != "NULL"]
    copied = ", ".join(changed.get(name, name) for name in names)
    table = model._meta.db_table
    cursor.execute(f"INSERT INTO {table} ({', '.join(names)}) SELECT {copied} FROM {table} WHERE {key} <= {count}")


def _result(number: str) -> str:
    """`result`, as SQL."""
    book = "".join(DONE)
    phrases = (f"substr('{book}', 1 + 6 * CAST({number} / {pace} % {len(DONE)} AS integer), 6)" for pace in PACES)
    return " || ".join(f"CAST({phrase} AS text)" for phrase in phrases)


def index(base: int, made: int) -> None:
    """Enter the copies' words and wordings."""
    from django.db import connection, transaction

    from fajian.ledgers import search
    from fajian.ledgers.models import Entry, Rectification
    from fajian.ledgers.models.wordings import index as enter_wordings

    anew = connection.vendor == "postgresql"  # which makes the whole index in the time a tenth of the rows would take
    if anew:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP INDEX {search.TABLE}_gin")
    for start in range(base, made, 5_000):
        some = {"pk__gt": start, "pk__lte": min(start + 5_000, made)}
        texts = Entry.objects.filter(**some).values_list("pk", "title", "source_label", "data")
        with transaction.atomic():
            search.enter(connection, [(number, search.text_of(*parts)) for number, *parts in texts])
            enter_wordings(list(Rectification.objects.filter(**some).only("measure", "result")))
    if anew:
        with connection.cursor() as cursor:
            cursor.execute(search.GIN)


if __name__ == "__main__":
    start_with_tables()
    fill(int(sys.argv[1]))
