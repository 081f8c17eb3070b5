"""Forms of the pages on own forms: the blank, the form's head, one row of fields for each column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from fajian.core.errors import Refused
from fajian.core.files import Received, receive
from fajian.core.forms import CommandForm
from fajian.engine.forms.closing import closing
from fajian.engine.forms.drafts import KINDS as BLANKS
from fajian.engine.forms.spec import LedgerColumn
from fajian.ledgers.forms.fields import text_field
from fajian.ledgers.own import Form
from fajian.ledgers.shaping import SETTLED_WORDS

ROWS = {"problem": "每行是一个问题，要整改销号", "plain": "每行只是登记", "statistics": "统计表，填数字"}
KIND_WORDS = {
    "text": "短文字", "long_text": "长文字", "date": "日期", "money": "金额", "int": "整数", "number": "数字",
    "choice": "选项", "bool": "是或否", "person": "人员", "attachment": "佐证说明",
}  # fmt: skip
# What the system must know a column for: its name, and the kind such a column has.
USES = {
    "serial": ("序号", "serial"), "unit": ("填报单位", "unit"), "problem": ("问题", "long_text"),
    "cause": ("原因", "long_text"), "measure": ("整改措施", "long_text"), "leader": ("责任领导", "person"),
    "department": ("责任科室", "text"), "owner": ("责任人", "person"),
    "due_on": ("整改时限", "date"), "result": ("整改情况", "long_text"), "closed": ("是否销号", "bool"),
}  # fmt: skip
FILLS = ("unit", "problem")
SPARE = 3  # blank rows for columns to be added


class BlankForm(CommandForm):
    """A blank annex, to be read."""

    file = forms.FileField(
        label="空白表样",
        widget=forms.FileInput(attrs={"accept": ",".join(f".{kind}" for kind in BLANKS)}),
        help_text="XLSX、XLS、ET、DOCX、DOC、WPS 或者 PDF。表上的名称、附件号、填报单位栏、合并的表头都会读出来。",
        error_messages={"required": "请选择空白表样文件。", "empty": "这是空文件，请重新选择。"},
    )

    def clean_file(self) -> Received:
        """Take the file in."""
        try:
            return receive(self.cleaned_data["file"], kinds=BLANKS)
        except Refused as refused:
            raise ValidationError(str(refused)) from refused


class HeadForm(CommandForm):
    """What the form is called and what a row of it is."""

    title = text_field("样式名称", limit=120)
    annex = text_field("附件号", required=False, limit=20, hint="如 附件2；没有就空着。")
    kind = forms.ChoiceField(label="每行的用途", choices=list(ROWS.items()))
    header = text_field("表头上方的填报栏", required=False, rows=2, limit=300, hint="一行一项，如 填报单位(盖章)。")

    settled = forms.MultipleChoiceField(
        label="认领问题时必须填好", required=False, widget=forms.CheckboxSelectMultiple,
        choices=list(SETTLED_WORDS.items()), help_text="只用于要整改销号的台账。",
    )  # fmt: skip
    proofs = forms.MultipleChoiceField(
        label="销号必须有的佐证", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="缺一种就不能申请销号，也不能核准。都不选的，至少要有一份佐证。",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = dict.fromkeys((*(self.row.spec.get("proofs", ()) if self.row else ()), *closing().proofs))
        field: Any = self.fields["proofs"]
        field.choices = [(kind, kind) for kind in kinds]

    def clean_header(self) -> list[str]:
        """One item a line."""
        return lines(self.cleaned_data["header"])

    @staticmethod
    def initial_of(form: Form) -> dict[str, Any]:
        """As the draft has it."""
        spec = form.spec
        return {
            "title": form.title, "annex": form.annex, "kind": spec["row"], "header": "\n".join(spec["header"]),
            "settled": spec.get("settled", []), "proofs": spec.get("proofs", []),
        }  # fmt: skip


class ColumnForm(forms.Form):
    """One column; an empty label in a spare row means no column."""

    name = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    label = text_field("栏目名称", required=False, limit=80)
    group = text_field("上级表头", required=False, limit=40)
    kind = forms.ChoiceField(label="内容", choices=list(KIND_WORDS.items()), required=False)
    use = forms.ChoiceField(
        label="用途", required=False, choices=[("", "普通栏目"), *((use, word) for use, (word, _) in USES.items())]
    )
    scale = forms.ChoiceField(label="金额单位", required=False, choices=[("元", "元"), ("万元", "万元")])
    choices = text_field("选项", required=False, rows=1, limit=1000)
    required = forms.BooleanField(label="必填", required=False)
    remove = forms.BooleanField(label="删去", required=False)

    def column(self, place: int) -> LedgerColumn | None:
        """The column as it was filled in; None where there is none."""
        given = self.cleaned_data
        if given["remove"] or not given["label"].strip():
            return None
        use = given["use"]
        kind: Any = USES[use][1] if use else given["kind"] or "text"
        own = given["name"] if given["name"] not in USES else ""
        return LedgerColumn(
            name=use or own or f"column_{place}",
            label=given["label"].strip(),
            kind=kind,
            required=given["required"] or use in FILLS,
            choices=tuple(lines(given["choices"])) if kind == "choice" else (),
            group=given["group"].strip(),
            scale=(given["scale"] or "元") if kind == "money" else "",
            fill=use if use in FILLS else "",
        )

    @staticmethod
    def initial_of(column: dict[str, Any]) -> dict[str, Any]:
        """As the draft has it."""
        use = column["name"] if column["name"] in USES else ""
        kind = column["kind"] if column["kind"] in KIND_WORDS else "text"
        shown = {"use": use, "kind": kind, "choices": "\n".join(column["choices"]), "scale": column["scale"] or "元"}
        return {**column, **shown}


ColumnSet = forms.formset_factory(ColumnForm, extra=0, max_num=120, absolute_max=120)


def column_set(form: Form, sent: Any = None) -> Any:
    """The fields of all columns, with some rows to spare."""
    rows = [ColumnForm.initial_of(column) for column in form.spec["columns"]]
    return ColumnSet(sent, initial=[*rows, *({} for _ in range(SPARE))], prefix="column")


def columns_of(sent: Sequence[ColumnForm], known: Sequence[str]) -> list[LedgerColumn]:
    """The columns that were filled in, each under a name of its own; names ever used are not used for others."""
    taken = {int(name[7:]) for name in known if name.startswith("column_") and name[7:].isdigit()}
    place = max(taken, default=0)
    found = []
    for one in sent:
        place += not one.cleaned_data.get("name")
        column = one.column(place)
        if column is not None:
            found.append(column)
    return found


def lines(text: str) -> list[str]:
    """The lines that say something, each once."""
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
