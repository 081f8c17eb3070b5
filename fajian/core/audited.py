"""Rows that change only inside a command, each with a version number; everything else raises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, NoReturn, TypeVar

from django.apps import apps
from django.conf import settings
from django.db import models

from fajian.core.errors import Bypass

M = TypeVar("M", bound=models.Model, covariant=True)


def bypass(name: str) -> Any:
    """A method that refuses: the change would leave no trace in the audit chain."""

    def refuse(self: Any, *args: Any, **kwargs: Any) -> NoReturn:
        raise Bypass(f"{name}() changes audited rows past the command layer: use act.create, act.save, act.bulk_create")

    refuse.__name__ = name
    return refuse


class AuditedQuerySet(models.QuerySet[M]):
    """Reads like any QuerySet; what would write raises Bypass."""

    create = bypass("create")
    get_or_create = bypass("get_or_create")
    update_or_create = bypass("update_or_create")
    update = bypass("update")
    delete = bypass("delete")
    bulk_create = bypass("bulk_create")
    bulk_update = bypass("bulk_update")
    acreate = bypass("acreate")
    aupdate = bypass("aupdate")
    adelete = bypass("adelete")
    abulk_create = bypass("abulk_create")
    abulk_update = bypass("abulk_update")


class Audited(models.Model):
    """A row whose every version is sealed in the audit chain and that is never deleted.

    `recorded_at` is the server's moment of the first writing; the day a thing is said to have happened is a column of
    its own (`…_on`). `version` counts from 1. Columns named in `unsealed` may change past the commands (say, the last
    login); those in `secret` are sealed, but their values don't enter the event's text.
    """

    version = models.PositiveIntegerField("版本", default=1, editable=False)
    recorded_at = models.DateTimeField("录入时间", editable=False)
    changed_at = models.DateTimeField("最近修改时间", editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        db_index=False,
        verbose_name="录入人",
    )

    objects: ClassVar[Any] = AuditedQuerySet.as_manager()

    unsealed: ClassVar[frozenset[str]] = frozenset()
    secret: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        abstract = True
        base_manager_name = "objects"  # Django's own way past `objects` is blocked too

    def save(self, *args: Any, **kwargs: Any) -> None:
        raise Bypass(f"{label(type(self))}.save() outside a command: use act.create or act.save")

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Bypass(f"{label(type(self))} is never deleted: strike it out with a reason")

    def before_write(self) -> None:
        """Called by the command layer before each writing; an app fills columns it copies from elsewhere."""

    @classmethod
    def after_write(cls, rows: Sequence[Any]) -> None:
        """Called in the command's transaction with rows just created or changed; an app enters them into an index."""


def label(model: type[models.Model]) -> str:
    """The model's name in the chain, e.g. `ledgers.entry`."""
    return model._meta.label_lower


def sealed_columns(model: type[Audited]) -> list[str]:
    """Names of the columns the seal covers, in the model's order; the primary key and version stand in it anyway."""
    return [f.attname for f in model._meta.concrete_fields if f.attname not in model.unsealed]


def audited_models() -> Iterator[type[Audited]]:
    """Every model whose rows are sealed, by name."""
    for model in sorted(apps.get_models(), key=label):
        if issubclass(model, Audited):
            yield model


def plain_rows(model: type[M]) -> models.QuerySet[M]:
    """The rows with a QuerySet that may write: for the command layer alone."""
    return models.QuerySet(model)
