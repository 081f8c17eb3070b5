"""销号档案: everything about a problem in a ZIP whose every file can be checked with `sha256sum -c SHA256SUMS`."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from fajian.core import checkpoints
from fajian.core.audited import label, sealed_columns
from fajian.core.commands import command_title, role_title
from fajian.core.digests import plain
from fajian.core.models import Event, Seal
from fajian.core.packing import Packing
from fajian.engine.office import letters
from fajian.engine.office.workbooks import file_name
from fajian.ledgers import history
from fajian.ledgers.columns import filled_in, text
from fajian.ledgers.models import Entry, Proof, Rectification

MOST = 300  # problems in one ZIP
HISTORY = ("时间", "办理人", "办理", "内容")
PROOFS = ("文件", "种类", "摘要", "上传", "说明")


def write(place: Path, entries: list[Entry], today: dt.date, progress: Any = None) -> int:
    """Write the dossiers of these rows; returns how many files the manifest names. A folder for each, if several."""
    point = checkpoints.checkpoint()
    checkpoints.keep(point, settings.FAJIAN_CHECKPOINTS)
    with Packing(place, today) as packing:
        for done, entry in enumerate(entries, 1):
            folder = f"{file_name(entry.unit.name)}/{file_name(str(entry))}/" if len(entries) > 1 else ""
            _pack(packing, entry, folder, today)
            if progress is not None:
                progress(done, len(entries))
        packing.text("留痕检查点.txt", str(point), "装档时留痕链的检查点：来源、条数、摘要")
        return packing.close(sums=True)


def title(entries: list[Entry], today: dt.date) -> str:
    """What the ZIP is called."""
    what = str(entries[0]) if len(entries) == 1 else f"{len(entries)}个问题"
    return f"{file_name(f'销号档案 {what}')} {today:%Y%m%d}.zip"


def _pack(packing: Packing, entry: Entry, folder: str, today: dt.date) -> None:
    proofs = list(_proofs(entry))
    with TemporaryDirectory(prefix="fajian-dossier-") as made:
        paper = Path(made) / "dossier.docx"
        letters.write(paper, _letter(entry, proofs), made_on=today)
        packing.content(f"{folder}档案.docx", paper.read_bytes(), f"{entry}：条目、整改、佐证、经过")
    content = json.dumps(_told(entry, proofs), ensure_ascii=False, indent=1, default=plain)
    packing.text(f"{folder}档案.json", content, f"{entry}：各行现在的内容和全部留痕")
    for proof in proofs:
        back = f"，已撤回：{proof.taken_back_reason}" if proof.taken_back else ""
        packing.stored(f"{folder}佐证", proof.file, f"{entry}的佐证{back}")


def _proofs(entry: Entry) -> QuerySet[Proof]:
    rows = Proof.objects.filter(rectification=entry.pk).select_related("file", "recorded_by").order_by("pk")
    found: QuerySet[Proof] = rows
    return found


# ── for people ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _letter(entry: Entry, proofs: list[Proof]) -> letters.Letter:
    spec, problem = entry.ledger.spec, entry.problem
    facts = [(column.label, text(spec, entry, column)) for column in filled_in(spec)]
    blocks: list[letters.Block] = [letters.Heading("一、条目"), letters.Table("", ("栏目", "内容"), facts, (1, 3))]
    if problem is not None:
        blocks += [letters.Heading("二、整改"), letters.Table("", ("栏目", "内容"), _rectified(problem), (1, 3))]
    files = [
        (
            proof.file.name, proof.kind, f"{proof.file.algorithm}:{proof.file.digest}",
            f"{proof.recorded_by or '系统'} {_at(proof.recorded_at)}",
            f"已撤回：{proof.taken_back_reason}" if proof.taken_back else proof.note,
        )
        for proof in proofs
    ]  # fmt: skip
    lines = [
        (
            _at(line.at),
            f"{line.who}（{line.role}）",
            line.what,
            "\n".join(map("：".join, line.said)),
        )
        for line in history.of(entry)
    ]
    blocks += [
        letters.Heading("三、佐证"), letters.Table("", PROOFS, files, (3, 2, 4, 3, 3)),
        letters.Heading("四、经过"), letters.Table("", HISTORY, lines, (3, 3, 2, 6)),
    ]  # fmt: skip
    return letters.Letter(f"销号档案\n{entry}", tuple(blocks), signed_by=entry.unit.name)


def _rectified(problem: Rectification) -> list[tuple[str, str]]:
    approved = f"{problem.closed_by}，{_at(problem.closed_at)}" if problem.closed_at else "未核准"
    told = [
        ("状态", problem.state_word),
        ("原因分析", problem.cause),
        ("整改措施", problem.measure),
        ("整改方式", problem.get_kind_display()),
        ("整改时限", problem.due_on.isoformat() if problem.due_on else ""),
        ("整改情况", problem.result),
        ("核准销号", approved),
        ("重复使用说明", problem.reuse_note),
        ("最近一次意见", problem.remark),
    ]
    return [(name, said) for name, said in told if said]


def _at(moment: dt.datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


# ── for machines ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _told(entry: Entry, proofs: list[Proof]) -> dict[str, Any]:
    """The rows as they stand, and every event that touched them with its place in the chain."""
    rows = [entry, *([entry.problem] if entry.problem else []), *proofs, *(proof.file for proof in proofs)]
    names = {f"{label(type(row))}:{row.pk}" for row in rows}
    touched = Q()
    for row in rows:
        touched |= Q(model=label(type(row)), row=row.pk)
    events = Event.objects.filter(seq__in=Seal.objects.filter(touched).values("event_id")).order_by("seq")
    return {
        "rows": [
            {"row": f"{label(type(row))}:{row.pk}", **{name: getattr(row, name) for name in sealed_columns(type(row))}}
            for row in rows
        ],
        "events": [
            {
                "seq": event.seq, "recorded_at": event.recorded_at, "actor": event.actor,
                "role": role_title(event.acting_role) if event.actor else "系统", "command": event.command,
                "title": command_title(event.command), "said": _own(event.payload, names),
                "digest": event.digest, "prev": event.prev, "hash": event.hash, "algorithm": event.algorithm,
            }
            for event in events
        ],
    }  # fmt: skip


def _own(payload: str | None, names: set[str]) -> dict[str, Any] | None:
    """What an event says of these rows; one command may have written others, which are nobody's business here."""
    if payload is None:
        return None
    told = json.loads(payload)
    rows = [row for row in told.get("rows", ()) if row.get("row") in names]
    return {"rows": rows, "note": told.get("note") or {}}
