"""资料包: everything a campaign has on paper, for an inspection or for the archive; of one unit or of all."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from fajian.campaigns.actions import of_campaign
from fajian.campaigns.models import Activity, Campaign, Channel, Filing, NoteFile, Return, Snapshot, SnapshotPart
from fajian.core import checkpoints
from fajian.core.packing import Packing
from fajian.engine.forms import workbook
from fajian.engine.office import workbooks
from fajian.engine.office.workbooks import Cell, Column, Sheet, file_name
from fajian.ledgers import exports
from fajian.ledgers.models import Entry, Ledger, Proof
from fajian.orgs.models import Placed, Unit
from fajian.reporting import annex, completeness, drafts
from fajian.reporting.lists import NAMES, lists
from fajian.reporting.measures import month_of

STEP = 500  # rows fetched at a time
RETURN_COLUMNS = (
    Column("单位", 18.0),
    Column("报送事项", 40.0),
    Column("期限", 11.0, kind="date"),
    Column("次数", 6.0, kind="int"),
    Column("报送日期", 11.0, kind="date"),
    Column("零报告", 7.0, centred=True),
    Column("答复", 8.0, centred=True),
    Column("退回理由", 24.0),
    Column("报送说明", 40.0),
    Column("内容摘要", 30.0),
)
CHECK_COLUMNS = (Column("类别", 8.0), Column("自检项目", 36.0), Column("项数", 7.0, kind="int"), Column("具体", 60.0))
# Files that hang on other rows: of what, the way to its campaign, the columns with files, the folder.
ATTACHED: tuple[tuple[type[Placed], str, tuple[str, ...], str], ...] = (
    (Filing, "campaign", ("file",), "备案"),
    (Activity, "campaign", ("sign_in", "minutes"), "活动"),
    (NoteFile, "note__progress__task__campaign", ("file",), "任务进展"),
    (Channel, "campaign", ("picture",), "举报渠道"),
)


@dataclass(frozen=True, slots=True)
class Pack:
    """What is packed; each part yields once for every row it has put in."""

    campaign: Campaign
    user: Any
    unit: Unit | None
    today: dt.date

    def rows(self, found: Any) -> Any:
        """Those the user may see, of the unit where one is meant."""
        found = found.visible_to(self.user)
        return found.of_subtree(self.unit.path) if self.unit else found

    @property
    def ledgers(self) -> QuerySet[Ledger]:
        """Opened for the campaign."""
        found: QuerySet[Ledger] = self.rows(Ledger.objects).filter(of_campaign(self.campaign))
        return found.select_related("unit").order_by("unit_path", "id")

    @property
    def proofs(self) -> QuerySet[Proof]:
        """Of problems in those ledgers; those taken back belong to it, and are named so."""
        found: QuerySet[Proof] = self.rows(Proof.objects).filter(of_campaign(self.campaign, "rectification__ledger__"))
        related = found.select_related("file", "unit", "rectification__entry__ledger")
        return related.order_by("unit_path", "rectification", "id")

    @property
    def returns(self) -> QuerySet[Return]:
        """Every version of everything handed in; without their contents, which may be large."""
        found: QuerySet[Return] = self.rows(Return.objects).filter(duty__campaign=self.campaign)
        related = found.select_related("duty", "unit", "file", "proof")
        return related.order_by("unit_path", "duty__number", "number", "id")

    @property
    def snapshots(self) -> QuerySet[Snapshot]:
        """Frozen months, seen as their campaign is."""
        found: QuerySet[Snapshot] = Snapshot.objects.visible_to(self.user).filter(campaign=self.campaign)
        return found.select_related("unit").order_by("month_on", "number")

    def attached(self, model: type[Placed], way: str) -> QuerySet[Any]:
        """Rows that carry files."""
        found: QuerySet[Any] = self.rows(model._default_manager).filter(**{way: self.campaign})
        return found.select_related("unit").order_by("unit_path", "id")

    @property
    def total(self) -> int:
        """How often `into` yields."""
        attached = [self.attached(model, way) for model, way, _, _ in ATTACHED]
        counted = (self.ledgers, self.proofs, self.returns, self.snapshots, *attached)
        return sum(rows.count() for rows in counted) + len(drafts.kinds()) + len(NAMES) + 3

    def into(self, packing: Packing) -> Iterator[None]:
        """Write every part."""
        self._plan(packing)
        yield
        for title, sheets in lists(self.campaign, self.user, self.unit, self.today):
            self._table(packing, f"{title}.xlsx", sheets, title)
            yield
        yield from self._ledgers(packing)
        yield from self._proofs(packing)
        yield from self._returns(packing)
        yield from self._attached(packing)
        self._list(packing)
        yield
        for kind in drafts.kinds().values():
            span = drafts.span_of(kind, self.campaign, self.today)
            name, content = drafts.draft(self.campaign, self.user, kind, span, self.unit)
            packing.content(f"报告草稿/{name}", content, f"{kind.title}草稿，按{self.today}的数字生成，未经审定")
            yield
        yield from self._frozen(packing)
        self._checks(packing)
        yield

    def _plan(self, packing: Packing) -> None:
        document = self.campaign.document
        if document.file:
            packing.stored("方案", document.file, "方案原件")
        packing.text("方案/方案全文.txt", document.text, f"方案全文：{document.title}")

    def _ledgers(self, packing: Packing) -> Iterator[None]:
        point = checkpoints.checkpoint()
        checkpoints.keep(point, settings.FAJIAN_CHECKPOINTS)
        for ledger in self.ledgers.iterator(STEP):
            entries = Entry.objects.visible_to(self.user).filter(ledger=ledger).whole().order_by("number")
            folder, name = f"台账/{file_name(ledger.unit.name)}", f"{ledger.annex} {ledger.title}".strip()
            # Most ledgers are one part, and one without a row is packed too: its blank form says so.
            for start in range(0, max(entries.count(), 1), exports.SHAPED):
                rows = list(entries[start : start + exports.SHAPED])
                part = f" 第{start // exports.SHAPED + 1}部分" if start else ""
                sheet = exports.sheet(
                    ledger.spec, rows, today=self.today, unit=ledger.unit.name, title=ledger.title,
                    annex=ledger.annex, point=point,
                )  # fmt: skip
                with tempfile.TemporaryDirectory(prefix="fajian-pack-") as made:
                    place = Path(made) / "ledger.xlsx"
                    more = {"留痕检查点": str(point).strip()}
                    workbook.write(place, [sheet], [ledger.spec], made_on=self.today, **more)
                    packing.content(
                        f"{folder}/{file_name(name)}{part}.xlsx", place.read_bytes(),
                        f"{ledger.unit.name}：{name}，{len(rows)}条",
                    )  # fmt: skip
            yield

    def _proofs(self, packing: Packing) -> Iterator[None]:
        for row in self.proofs.iterator(STEP):
            entry = row.rectification.entry
            name = f"{entry.ledger.annex} {entry.ledger.title}".strip()
            folder = f"佐证/{file_name(row.unit.name)}/{file_name(name)} 第{entry.number}号"
            says = f"{entry}的佐证"
            if row.taken_back:
                says += f"，已撤回：{row.taken_back_reason}"
            packing.stored(folder, row.file, says)
            yield

    def _returns(self, packing: Packing) -> Iterator[None]:
        for row in self.returns.iterator(STEP):
            what = f"{row.duty.number:02d} {row.duty.what[:40]}"
            folder = f"报送/{file_name(row.unit.name)}/{file_name(what)} 第{row.number}次"
            says = f"{row.unit.name}报送：{row.duty.what[:60]}（第{row.number}次，{row.get_answer_display()}）"
            if row.file:
                packing.stored(folder, row.file, f"{says}的附件")
            if row.proof:
                packing.stored(folder, row.proof, f"{says}的备查材料")
            if row.digest:
                packing.text(f"{folder}/报送内容.json", row.content.text, f"{says}的内容，SHA-256 即报送时的内容摘要")
            yield

    def _attached(self, packing: Packing) -> Iterator[None]:
        for model, way, columns, folder in ATTACHED:
            for row in self.attached(model, way).select_related(*columns).iterator(STEP):
                for file in filter(None, (getattr(row, column) for column in columns)):
                    says = f"{row.unit.name}：{model._meta.verbose_name}（编号 {row.pk}）"
                    packing.stored(f"{folder}/{file_name(row.unit.name)}", file, says)
                yield

    def _list(self, packing: Packing) -> None:
        rows = [
            [
                row.unit.name, row.duty.what, row.duty.due_on, row.number, timezone.localdate(row.recorded_at),
                "是" if row.nil else "否", row.get_answer_display(), row.reason, row.text, row.digest,
            ]
            for row in self.returns.iterator(STEP)
        ]  # fmt: skip
        self._table(packing, "报送/报送清单.xlsx", [Sheet("报送清单", "报送清单", RETURN_COLUMNS, rows)], "每一次报送")

    def _frozen(self, packing: Packing) -> Iterator[None]:
        for snapshot in self.snapshots:
            parts = list(self.rows(SnapshotPart.objects).filter(snapshot=snapshot).select_related("unit"))
            if parts:
                name, content = annex.write(snapshot, parts)
                packing.content(f"推进情况台账/{name}", content, f"{snapshot}，固化时的数字")
            yield

    def _checks(self, packing: Packing) -> None:
        told = completeness.read(self.campaign, self.user, month_of(self.today, self.today), self.unit)
        rows: list[list[Cell]] = [
            [check.kind, check.title, check.count, text]
            for check in told
            for text in [text for text, _ in check.rows] or ["没有"]
        ]
        title = f"资料自检（截至{self.today}，每项最多列{completeness.SHOWN}条）"
        self._table(packing, "资料自检.xlsx", [Sheet("资料自检", title, CHECK_COLUMNS, rows)], "资料自检清单")

    def _table(self, packing: Packing, name: str, sheets: Sequence[Sheet], says: str) -> None:
        with tempfile.TemporaryDirectory(prefix="fajian-pack-") as made:
            place = Path(made) / "table.xlsx"
            workbooks.write(place, sheets, made_on=self.today)
            packing.content(name, place.read_bytes(), says)
