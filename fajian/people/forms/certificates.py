"""Forms of the steps of a certificate."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from fajian.core.forms import CommandForm, PlainSelect
from fajian.engine.store.schema import tables
from fajian.orgs.fields import UnitFilter, any_unit, day_field, text_field
from fajian.people.models import Certificate
from fajian.people.workflow import CERTIFICATE

REGION = 12


class ReasonForm(CommandForm):
    """Why."""

    reason = text_field("理由", rows=2, limit=300)


class ScopeForm(CommandForm):
    """Region and fields on the card."""

    region = text_field("证载区划代码", limit=REGION, hint="执法区域的行政区划代码，例如 4118。")
    domains = forms.MultipleChoiceField(
        label="证载执法类别", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请勾选证载执法类别。", "invalid_choice": "没有“%(value)s”这一类，请从选项中选。"},
    )  # fmt: skip
    reason = text_field("说明", required=False, rows=2, limit=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        domains: Any = self.fields["domains"]
        domains.choices = [(word, word) for word in tables()["certificates"]["domains"].codes]
        if isinstance(self.row, Certificate):
            self.fields["region"].initial, domains.initial = self.row.region, self.row.domains.split("、")


class AgainForm(ScopeForm):
    """重新申领, 申请变更: the same with its reason."""

    reason = text_field("理由", rows=2, limit=300)


class ApproveForm(CommandForm):
    """资格审核通过."""

    exam_on = day_field("资格考试日期")
    exam_score = forms.DecimalField(
        label="资格考试成绩", min_value=0, max_value=999, max_digits=5, decimal_places=1,
        error_messages={
            "required": "请填写资格考试成绩。", "invalid": "成绩应为数字。", "max_value": "成绩过大，请核对。",
            "min_value": "成绩不能小于 0。", "max_decimal_places": "成绩最多 1 位小数。",
            "max_digits": "成绩过大，请核对。",
        },
    )  # fmt: skip


class IssueForm(CommandForm):
    """制发, 核对入册, 换发."""

    number = text_field("执法证号", limit=40)
    valid_from_on = day_field("有效期自")
    valid_to_on = day_field("有效期至", hint="最后一天仍然有效。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("number", "valid_from_on", "valid_to_on"):
            if self.row is not None and self.row.state in ("applied", "approved"):
                self.fields[name].initial = getattr(self.row, name)


class ReviewForm(CommandForm):
    """申请年审."""

    year = forms.IntegerField(
        label="年审年度", min_value=2000, max_value=2100,
        error_messages={
            "required": "请填写年审年度。", "invalid": "年度应为四位数字。", "min_value": "年度应为四位数字。",
            "max_value": "年度应为四位数字。",
        },
    )  # fmt: skip
    reason = text_field("本年度履职情况", rows=3, limit=300, hint="培训学时、测试成绩、有无投诉和过错。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = timezone.localdate().year


class SuspendForm(CommandForm):
    """暂扣, 年审不合格."""

    reason = text_field("理由", rows=2, limit=300, hint="写明事实和依据，有文号的写文号。")
    suspended_to_on = day_field("暂扣截止日期", hint="当天仍在暂扣期内，次日自动发还。")


class CertificateFilter(UnitFilter):
    """Narrows the list of certificates."""

    STATES = (
        ("", "全部"),
        ("waits", "待办"),
        ("expiring", "即将到期"),
        ("expired", "已过有效期"),
        ("unreviewed", "本年未年审"),
        *CERTIFICATE.states.items(),
    )
    q = forms.CharField(label="证号或者姓名", required=False, max_length=50)
    unit = any_unit()
    state = forms.ChoiceField(label="状态", required=False, widget=PlainSelect, choices=STATES)

    def narrowed(self, rows: Any) -> Any:
        """The rows the filters leave; a value that does not exist narrows nothing."""
        self.is_valid()
        said, today = self.cleaned_data, timezone.localdate()
        match said.get("state"):
            case "waits":
                rows = rows.waiting() if self.user.role == "supervisor" else rows.filter(state="returned")
            case "expiring":
                rows = rows.expiring(today)
            case "expired":
                rows = rows.expired(today)
            case "unreviewed":
                rows = rows.unreviewed(today)
            case state if state:
                rows = rows.filter(state=state)
        if said.get("q"):
            rows = rows.filter(number__icontains=said["q"]) | rows.filter(officer__name__icontains=said["q"])
        return rows.of_subtree(said["unit"].path) if said.get("unit") else rows
