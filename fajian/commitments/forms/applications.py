"""Forms of the pages on applications, verifications and disposals."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from fajian.commitments import words
from fajian.commitments.actions import Applicant, Proposed
from fajian.commitments.forms.items import pick
from fajian.commitments.models import Application, PromiseItem, Verification
from fajian.commitments.workflow import APPLICATION
from fajian.core.forms import CommandForm, PlainSelect
from fajian.ledgers.forms.fields import day_field, text_field
from fajian.ledgers.forms.steps import WithFiles
from fajian.orgs.fields import UnitFilter, any_unit


class DatedForm(CommandForm):
    """A form whose day is today unless something else is typed."""

    day = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.day:
            self.fields[self.day].initial = timezone.localdate


class ReceiveForm(DatedForm):
    """登记办件."""

    item: Any = forms.ModelChoiceField(
        label="事项", queryset=PromiseItem.objects.none(), empty_label="请选择", widget=PlainSelect,
        error_messages={"required": "请选择事项。", "invalid_choice": "没有这个事项，请重新选择。"},
    )  # fmt: skip
    name = text_field("申请人", limit=200)
    is_person = pick("申请人类别", [("no", "单位"), ("yes", "自然人")], required=True)
    number = text_field(
        "申请人代码", limit=20, hint="单位填统一社会信用代码；自然人填身份证号码，只用来核对信用，不保存。"
    )
    received_on = day_field("收件日期")
    day = "received_on"

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = PromiseItem.objects.visible_to(user).published()  # type: ignore[attr-defined]

    @property
    def applicant(self) -> Applicant:
        """For the action."""
        said = self.cleaned_data
        return Applicant(said["name"], said["number"], said["is_person"] == "yes")


class AttachForm(WithFiles):
    """添加材料."""

    what = text_field("材料名称", limit=100, hint="如：签字的承诺书、身份证明、场所证明。")

    def __init__(self, *args: Any, row: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["note"], self.fields["proof_kind"]
        self.fields["seen"].initial = row.version
        self.fields["uploads"].label = "文件"
        self.order_fields(["key", "seen", "what", "uploads", "kept"])


class NoteForm(CommandForm):
    """What is to be written down with the step."""

    note = text_field("说明", rows=3)


class QueryForm(DatedForm):
    """登记信用查询."""

    result = pick("查询结果", Application.RESULTS, required=True)
    queried_on = day_field("查询日期")
    where = text_field("查询渠道", limit=200, hint="信用中国、地方信用平台等。")
    day = "queried_on"


class SignForm(DatedForm):
    """签署承诺书."""

    signed_on = day_field("签署日期")
    private_why = text_field(
        "不公开的理由", rows=2, required=False, hint="涉及个人隐私、商业秘密的写明；不写的，承诺书向社会公开。"
    )
    day = "signed_on"


class GrantForm(DatedForm):
    """准予."""

    decided_on = day_field("决定日期")
    decision_no = text_field("决定文号", limit=100)
    day = "decided_on"


class QuitForm(CommandForm):
    """退出承诺 after the decision."""

    note = text_field("说明", rows=3)
    due_on = day_field("补交证明期限")


class CheckForm(DatedForm):
    """核查结果."""

    checked_on = day_field("核查日期")
    facts = text_field("核查情况", rows=3, hint="怎样核查的、查到什么、证据在哪里。")
    day = "checked_on"


class DisposeForm(CommandForm):
    """提出处置."""

    kind = pick("处置方式", words.disposal_choices(), required=True)
    facts = text_field("事实和理由", rows=3)
    basis = text_field("依据", rows=2, hint="写明条款。")
    due_on = day_field("整改期限", required=False, hint="责令限期整改的填。")

    @property
    def given(self) -> dict[str, Any]:
        """For the action."""
        return {"proposed": Proposed(**self.values)}


class PaperForm(CommandForm):
    """决定处置."""

    paper_no = text_field("文书文号", limit=100)


class ApplicationFilter(UnitFilter):
    """Narrows the applications."""

    q = forms.CharField(label="申请人", required=False, max_length=100, widget=forms.TextInput)
    state = forms.ChoiceField(
        label="状态", required=False, widget=PlainSelect, choices=[("", "全部"), *APPLICATION.states.items()]
    )
    check = forms.ChoiceField(
        label="核查", required=False, widget=PlainSelect,
        choices=[("", "全部"), ("late", "逾期未核查"), ("open", "待核查"), ("watched", "免予核查，日常监管"),
                 ("false", "不实"), ("true", "属实")],
    )  # fmt: skip
    unit = any_unit()

    def narrowed(self, rows: Any) -> Any:
        """The rows the filters leave; a value that does not exist narrows nothing."""
        self.is_valid()
        said = self.cleaned_data
        if said.get("q"):
            rows = rows.filter(applicant__icontains=said["q"])
        if check := said.get("check"):
            tasks = Verification.objects.filter(state="open" if check == "late" else check)
            if check == "late":
                tasks = tasks.filter(due_on__lt=timezone.localdate())
            rows = rows.filter(pk__in=tasks.values("application"))
        return rows.filter(**{name: said[name] for name in ("state", "unit") if said.get(name)})
