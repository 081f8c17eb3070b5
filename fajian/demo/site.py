"""An installation of the fictional city: built through the actions, so that its audit chain is a real one.

Runs in the database and data folder the settings name, which must be empty (`fajian demo` makes a folder of its own).
"""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from fajian.campaigns.models import Campaign
from fajian.core import notify
from fajian.demo import DAY
from fajian.demo.asking import Asking
from fajian.demo.blaming import Blaming
from fajian.demo.campaign import Course
from fajian.demo.casework import Casework
from fajian.demo.certifying import Certifying
from fajian.demo.complaining import Complaining
from fajian.demo.diary import Diary
from fajian.demo.earlier import Month
from fajian.demo.examined import examine
from fajian.demo.gathered import gather
from fajian.demo.inspecting import Inspecting
from fajian.demo.joining import Joining
from fajian.demo.layouts import take_layout
from fajian.demo.lookback import Looking
from fajian.demo.own_forms import read_blanks
from fajian.demo.pairs import Pairs
from fajian.demo.people import People, settle
from fajian.demo.plan import Moved
from fajian.demo.pointing import Pointing
from fajian.demo.problems import Keeper
from fajian.demo.promising import Promising
from fajian.demo.publishing import Publishing
from fajian.demo.rating import Rating
from fajian.demo.records import write_records
from fajian.demo.rectifying import PuttingRight
from fajian.demo.registering import Registering
from fajian.demo.reports import hand_in_year
from fajian.demo.reviewing import Reviewing
from fajian.demo.supervising import Supervising
from fajian.demo.swept import analyse, sweep
from fajian.demo.tasks import Work
from fajian.demo.visiting import Visiting
from fajian.demo.workbooks import busy_day
from fajian.ledgers.models import Ledger
from fajian.orgs.models import User

SEED = 1
MARK = "DEMO"  # the file that says a data folder is a demo's
Progress = Callable[[int, int, str], object]


def build(today: date, progress: Progress = lambda done, total, text: None) -> None:
    """Everything, in the order in which it happened; `today` is the day on which the demo is looked at."""
    progress(0, 1, "建立数据库")
    call_command("migrate", verbosity=0, interactive=False)
    as_of = min(DAY, today - timedelta(days=1))
    with tempfile.TemporaryDirectory(prefix="fajian-demo-") as folder:
        sheets = Path(folder)
        write_records(sheets, seed=SEED, as_of=as_of)
        diary, moved, said = Diary(today), Moved.to(today), ["安澜市的这一年"]
        people = found(diary, moved, sheets)
        diary.write(moved.day(4, 15), 15, lambda: read_blanks(people.users["jd1"]))
        diary.write(moved.day(4, 15), 16, lambda: take_layout(people.users["jd1"]))
        course = Course(diary, people, moved, Random(SEED))
        casework = Casework(diary, people, sheets, as_of, progress=partial(said.__setitem__, 0))
        Month(course, Keeper(diary, people, Random(SEED)), Looking(diary, people, moved, Random(SEED))).prepare()
        course.prepare(partial(begin, diary, people, moved, casework))
        casework.prepare()
        PuttingRight(diary, people).prepare()
        Supervising(diary, people).prepare()
        Blaming(diary, people).prepare()
        Reviewing(diary, people, Random(SEED)).prepare()
        Registering(diary, people).prepare()
        Promising(diary, people).prepare()
        Inspecting(diary, people).prepare()
        Complaining(diary, people).prepare()
        Pointing(diary, people).prepare()
        Asking(diary, people).prepare()
        Rating(diary, people, Random(SEED)).prepare()
        Certifying(diary, people, Random(SEED)).prepare()
        Visiting(diary, people).prepare()
        Publishing(diary, people).prepare()
        diary.write(diary.yesterday, 17, partial(end, course))
        diary.play(lambda done, total: progress(done, total, said[0]))
    # From here on the demo may be logged into: a folder without the mark was not finished.
    about = {"built_on": today.isoformat(), "records_as_of": as_of.isoformat(), "seed": SEED}
    (settings.FAJIAN_DATA / MARK).write_text(json.dumps(about), encoding="utf-8")


def found(diary: Diary, moved: Moved, sheets: Path) -> People:
    """The units and accounts, opened the day before the plan was issued."""
    with (sheets / "agencies.csv").open(encoding="utf-8-sig", newline="") as lines:
        agency_ids = {row["名称"]: row["统一社会信用代码"] for row in csv.DictReader(lines)}
    opened: list[People] = []
    diary.write(moved.day(3, 1), 9, lambda: opened.append(settle(agency_ids, SEED)))
    diary.play()
    return opened[0]


def begin(diary: Diary, people: People, moved: Moved, casework: Casework, campaign: Campaign) -> None:
    """The campaign runs: what its ledgers will hold."""
    casework.source = campaign.source
    Work(diary, people, Random(SEED), campaign).go_on()
    Joining(diary, people, Random(SEED), campaign).go_on(moved.day(3, 2))
    Looking(diary, people, moved, Random(SEED)).begin(campaign)
    Pairs(diary, people).begin(campaign)
    diary.write(diary.yesterday, 15, partial(busy_day, people, campaign.source))
    keeper = Keeper(diary, people, Random(SEED))
    books = Ledger.objects.filter(source__startswith=campaign.source).select_related("unit").order_by("unit_path", "id")
    for place, book in enumerate(books):
        spring = [moved.day(4, 7 + place % 20), moved.day(5, 6 + place % 20)]
        autumn = [moved.day(9, 2 + place % 25)]
        match book.spec_code:
            case "self-check":
                keeper.self_checked(book.unit, book, spring)
            case "fines-self-check" if book.unit in people.agencies:
                keeper.self_checked(book.unit, book, spring[1:])
            case "general":
                keeper.found_by_review(book.unit, book, autumn + [moved.day(10, 8 + place % 20)] * (place % 2))
                keeper.fresh(book.unit, book, [diary.ago(2 + place % 5)])


def end(course: Course) -> None:
    """Units' own workbooks come in; the ledgers are examined; leaders have read their notices, others have not."""
    examine(course.people)
    gather(course.people.users["jd1"])
    sweep(course.people)
    analyse(course.people)
    hand_in_year(course.people, course.diary.day)
    course.checkpoint()
    for user in User.objects.filter(role__in=("unit_leader", "leader")):
        notify.read(user)


def today() -> date:
    """The server's day in China."""
    return timezone.localdate()
