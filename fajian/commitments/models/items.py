"""告知承诺事项: a line of the published list, in editions."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.commitments import words
from fajian.commitments.workflow import ITEM
from fajian.engine.law.periods import UNIT_LABELS
from fajian.orgs.models import Placed, someone
from fajian.orgs.scope import ScopedQuerySet


class PromiseItemQuerySet(ScopedQuerySet["PromiseItem"]):
    """Items of the lists."""

    def published(self) -> Self:
        """The list as anybody may read it."""
        return self.filter(state="published")

    def unwatched(self) -> Self:
        """In the list, and no unit that is there still supervises what is granted."""
        return self.published().filter(Q(watcher=None) | Q(watcher__closed_on__isnull=False))


class PromiseItem(Placed):
    """告知承诺事项: what may be promised instead of proved, what the applicant is told, how the promise is verified.

    `data` holds the elements of the notice (content/commitments/items.yaml). `risk` "" means nobody has looked yet.
    Of the verification `check_count` None leaves the term to the region. A later edition `replaces` the one before it.
    `watcher` supervises after it was granted: the unit itself (谁审批谁监管), or another one (谁主管谁监管).
    """

    kind = models.CharField("事项类别", max_length=10, choices=words.kinds)
    title = models.CharField("事项名称", max_length=300)
    proof = models.CharField("证明（许可）名称", max_length=300)
    office = models.CharField("办理单位", max_length=200, blank=True)
    data = models.JSONField("告知内容", default=dict, blank=True)
    risk = models.CharField("高风险情形", max_length=10, choices=words.risks, blank=True)
    check_way = models.CharField("核查方式", max_length=10, choices=words.ways, blank=True)
    check_count = models.PositiveIntegerField("核查时限", null=True, blank=True)
    check_unit = models.CharField("时限单位", max_length=14, choices=list(UNIT_LABELS.items()), default="working_days")
    check_standard = models.TextField("核查标准", blank=True)
    exempt_when = models.TextField("免予核查的条件", blank=True)
    watched = models.CharField("日常监管方式", max_length=10, choices=words.watched, blank=True)
    watcher = models.ForeignKey(
        "orgs.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="监管单位"
    )
    edition = models.PositiveIntegerField("版次", default=1)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="revisions", verbose_name="所替代的版次"
    )
    state = models.CharField("状态", max_length=10, choices=ITEM.choices, default="draft")
    reason = models.TextField("理由", blank=True)
    submitted_by = someone("提请人")
    approved_by = someone("审定人")
    published_on = models.DateField("公布日期", null=True, blank=True)
    published_where = models.CharField("公布载体", max_length=300, blank=True)

    objects: ClassVar[Any] = PromiseItemQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "告知承诺事项"
        db_table = "commitments_item"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "state"], name="commitments_item_scope")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="published")
                | Q(published_on__isnull=False) & ~Q(published_where="") & Q(risk="none"),
                name="commitments_item_published",
                violation_error_message="公布须写明日期和载体，且不属于高风险事项",
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=Q(state__in=("draft", "submitted")),
                name="commitments_item_one_revision",
                violation_error_message="这个事项已经有一个修订稿，请先办结",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（第{self.edition}版）"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("commitments:item", args=[self.pk])

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return ITEM.states[self.state]

    @property
    def told(self) -> list[tuple[str, str]]:
        """(label, text) of the elements, in their order; "" where one is missing."""
        return [(one.label, str(self.data.get(one.name, ""))) for one in words.elements()]

    @property
    def cited(self) -> str:
        """What stands in the elements that cite provisions."""
        return "\n".join(str(self.data.get(one.name, "")) for one in words.elements() if one.cites)

    @property
    def watch_rule(self) -> str:
        """By which of the two rules its watcher is that; "" where there is none."""
        if self.watcher_id is None:
            return ""
        return "谁审批谁监管" if self.watcher_id == self.unit_id else "谁主管谁监管"

    @property
    def is_exempt(self) -> bool:
        """Is the promise not verified one by one?"""
        return self.check_way == "exempt"
