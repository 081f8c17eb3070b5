"""规则包: which rules an office uses for a campaign or from day to day, and which numbers of its own."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from fajian.engine.rules.packs import Pack, pack_in, packs
from fajian.orgs.models import Placed
from fajian.orgs.scope import ScopedQuerySet, domain_scope, levels


class AreaQuerySet(ScopedQuerySet[Any]):
    """What belongs to an area; a unit sees that of its own area and of the areas around it."""

    def visible_to(self, user: Any) -> Self:
        """Rows of an area that holds the user's scope, or lies in it."""
        scope = domain_scope(user)
        condition = scope.condition(self.scope_column)
        for prefix in scope.prefixes:
            condition |= Q(unit_path__in=levels(prefix))
        return self.filter(condition)


class RulePack(Placed):
    """规则包 of an area: a pack of the content (or every rule), less the rules its lines put off, with their numbers.

    `source` names what it is meant for (campaign:12), `source_label` the same for people; both "" = from day to day.
    """

    title = models.CharField("名称", max_length=60)
    base = models.CharField("以此为底", max_length=40, blank=True)
    source = models.CharField(max_length=40, blank=True)
    source_label = models.CharField("用于", max_length=200, blank=True)
    ended_on = models.DateField("停用日期", null=True, blank=True)
    reason = models.CharField("停用理由", max_length=300, blank=True)

    objects: ClassVar[Any] = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "规则包"
        db_table = "screening_pack"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "id"], name="screening_pack_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "title"],
                condition=Q(ended_on=None),
                name="screening_pack_title",
                violation_error_message="本辖区已有同名的规则包，请换一个名称",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def base_pack(self) -> Pack:
        """The pack of the content it starts from; every rule without one."""
        return packs()[self.base] if self.base else Pack()

    def as_json(self) -> dict[str, Any]:
        """What a run is given: the base with the standing lines of this pack; its version counts the changes."""
        lines = sorted(self.lines.all(), key=lambda line: line.pk)
        data = self.base_pack.as_json()
        data |= {"title": self.title, "version": 1 + len(lines) + sum(line.struck_out for line in lines)}
        for line in lines:
            if line.struck_out:
                continue
            if line.kind == "off":
                data["without"][line.name] = line.reason
            else:
                value = line.as_json()
                others = [row for row in data["limits"].get(line.name, ()) if row["scope"] != value["scope"]]
                data["limits"][line.name] = [value, *others]
        return data

    def as_pack(self) -> Pack:
        """The same as the engine takes it. InputError where its numbers contradict one another."""
        return pack_in(self.as_json(), self.title)


class PackLineQuerySet(ScopedQuerySet["PackLine"]):
    """Lines of packs."""

    def standing(self) -> Self:
        """Not taken back."""
        return self.filter(struck_out=False)


class PackLine(Placed):
    """规则包的一项: a rule that is not used (`off`), or a number of the office's own (`value`).

    `name` is the rule's or the limit's, `label` the same for people; `value` is a number as text, from a day on.
    Taken back with a reason, never deleted.
    """

    KINDS: ClassVar = [("off", "停用规则"), ("value", "另定参数")]

    pack = models.ForeignKey(RulePack, on_delete=models.PROTECT, related_name="lines", verbose_name="规则包")
    kind = models.CharField("种类", max_length=6, choices=KINDS)
    name = models.CharField("名称", max_length=40)
    label = models.CharField("内容", max_length=200)
    scope = models.CharField("范围", max_length=40, blank=True)
    value = models.DecimalField("取值", max_digits=14, decimal_places=4, null=True, blank=True)
    from_on = models.DateField("起", null=True, blank=True)
    reason = models.CharField("理由或者依据", max_length=300)
    struck_out = models.BooleanField("已撤销", default=False)
    struck_reason = models.CharField("撤销理由", max_length=300, blank=True)

    objects: ClassVar[Any] = PackLineQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "规则包的一项"
        db_table = "screening_pack_line"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "id"], name="screening_pack_line_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["pack", "kind", "name", "scope"],
                condition=Q(struck_out=False),
                name="screening_pack_line_once",
                violation_error_message="规则包里已有这一项，请先撤销再另定",
            ),
            models.CheckConstraint(
                condition=Q(kind="off") | Q(value__isnull=False),
                name="screening_pack_line_value",
                violation_error_message="另定参数须写取值",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def number(self) -> int | float:
        """The value without needless noughts."""
        assert self.value is not None
        return int(self.value) if self.value == self.value.to_integral_value() else float(self.value)

    def as_json(self) -> dict[str, Any]:
        """The line as a value of a pack."""
        row: dict[str, Any] = {"scope": self.scope or "default", "value": self.number, "basis": self.reason}
        return row | ({"from": self.from_on.isoformat()} if self.from_on else {})
