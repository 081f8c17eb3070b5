"""自制样式: forms an office makes itself, in editions that are frozen once released; and every form by code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.core.models import StoredFile
from fajian.core.workflow import Step, Workflow
from fajian.engine.forms.spec import LedgerSpec, parse, plain_title, specs
from fajian.orgs.models import Placed
from fajian.orgs.scope import ScopedQuerySet, domain_scope, levels

SHAPE = Workflow(
    title="自制样式",
    states={"draft": "草稿", "released": "已发布", "dropped": "已作废"},
    steps=(
        #    name      button      from          to          who           must be filled in
        Step("edit", "保存", ("draft",), "draft", "supervisor"),
        Step("release", "发布", ("draft",), "released", "supervisor"),
        Step("drop", "作废草稿", ("draft",), "dropped", "supervisor", ("reason",)),
    ),
    labels={"reason": "作废理由"},
)


class FormQuerySet(ScopedQuerySet["Form"]):
    """Own forms; a row belongs to the office that made it."""

    def usable_at(self, path: str) -> Self:
        """The newest released edition of each form that offices above the unit with this path have made."""
        return self.usable_in(levels(path))

    def usable_in(self, areas: Iterable[str]) -> Self:
        """The newest released edition of each form made for areas with these paths."""
        newer = self.model.objects.filter(
            code=models.OuterRef("code"), edition__gt=models.OuterRef("edition"), state="released"
        )
        return self.filter(~models.Exists(newer), state="released", area_path__in=set(areas)).order_by("title", "id")

    def read_from(self, source: str) -> Self:
        """Those read from one plan, without the dropped ones."""
        return self.filter(source=source).exclude(state="dropped")

    def visible_to(self, user: Any) -> Self:
        """Those of the own area, drafts too; and those released by offices above."""
        scope = domain_scope(user)
        if not scope.prefixes:
            return self.none()
        own = scope.condition(self.scope_column)
        above = Q(state="released", area_path__in=levels(user.unit.path))
        return self.filter(own | above) if own else self.all()  # an empty condition is everything, but not beside "or"


class Form(Placed):
    """自制样式: one edition of a form. `spec` is the form as engine.forms.spec.parse reads it, without code and number.

    `code` is the same in all its editions. `mapping` says which heading of the blank became which column (by name), so
    that a filled-in blank is understood; `doubts` what was guessed when the blank was read: column ("" = the whole
    form) and sentence. `source` is what it was read from (plan:12; "" = a file). `area_path`: whose units may use it.
    """

    code = models.CharField("编号", max_length=40)
    edition = models.PositiveIntegerField("版次")
    title = models.CharField("名称", max_length=120)
    annex = models.CharField("附件", max_length=20, blank=True)
    state = models.CharField("状态", max_length=10, choices=SHAPE.choices, default="draft")
    spec = models.JSONField("样式")
    mapping = models.JSONField("表头对照", default=dict, blank=True)
    doubts = models.JSONField("待核", default=list, blank=True)
    source = models.CharField("来源", max_length=60, blank=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name="表样"
    )
    area_path = models.CharField(max_length=40, editable=False)
    reason = models.TextField("作废理由", blank=True)

    objects: ClassVar = FormQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "自制样式"
        db_table = "ledgers_form"
        ordering: ClassVar = ["title", "-edition", "id"]
        indexes: ClassVar = [
            models.Index(fields=["unit_path", "id"], name="ledgers_form_scope"),
            models.Index(fields=["source"], name="ledgers_form_source"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "edition"], name="ledgers_form_edition"),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(state="draft"),
                name="ledgers_form_one_draft",
                violation_error_message="这个样式已经有一份草稿，请先发布或者作废那一份",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（第{self.edition}版）"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("ledgers:form", args=[self.pk])

    def before_write(self) -> None:
        """Copy the paths of the office and of the area it serves."""
        super().before_write()
        self.area_path = self.unit.area_path

    @property
    def declared(self) -> LedgerSpec:
        """The form as ledgers use it; ValueError where a draft is not yet a form."""
        return parse(
            {**self.spec, "code": self.code, "version": self.edition, "title": self.title, "annex": self.annex}
        )


@lru_cache(maxsize=512)
def _released(code: str, edition: int) -> LedgerSpec:
    """A released edition never changes, and codes are never given twice."""
    found: Form = Form.objects.get(code=code, edition=edition, state="released")
    return found.declared


def spec_of(code: str, edition: int) -> LedgerSpec:
    """The form a ledger pins: shipped, or made by an office."""
    return specs()[code] if code in specs() else _released(code, edition)


def newest(code: str) -> LedgerSpec | None:
    """A form by its code in the edition new ledgers get; None where there is none."""
    if code in specs() or not code:
        return specs().get(code)
    edition = Form.objects.filter(code=code, state="released").aggregate(last=models.Max("edition"))["last"]
    return _released(code, edition) if edition else None


def titles(user: Any) -> dict[str, str]:
    """Code and title of every form whose ledgers this user may meet: those of offices first, then the shipped ones."""
    own = Form.objects.visible_to(user).filter(state="released").order_by("edition")
    return dict(own.values_list("code", "title")) | {code: spec.title for code, spec in specs().items()}


def of_annex(path: str) -> Mapping[str, LedgerSpec]:
    """What offices above a unit have released, by its plain title, so that a plan's annex finds its form."""
    return {plain_title(form.title): form.declared for form in Form.objects.usable_at(path)}


def offered(path: str) -> Mapping[str, LedgerSpec]:
    """The forms a unit with this path may keep, by code: those of offices above it first, then the shipped ones."""
    return offered_to([path])[path]


def offered_to(paths: Iterable[str]) -> dict[str, Mapping[str, LedgerSpec]]:
    """The same for many units in one query."""
    areas = {path: levels(path) for path in paths}
    forms = list(Form.objects.usable_in(level for above in areas.values() for level in above))
    return {
        path: {form.code: form.declared for form in forms if form.area_path in above} | dict(specs())
        for path, above in areas.items()
    }
