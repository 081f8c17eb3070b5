"""What the city's office made of problems that look alike."""

from __future__ import annotations

from functools import partial
from typing import Any

from fajian.campaigns.contents import of_campaign
from fajian.campaigns.models import Campaign
from fajian.core.worker import work
from fajian.demo.diary import Diary
from fajian.demo.people import People
from fajian.ledgers import actions
from fajian.ledgers.models import Entry, Ledger, Pairing, Rectification


class Pairs:
    """On the day before the demo: a hotline's complaint about known problems, and the first verdicts."""

    def __init__(self, diary: Diary, people: People) -> None:
        self.diary, self.office = diary, people.users

    def begin(self, campaign: Campaign) -> None:
        """After everything else was recorded."""
        self.diary.write(self.diary.yesterday, 14, partial(self.complaints, campaign))
        self.diary.write(self.diary.yesterday, 14, self.judge, 30)

    def complaints(self, campaign: Campaign) -> None:
        """The hotline tells of two problems that units have found themselves."""
        general = Ledger.objects.filter(of_campaign(campaign), spec_code="general")
        mine = Rectification.objects.open().filter(of_campaign(campaign, "ledger__"), ledger__spec_code="self-check")
        known = mine.filter(unit__in=general.values("unit")).order_by("pk")
        for number, row in enumerate(known[:2], 1):
            entry: Entry = row.entry
            ledger = general.filter(unit=row.unit)[0]
            data = {"area": "群众反映", "act_kind": "处罚", "matter": entry.data.get("matter", "")}
            label = f"12345热线工单第{number}号"
            new = actions.NewEntry(
                f"{entry.title}，群众来电反映", data, source=f"complaint:{number}", source_label=label
            )
            actions.record(by=self.office["jd2"], ledger=ledger, rows=[new])
        work(once=True)

    def judge(self) -> None:
        """Of each kind one is confirmed; a relapse is found to be none; the others wait."""
        for kind in ("relapse", "same"):
            waiting = Pairing.objects.waiting().filter(kind=kind)
            told = waiting.filter(later__source__startswith="complaint:") if kind == "same" else waiting
            row = told.order_by("-percent", "pk")[0]
            given: dict[str, Any] = {"by": self.office["jd1"], "pairing": row, "seen": row.version}
            if kind == "relapse":
                actions.follow(**given)
            else:
                actions.join(**given, keep=actions.default_kept(row).pk, reason="热线与自查是同一问题")
        work(once=True)
        other = Pairing.objects.waiting().filter(kind="relapse").order_by("percent", "pk")[0]
        actions.reject(by=self.office["jd2"], pairing=other, seen=other.version, reason="发生在不同路段，原因不同。")
