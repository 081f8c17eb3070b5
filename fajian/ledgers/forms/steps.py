"""Forms of the steps of a problem."""

from __future__ import annotations

import datetime as dt
from dataclasses import astuple
from typing import Any

from django import forms
from django.core import signing
from django.utils import timezone

from fajian.core.files import Received
from fajian.core.forms import CommandForm
from fajian.engine.forms.closing import closing, demanded, missing, proof_kinds
from fajian.ledgers.columns import STEPS
from fajian.ledgers.forms.fields import PROOF_KINDS, FilesField, SeveralFiles, change, day_field, text_field
from fajian.ledgers.models import Rectification

KEPT_FOR = dt.timedelta(hours=12)
REUSE_HINT = "佐证或整改情况与其他问题重复，写明为什么可以。"


class TakesOn(CommandForm):
    """Why a problem came about, what is done about it and by whom; what the form wants settled must be filled in."""

    cause = text_field("原因分析", rows=3)
    measure = text_field("整改措施", rows=4)
    measure_kinds = forms.MultipleChoiceField(
        label="措施类别",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "没有“%(value)s”这类措施，请从选项中选。"},
    )
    leader = text_field("责任领导", required=False, limit=50)
    department = text_field("责任科室", required=False, limit=300)
    person = text_field("责任人", required=False, limit=50)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds: Any = self.fields["measure_kinds"]
        kinds.choices = [(word, word) for word in closing().measures]
        if self.row is None:
            return
        entry, spec = self.row.entry, self.row.entry.ledger.spec
        for column, (_, name) in STEPS.items():  # of an earlier round, of a look-back, or come with a workbook
            if name in self.fields and name != "kind":
                self.fields[name].initial = getattr(self.row, name) or entry.data.get(column)
            if column in spec.settled:
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = f"请填写{self.fields[name].label}。"
        kinds.initial = self.row.measure_kinds.split("、")


class AcceptForm(TakesOn):
    """认领整改."""

    kind = forms.ChoiceField(label="整改方式", choices=Rectification.KINDS, initial="by_day", widget=forms.RadioSelect)
    due_on = day_field("整改时限", required=False, hint="当天仍算按期；立行立改的不用填，当天到期。")
    field_order = ("key", "seen", "cause", "measure", "kind", "due_on", "leader", "department", "person")

    def clean(self) -> dict[str, Any]:
        """A day, not before today, unless it is put right at once."""
        cleaned = super().clean() or self.cleaned_data
        day, at_once = cleaned.get("due_on"), cleaned.get("kind") == "at_once"
        if "due_on" not in self.errors and not at_once:
            if day is None:
                self.add_error("due_on", "请填写整改时限。")
            elif day < timezone.localdate():
                self.add_error("due_on", "整改时限不能早于今天。")
        return cleaned


class WithFiles(CommandForm):
    """Takes files of one kind. Those already received stay received when the form is shown again: `kept`, signed."""

    uploads = FilesField(
        label="佐证材料",
        required=False,
        help_text=f"可选多个文件。接受：{'、'.join(PROOF_KINDS)}，每个不超过 50 MB。",
        widget=SeveralFiles(attrs={"accept": ",".join(f".{kind}" for kind in PROOF_KINDS)}),
    )
    proof_kind = forms.ChoiceField(
        label="佐证种类",
        required=False,
        help_text="一次上传的文件是同一种；不同种类的请分几次上传。",
        error_messages={"invalid_choice": "没有“%(value)s”这种佐证，请从下拉选项中选。"},
    )
    note = text_field("佐证说明", required=False, limit=300)
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    received: list[Received]
    lacking: tuple[str, ...] = ()
    wants_files = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["uploads"].required = self.wants_files  # FilesField leaves it to `clean`; the label says it
        if self.row is None:
            return
        spec = self.row.entry.ledger.spec
        have = self.row.proofs.filter(taken_back=False).values_list("kind", flat=True)
        self.lacking = missing(spec, self.row.kind, have)
        field: Any = self.fields["proof_kind"]
        field.choices = [("", "请选择"), *((name, name) for name in proof_kinds(spec))]
        field.initial = self.lacking[0] if self.lacking else ""
        if wanted := demanded(spec, self.row.kind):
            said = f"销号须有：{'、'.join(wanted)}" + (
                f"；还缺：{'、'.join(self.lacking)}。" if self.lacking else "，都有了。"
            )
            field.help_text = f"{said}{field.help_text}"

    def clean(self) -> dict[str, Any]:
        """Put both together, each file once."""
        cleaned = super().clean() or self.cleaned_data
        files = [*self.earlier(cleaned.get("kept") or ""), *(cleaned.get("uploads") or [])]
        self.received = list({file.digest: file for file in files}.values())
        if self.wants_files and not self.received and "uploads" not in self.errors:
            self.add_error("uploads", "请选择文件。")
        asked = "proof_kind" in self.fields and "proof_kind" not in self.errors
        if asked and self.received and not cleaned.get("proof_kind"):
            self.add_error("proof_kind", "请选择佐证种类。")
        marks = [astuple(file) for file in self.received]
        change(self, "kept", signing.dumps(marks, salt="ledgers.kept") if marks else "")  # shown again, it names them
        return cleaned

    def earlier(self, text: str) -> list[Received]:
        """What an earlier sending left here; nothing when it was tampered with or is too old."""
        try:
            return (
                [Received(*mark) for mark in signing.loads(text, salt="ledgers.kept", max_age=KEPT_FOR)] if text else []
            )
        except signing.BadSignature:
            return []


class ProofForm(WithFiles):
    """上传佐证."""


class SubmitForm(WithFiles):
    """申请销号."""

    wants_files = False
    result = text_field("整改情况", rows=4, hint="写明做了什么、效果如何。")
    field_order: tuple[str, ...] = ("key", "seen", "result", "uploads", "proof_kind", "note", "kept")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.row is not None:
            self.fields["result"].initial = self.row.result
            self.wants_files = not self.row.proofs.filter(taken_back=False).exists()
            self.fields["uploads"].required = self.wants_files


class SettleForm(TakesOn, SubmitForm):
    """立行立改: taken on and done in one go."""

    field_order = (
        "key", "seen", "cause", "measure", "leader", "department", "person", "measure_kinds", "result", "uploads",
        "proof_kind", "note", "kept",
    )  # fmt: skip


class ReasonForm(CommandForm):
    """A step that only asks why: 退回, 认定反弹, 作废, 撤回佐证."""

    reason = text_field("理由", rows=3, limit=500)


class CloseForm(CommandForm):
    """核准销号; `reused`: proof or result stands for another problem too, which the closer must find all right."""

    note = text_field("审核意见", rows=3, required=False, limit=500)
    reuse_note = text_field("重复使用说明", rows=2, limit=500, hint=REUSE_HINT)

    def __init__(self, *args: Any, reused: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not reused:
            del self.fields["reuse_note"]


class VerdictForm(CommandForm):
    """One row of the batch review."""

    VERDICTS = (("", "暂不处理"), ("close", "核准销号"), ("return", "退回整改"))

    verdict = forms.ChoiceField(label="审核结论", choices=VERDICTS, required=False, widget=forms.RadioSelect)
    reason = text_field("退回理由或审核意见", rows=2, required=False, limit=500)
    reuse_note = text_field("重复使用说明", rows=2, required=False, limit=500, hint=f"核准销号的必填。{REUSE_HINT}")

    def __init__(self, *args: Any, reused: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not reused:
            del self.fields["reuse_note"]

    def clean(self) -> dict[str, Any]:
        """Sending back needs a reason, closing over what stands elsewhere too a word why."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("verdict") == "close" and not cleaned.get("reuse_note", "x"):
            self.add_error("reuse_note", "请写明为什么可以与其他问题共用。")
        if cleaned.get("verdict") == "return" and not (cleaned.get("reason") or "").strip():
            self.add_error("reason", "退回须写明理由。")
        return cleaned
