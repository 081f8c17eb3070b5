"""Statistics measured: every table and what lies behind a number, over 200,000 problems and 2,000,000 suspicions.

python benchmarks/figures.py [--problems 200000] [--findings 2000000] [--data DIR]

The problems are those of benchmarks/city.py (500 units), tied to one campaign here; the suspicions are one for each
unit and month of a year, copied by SQL until there are so many, so they have neither seal nor event. Each page is asked
for by Django's own client, in this process, with nothing remembered, and once more as people find it afterwards.
Database: SQLite in --data, or what DATABASE_URL names. With --data what was made once is used again.

Not called statistics.py: that name would stand before Python's own for every script in this folder.

Goal: a table < 2 s, a drill-down < 0.3 s, nothing remembered.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
TABLE, DRILL = 2.0, 0.3  # seconds
MONTHS = 12
RULES = ("PEN-061-SERVE", "FIN-TOP", "INS-FREQ", "LIC-042-20D")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--problems", type=int, default=200_000)
    parser.add_argument("--findings", type=int, default=2_000_000)
    parser.add_argument("--data", type=Path, help="where the city is made and kept; default: a temporary folder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fajian-statistics-") as scratch:
        folder = (options.data or Path(scratch)) / f"statistics-{options.problems}-{options.findings}"
        os.environ |= {"FAJIAN_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "fajian.web.settings"}
        if not (folder / "filled").exists():
            subprocess.run([sys.executable, HERE / "city.py", str(options.problems)], check=True)
        subprocess.run([sys.executable, "-m", "django", "migrate", "-v", "0"], check=True)  # made by an earlier version
        from fajian.web.start import start_with_tables

        start_with_tables()
        if not (folder / "tied").exists():
            tie(options.findings)
            (folder / "tied").touch()
        sys.exit(1 if measure() else 0)


# ── what city.py leaves out ──────────────────────────────────────────────────────────────────────────────────────────


def tie(findings: int) -> None:
    """One campaign over all units; a run for each month of a year that found a suspicion in each unit; their copies."""
    from django.db import connection, transaction
    from django.utils import timezone

    from fajian.demo.diary import Diary

    screen = screening()
    diary, newest = Diary(timezone.localdate()), timezone.localtime()
    with diary.clock():
        for month in range(MONTHS):
            diary.moment = newest - dt.timedelta(days=30 * (MONTHS - 1 - month))
            screen(month)
        joined()
    with transaction.atomic(), connection.cursor() as cursor:
        multiply(cursor, findings)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def joined() -> None:
    """The campaign: every agency takes part, and its ledger belongs to it."""
    from fajian.campaigns.models import Campaign, Participant, PlanDocument
    from fajian.core.commands import System, action
    from fajian.ledgers.models import Ledger
    from fajian.orgs.models import Unit

    @action("benchmark.join", title="参加")
    def join(act: Any) -> None:
        office, units = Unit.objects.get(kind="supervision"), Unit.objects.filter(kind="agency")
        document = act.create(PlanDocument, unit=office, title="方案", text="方案", compiled={}, state="launched")
        campaign = act.create(Campaign, unit=office, document=document, title="专项整治", from_on=act.today)
        act.bulk_create(Participant, [Participant(campaign=campaign, unit=unit) for unit in units])
        ledgers = list(Ledger.objects.select_related("unit"))
        for ledger in ledgers:
            ledger.source = campaign.source
        act.save_all(ledgers)

    join(by=System("benchmark"))


def screening() -> Callable[[int], None]:
    """What makes the run of a month, and what it found."""
    from fajian.core.commands import System, action
    from fajian.orgs.models import Unit
    from fajian.screening.models import Finding, Run

    @action("benchmark.screen", title="筛查")
    def screen(act: Any, *, month: int) -> None:
        office, units = Unit.objects.get(kind="supervision"), Unit.objects.filter(kind="agency")
        run = act.create(Run, unit=office, title=f"第{month + 1}次", as_of=act.today, state="handed_over")
        act.bulk_create(Finding, [finding(Finding, run, unit, month, act.today) for unit in units])

    return lambda month: screen(by=System("benchmark"), month=month)


def finding(model: Any, run: Any, unit: Any, month: int, today: dt.date) -> Any:
    """One, in the state of its month."""
    states = ("open", "explained", "confirmed", "dismissed")
    return model(
        unit=unit, first_run=run, last_run=run, rule_id=RULES[month % len(RULES)], rule_version="1",
        subject="penalties", record_id=f"{month}-{unit.pk}-0", title="疑点", certainty="certain", severity="serious",
        wording="rule", basis="行政处罚法", law_version="2021", explanation="算法", step_on=today,
        state=states[month % len(states)],
    )  # fmt: skip


def multiply(cursor: Any, findings: int) -> None:
    """Copy the suspicions there are until there are so many."""
    from fajian.screening.models import Finding

    table, base = Finding._meta.db_table, Finding.objects.count()
    names = [field.column for field in Finding._meta.concrete_fields]
    made = base
    while made < findings:
        changed = {"id": f"id + {made}", "record_id": f"record_id || '-{made}'"}
        copied = ", ".join(changed.get(name, name) for name in names)
        count = min(base, findings - made)
        cursor.execute(f"INSERT INTO {table} ({', '.join(names)}) SELECT {copied} FROM {table} WHERE id <= {count}")
        made += count


# ── what is measured ─────────────────────────────────────────────────────────────────────────────────────────────────


def pages() -> Iterator[tuple[str, str, float]]:
    """(title, address, goal)."""
    from django.urls import reverse
    from django.utils import timezone

    from fajian.campaigns.models import Campaign
    from fajian.orgs.models import Unit

    campaign, unit = Campaign.objects.get().pk, Unit.objects.filter(kind="agency")[7].pk
    month = f"{timezone.localdate() - dt.timedelta(days=60):%Y-%m}"
    for title, name, given in (
        ("统计与报告", "campaign", [campaign]), ("单位排序", "ranking", [campaign]),
        ("资料自检", "completeness", [campaign]),
        ("全局一览", "cockpit", []), ("绩效扣分", "appraisal", []), ("监督履职", "performance", []),
        ("填报负担", "burden", []), ("年度统计", "yearly", []),
    ):  # fmt: skip
        yield title, reverse(f"reporting:{name}", args=given), TABLE
    yield "问题类别统计", reverse("ledgers:categories"), TABLE
    for measure in ("problems", "overdue", "closed", "findings", "findings_open"):
        yield f"统计 {measure}", reverse("reporting:rows", args=[campaign, measure]), DRILL
        yield f"统计 {measure}，一个单位", reverse("reporting:rows", args=[campaign, measure]) + f"?unit={unit}", DRILL
    for group, code in (("problems", "open"), ("problems", "overdue"), ("findings", "findings")):
        address = reverse("reporting:cockpit_rows", args=[group, code])
        yield f"一览 {code}", address, DRILL
        yield f"一览 {code}，一个单位", f"{address}?unit={unit}", DRILL
    yield (
        "一览 疑点，一个月",
        reverse("reporting:cockpit_rows", args=["findings", "findings"]) + f"?month={month}",
        DRILL,
    )
    yield "绩效扣分 逾期", reverse("reporting:appraisal_rows", args=[unit, "overdue"]), DRILL


def measure() -> int:
    """Ask for each page as the city's supervisor; prints, and returns how many missed the goal."""
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from fajian.ledgers.models import Rectification
    from fajian.orgs.models import User
    from fajian.screening.models import Finding

    client = Client(SERVER_NAME="localhost")
    user = User.objects.get(username="supervisor")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    counts = f"{Rectification.objects.count():,} problems, {Finding.objects.count():,} suspicions"
    print(f"{connection.vendor}: {counts}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"{'page':40}{'goal s':>8}{'cold s':>8}{'cpu s':>8}{'again s':>9}{'queries':>9}{'slowest s':>11}")
    client.get("/")  # templates and urls are read once
    missed = 0
    for title, address, goal in pages():
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            cold, cpu = timed(client, address)
        times = [float(query["time"]) for query in asked.captured_queries]  # the next request forgets them
        again, _ = timed(client, address)
        missed += cold >= goal
        print(
            f"{'✔' if cold < goal else '✘'} {title:38}{goal:8.1f}{cold:8.2f}{cpu:8.2f}{again:9.2f}"
            f"{len(times):9}{max(times, default=0.0):11.2f}",
            flush=True,
        )
    return missed


def timed(client: Any, address: str) -> tuple[float, float]:
    """(seconds by the clock, seconds of CPU) until the page is there."""
    begun, used = time.perf_counter(), time.process_time()
    response = client.get(address)
    took = time.perf_counter() - begun, time.process_time() - used
    if response.status_code != 200:
        raise SystemExit(f"{address}: {response.status_code}")
    return took


if __name__ == "__main__":
    main()
