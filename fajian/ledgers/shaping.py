"""Writes on own forms: drafted from a blank or a plan, corrected, released, dropped, begun anew."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from fajian.core import files
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.engine.forms.drafts import Draft
from fajian.engine.forms.spec import LedgerColumn, LedgerSpec, as_data, parse
from fajian.ledgers.actions import in_reach
from fajian.ledgers.columns import title_column
from fajian.ledgers.models import Ledger
from fajian.ledgers.own import SHAPE, Form

SUPERVISOR = ("supervisor",)
SETTLED_WORDS = {"leader": "责任领导", "department": "责任科室", "owner": "责任人"}


@action("ledgers.draft_forms", title="读入表样", who=SUPERVISOR)
def draft_forms(
    act: Act, *, drafts: Sequence[Draft], received: files.Received | None = None, source: str = ""
) -> list[Form]:
    """Forms as they were read from a blank or from a plan's annexes; a person corrects and releases them."""
    if act.user is None or act.user.unit is None:
        raise Refused("请以执法监督员的身份读入表样。")
    file = files.attach(act, received) if received else None
    return [
        act.create(
            Form,
            unit=act.user.unit,
            code=f"own-{uuid.uuid4().hex[:12]}",
            edition=1,
            title=draft.spec.title,
            annex=draft.spec.annex,
            spec=as_data(draft.spec),
            mapping={column.group + column.label: column.name for column in draft.spec.columns},
            doubts=[[doubt.column, doubt.says] for doubt in draft.doubts],
            source=source,
            file=file,
        )
        for draft in drafts
    ]


@action("ledgers.edit_form", title="修改样式", who=SUPERVISOR)
def edit_form(
    act: Act, *, form: Form, seen: int, title: str, annex: str, row: str, header: Sequence[str],
    columns: Sequence[LedgerColumn], proofs: Sequence[str] | None = None, settled: Sequence[str] | None = None,
) -> Form:  # fmt: skip
    """A draft as a person corrected it; what was asked counts as answered. Raises Refused for what is no form.

    `proofs` are the kinds without which no row is closed, `settled` names of columns that must be filled in when a unit
    takes a problem on; None = as it was.
    """
    kept = _locked(act, form, seen)
    SHAPE.take(kept, "edit", by=act.by)
    old = {column["name"]: column["label"] for column in kept.spec["columns"]}
    gone = dict(kept.spec.get("retired", [])) | old
    names = {column.name for column in columns}
    retired = [[name, label] for name, label in gone.items() if name not in names] if kept.edition > 1 else []
    if row == "problem":
        proofs = kept.spec.get("proofs", ()) if proofs is None else proofs
        settled = [one for one in kept.spec.get("settled", ()) if one in names] if settled is None else settled
    data = {
        **kept.spec, "row": row, "header": list(header), "columns": [as_data(column) for column in columns],
        "retired": retired, "proofs": list(proofs or ()), "settled": list(settled or ()),
    }  # fmt: skip
    spec = _checked(data, title, annex)
    kept.title, kept.annex, kept.spec, kept.doubts = title.strip(), annex.strip(), as_data(spec), []
    kept.mapping = {heading: name for heading, name in kept.mapping.items() if name in names}
    act.save(kept)
    return kept


@action("ledgers.release_form", title="发布样式", who=SUPERVISOR)
def release_form(act: Act, *, form: Form, seen: int) -> Form:
    """From now on it can be kept by units and never changes."""
    kept = _locked(act, form, seen)
    SHAPE.take(kept, "release", by=act.by)
    _checked(kept.spec, kept.title, kept.annex)
    if kept.doubts:
        raise Refused(f"还有{len(kept.doubts)}处是系统猜的，请核对栏目并保存以后再发布。")
    act.save(kept)
    return kept


@action("ledgers.drop_form", title="作废草稿", who=SUPERVISOR)
def drop_form(act: Act, *, form: Form, seen: int, reason: str) -> Form:
    """A draft that is not needed; it stays, with the reason."""
    kept = _locked(act, form, seen)
    SHAPE.take(kept, "drop", by=act.by, reason=reason.strip())
    kept.reason = reason.strip()
    act.save(kept)
    return kept


@action("ledgers.revise_form", title="修订样式", who=SUPERVISOR)
def revise_form(act: Act, *, form: Form) -> Form:
    """A draft of the next edition; ledgers keep the edition they have until somebody moves them to the new one."""
    old = act.lock(form)
    in_reach(act, old.unit_path)
    if old.state != "released":
        raise Refused(f"样式现在是“{old.get_state_display()}”，发布过的样式才能修订。请刷新页面。")
    last = Form.objects.filter(code=old.code).order_by("-edition").first()
    if last is not None and last.state == "draft":
        return last
    return act.create(
        Form,
        unit=old.unit,
        code=old.code,
        edition=(last.edition if last else old.edition) + 1,
        title=old.title,
        annex=old.annex,
        spec=old.spec,
        mapping=old.mapping,
        source=old.source,
        file=old.file,
    )


@action("ledgers.renew", title="换用新版样式", who=SUPERVISOR)
def renew(act: Act, *, ledger: Ledger, form: Form) -> Ledger:
    """A ledger goes on by a later edition of its form; what stands in columns that went stays and is shown.

    Refused where rows would gain or lose their rectification, or their title would be another column.
    """
    row = act.lock(ledger)
    in_reach(act, row.unit_path)
    if form.code != row.spec_code or form.state != "released" or form.edition <= row.spec_version:
        raise Refused("请选择同一样式较新的、已发布的版次。")
    old, new = row.spec, form.declared
    if old.row != new.row or title_column(old).name != title_column(new).name:
        raise Refused("新版样式改了每行的用途（是否整改、哪一栏写问题），已有的台账不能换用，请另建一本。")
    row.spec_version = form.edition
    act.save(row)
    return row


def _locked(act: Act, form: Form, seen: int) -> Form:
    row = act.lock(form, seen=seen)
    in_reach(act, row.unit_path)
    return row


def _checked(data: dict[str, Any], title: str, annex: str) -> LedgerSpec:
    """The form these data are; Refused in a sentence where they are none."""
    if not title.strip():
        raise Refused("请填写样式名称。")
    labels = [column["label"].strip() for column in data["columns"]]
    if not all(labels):
        raise Refused("每一栏都要有栏目名称；不要的栏请勾选“删去”。")
    for column in data["columns"]:
        if column["kind"] == "choice" and len(column["choices"]) < 2:
            raise Refused(f"“{column['label']}”是选项，请写出至少两个词，一行一个。")
    named = [one for one in data["columns"] if one["kind"] in ("text", "long_text", "person", "choice")]
    if not [one for one in named if one["fill"] != "unit"]:
        raise Refused("至少要有一栏是文字、人员或者选项，用来称呼每一行。")
    if data["row"] == "problem" and not any(one["fill"] == "problem" for one in data["columns"]):
        raise Refused("每行都要整改的台账，请指明哪一栏写问题（用途选“问题”）。")
    uses = [one["name"] for one in data["columns"]]
    if data["row"] != "problem" and (data.get("proofs") or data.get("settled")):
        raise Refused("认领时必填的栏目和销号必需的佐证，只用于每行都要整改销号的台账，请取消勾选。")
    if without := [name for name in data.get("settled", ()) if name not in uses]:
        words = "、".join(SETTLED_WORDS[name] for name in without)
        raise Refused(f"要求认领时填写“{words}”，但是没有一栏的用途是它。请给对应的栏目选定用途，或者取消勾选。")
    if twice := next((one["label"] for one in data["columns"] if uses.count(one["name"]) > 1), ""):
        raise Refused(f"“{twice}”的用途和另一栏相同，一种用途只能有一栏。")
    spec = parse({**data, "code": "own", "version": 1, "title": title.strip(), "annex": annex.strip()})
    return replace(spec, code="", version=1)
