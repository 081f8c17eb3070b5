"""Forms of what a unit hands in and of what the office makes of it."""

from __future__ import annotations

from typing import Any

from django import forms

from fajian.campaigns.models import Draft, Duty
from fajian.core.files import ORDINARY, RECORDINGS, largest
from fajian.core.forms import CommandForm, UploadField
from fajian.ledgers.forms.fields import day_field, text_field

NIL_WORDS = "经逐项自查，本期没有需要报送的情况，特此零报告。"


class SeenForm(CommandForm):
    """A step on a draft; `draft` is the version of it the user saw."""

    draft = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, row: Duty, kept: Draft | None, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["draft"].initial = kept.version if kept else 0

    @property
    def values(self) -> dict[str, Any]:
        """For the actions on drafts."""
        values = super().values
        return values | {"draft_seen": values.pop("draft") or 0}


class DraftForm(SeenForm):
    """What the unit is about to hand in; what a draft holds already stands in it.

    With `nil` it is the short form of 零报告: its reason worded already, and the proof where one is demanded.
    """

    nil = forms.BooleanField(widget=forms.HiddenInput, required=False)
    text = text_field("报送说明", rows=4, hint="报送了什么、主要情况。")
    received = UploadField(
        label="附件", required=False, help_text="报告、盖章扫描件等一份文件，不超过 50 MB。",
        error_messages={"empty": "这是空文件，请重新选择。"},
    )  # fmt: skip
    proof = UploadField(
        label="备查材料", required=False, kinds=(*ORDINARY, *RECORDINGS),
        error_messages={"empty": "这是空文件，请重新选择。"},
    )  # fmt: skip
    without = forms.MultipleChoiceField(
        label="撤下已保存的文件", required=False, choices=[("file", "附件"), ("proof", "备查材料")],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, row: Duty, kept: Draft | None, nil: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, row=row, kept=kept, auto_id="nil_%s" if nil else "id_%s", **kwargs)
        self.fields["nil"].initial = nil or None
        self.fields["proof"].help_text = proof_hint(row)
        written = kept.text if kept and kept.nil == nil else ""
        self.fields["text"].initial = written or (NIL_WORDS if nil else "")
        if nil:
            self.fields["text"].label, self.fields["text"].help_text = "零报告理由", "可以修改：查了什么、为什么没有。"
            del self.fields["received"]
        held = [name for name in ("file", "proof") if kept and getattr(kept, name)]
        without: Any = self.fields["without"]
        without.choices = [choice for choice in without.choices if choice[0] in held]
        if not held or nil:
            del self.fields["without"]
        if not row.nil_proof and not (kept and kept.proof):
            del self.fields["proof"]

    @property
    def values(self) -> dict[str, Any]:
        """For save_draft."""
        values = super().values
        return values | {"without": tuple(values.get("without") or ())}


def proof_hint(row: Duty) -> str:
    """Who must hand in proof, of what kind and how large."""
    if not row.nil_proof:
        return "不是必须的；撤下时在下面勾选。"
    when = f"{row.nil_annex}没有条目或者零报告的" if row.nil_annex else "零报告的"
    if row.nil == "recording":
        return f"{when}，须上传一份完整的音像资料（{'、'.join(RECORDINGS)}，不超过 {largest('mp4') // 2**20} MB）备查。"
    return f"{when}，须上传证明材料备查。"


class ReturnForm(CommandForm):
    """Why something is returned."""

    reason = text_field("退回理由", rows=2, limit=300)


class BackForm(SeenForm):
    """What the unit's leader wants otherwise."""

    reason = text_field("修改意见", rows=2, limit=300)


class UnlockForm(CommandForm):
    """Why something locked may be corrected, and until when."""

    reason = text_field("解锁理由", rows=2, limit=300)
    until = day_field("解锁至", hint="含当日，最长三十日；过后自动恢复锁定。")


class DemandForm(CommandForm):
    """What the office demands of a duty."""

    approval = forms.ChoiceField(label="报送前审定", required=False, choices=Duty.APPROVALS)
    nil = forms.ChoiceField(label="零报告", required=False, choices=Duty.NIL)
    everyone = forms.BooleanField(label="各单位尚未报来的同一项报送也这样要求", required=False)

    def __init__(self, *args: Any, row: Duty, **kwargs: Any) -> None:
        super().__init__(*args, row=row, auto_id="demand_%s", **kwargs)
        self.fields["approval"].initial, self.fields["nil"].initial = row.approval, row.nil
