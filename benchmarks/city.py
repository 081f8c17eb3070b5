"""A city of 500 units with a million problems: what benchmarks/web.py and exports.py measure on.

Units, accounts, ledgers and the first 100,000 entries are written by commands, in batches as of a taken-in workbook:
row, index of words, seal and event, one chain. Only the spread over states is a command of this file's own, since
closing them one by one would take hours; so there are no proofs and no hands behind those that are closed. The further
entries are copies by SQL, numbered on, with rectification and index of words, but without seal and event: lists,
counts, searches and exports read the same, the audit chain is ten times shorter.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
from collections.abc import Iterator
from typing import Any

from fajian.web.start import start_with_tables

COUNTIES, AGENCIES = 20, 25
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


def fill(entries: int) -> None:
    """The city, its counties, their agencies; a ledger each with its share of the entries, as in mid-campaign."""
    from django.conf import settings
    from django.db import connection

    from fajian.core.commands import System
    from fajian.ledgers.actions import NewEntry, open_ledger, record
    from fajian.orgs.actions import open_account, open_unit

    by, draw = System("benchmark"), random.Random(1)
    city = open_unit(by=by, name="云岭市人民政府", kind="government")
    office = open_unit(by=by, name="云岭市司法局", kind="supervision", parent=city)
    boss = open_account(by=by, username="supervisor", display_name="监督甲", role="supervisor", unit=office)
    ledgers = []
    for county in range(COUNTIES):
        seat = open_unit(by=by, name=f"第{county + 1}县人民政府", kind="government", parent=city)
        for agency in range(AGENCIES):
            unit = open_unit(by=by, name=f"第{county + 1}县第{agency + 1}执法局", kind="agency", parent=seat)
            if agency == 0:
                clerk = open_account(by=by, username=f"c{county}", display_name="填报甲", role="clerk", unit=unit)
                open_account(by=by, username=f"s{county}", display_name="监督乙", role="supervisor", unit=seat)
            ledgers.append(open_ledger(by=by, unit=unit, spec_code="self-check"))
    share = min(entries, BY_COMMANDS) // len(ledgers)
    for begun in range(0, share, BATCH):  # units record side by side, not one after another
        for place, ledger in enumerate(ledgers):
            numbers = range(begun, min(begun + BATCH, share))
            rows = [NewEntry(*entry(draw, place * share + n, rare=n % share == 7 and place < 40)) for n in numbers]
            record(by=boss, ledger=ledger, rows=rows)
    spread(boss, clerk)
    multiply(entries)
    with connection.cursor() as cursor:
        # What autovacuum (and the worker, on SQLite) does by itself within minutes.
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    (settings.FAJIAN_DATA / "filled").touch()


def entry(draw: random.Random, number: int, *, rare: bool = False) -> tuple[str, dict[str, str]]:
    """Title and columns of one problem, as long as in real self-checks: some names are rare, some words common."""
    party = "".join(draw.choices(SIGNS, k=2)) + draw.choice(TRADES)
    fault = ONCE if rare else draw.choice(FAULTS)
    title = f"{draw.choice(FIELDS)}领域{fault}，案件第{number:07d}号，经自查发现，当事人{party}已提出异议，需限期整改"
    return title, {"matter": f"案件{number}", "basis": "行政处罚法 第六十一条", "found_on": "2026-03-02"}


def spread(boss: Any, clerk: Any) -> None:
    """Half of the problems closed, three tenths under way, some of these overdue; a part of the rows a command."""
    from fajian.core.commands import System, action
    from fajian.ledgers.models import Rectification

    @action("benchmark.spread", title="分布状态")
    def part(act: Any, *, numbers: range, due_in: int, state: str) -> None:
        given: dict[str, Any] = {"cause": "送达环节无人盯办", "measure": "逐案建立送达台账", "accepted_by": clerk}
        if state == "closed":
            given |= {"submitted_by": clerk, "submitted_at": act.now, "result": "已补送达"}
            given |= {"closed_by": boss, "closed_at": act.now, "edited_at": act.now}
        due_on = act.today + dt.timedelta(days=due_in)
        act.change_all(Rectification.objects.filter(pk__in=numbers), **given, state=state, due_on=due_on)

    for numbers, due_in, state in parts(Rectification.objects.order_by("pk").last().pk):
        part(by=System("benchmark"), numbers=numbers, due_in=due_in, state=state)


def parts(last: int) -> Iterator[tuple[range, int, str]]:
    """Numbers, days until they are due, state: of each ten entries five are closed, two rectified, one submitted."""
    states = ("closed",) * 5 + ("rectifying",) * 2 + ("submitted",)
    for first in range(1, last + 1, 5_000):
        for place, state in enumerate(states):
            yield range(first + place, min(first + 5_000, last + 1), 10), place * 12 - 80, state


def multiply(entries: int) -> None:
    """Copy the entries there are until there are so many."""
    from django.db import connection, transaction
    from django.db.models import Max

    from fajian.ledgers import search
    from fajian.ledgers.models import Entry, Rectification

    told = Entry.objects.aggregate(last=Max("pk"), step=Max("number"))
    base = made = told["last"]
    while made < entries:
        count = min(base, entries - made)
        moved = {"id": f"id + {made}", "entry_id": f"entry_id + {made}"}
        moved["number"] = f"number + {told['step'] * (made // base)}"
        with transaction.atomic(), connection.cursor() as cursor:
            for model, key in ((Entry, "id"), (Rectification, "entry_id")):
                table, columns = model._meta.db_table, [field.column for field in model._meta.concrete_fields]
                copied = ", ".join(moved.get(column, column) for column in columns)
                cursor.execute(
                    f"INSERT INTO {table} ({', '.join(columns)}) SELECT {copied} FROM {table} WHERE {key} <= {count}"
                )
        made += count
    for start in range(base, made, 5_000):
        texts = Entry.objects.filter(pk__gt=start, pk__lte=start + 5_000).values_list(
            "pk", "title", "source_label", "data"
        )
        with transaction.atomic():
            search.enter(connection, [(number, search.text_of(*parts)) for number, *parts in texts])


if __name__ == "__main__":
    start_with_tables()
    fill(int(sys.argv[1]))
