"""随机抽取 and the secrets it hangs on."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.draws.workflow import DRAW
from fajian.engine.draws import protocol
from fajian.engine.draws.protocol import Commitment, Exclusion, Holder
from fajian.orgs.models import Placed
from fajian.orgs.scope import ScopedQuerySet


class DrawQuerySet(ScopedQuerySet["Draw"]):
    """Draws."""

    def committed(self) -> Self:
        """Those anybody may know of: their digest is public."""
        return self.exclude(digest="")

    def unpublished(self) -> Self:
        """Drawn, and the result is not public yet."""
        return self.filter(state="drawn", published_at=None)


class Draw(Placed):
    """随机抽取: one attempt. Belongs to the office that draws; `source` says for what, as the caller names it.

    `strata` and `exclusions` are the list as prepared; `commitment` is the text published (engine.draws.protocol), from
    then on all that counts. `public` names a value nobody can know yet, `value` is what it turned out to be. `drawn`:
    stratum → ids. An attempt that was replaced stays, `reason` of its successor says why. Its digest is public from
    `committed_at` on, list and result from `published_at` on: whoever is drawn must not know before the inspection.
    """

    title = models.CharField("名称", max_length=200)
    source = models.CharField("来源", max_length=60, blank=True)
    attempt = models.PositiveSmallIntegerField("第几次", default=1)
    before = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="after", verbose_name="上一次"
    )
    reason = models.CharField("重抽理由", max_length=300, blank=True)
    state = models.CharField("状态", max_length=10, choices=DRAW.choices, default="open")
    holders = models.PositiveSmallIntegerField("几方口令", default=protocol.HOLDERS)
    public = models.CharField("公开数值来源", max_length=200, blank=True)
    strata = models.JSONField("名单")
    exclusions = models.JSONField("排除", default=list, blank=True)
    commitment = models.TextField("承诺全文", blank=True)
    digest = models.CharField("承诺摘要", max_length=64, blank=True)
    committed_at = models.DateTimeField("公布时间", null=True, blank=True)
    value = models.CharField("公开数值", max_length=200, blank=True)
    seed = models.CharField("种子", max_length=64, blank=True)
    drawn = models.JSONField("抽取结果", default=dict, blank=True)
    drawn_at = models.DateTimeField("抽取时间", null=True, blank=True)
    published_at = models.DateTimeField("结果公开时间", null=True, blank=True)

    objects: ClassVar[Any] = DrawQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "随机抽取"
        db_table = "draws_draw"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["unit_path", "id"], name="draws_draw_scope"),
            models.Index(fields=["source"], name="draws_draw_source"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="drawn") | ~Q(seed="") & ~Q(digest=""),
                name="draws_draw_seeded",
                violation_error_message="没有公布名单和种子，不算抽取",
            ),
            models.CheckConstraint(
                condition=Q(before__isnull=True) | ~Q(reason=""),
                name="draws_draw_reason",
                violation_error_message="重新抽取须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return self.title if self.attempt == 1 else f"{self.title}（第{self.attempt}次）"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("draws:draw", args=[self.pk])

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return DRAW.states[self.state]

    @property
    def name(self) -> str:
        """How the commitment names it: it must not be mistaken for another draw."""
        return f"{self.unit.name} {self.title} {self.pk}"

    def committed(self, secrets: list[Secret]) -> Commitment:
        """What is published once these have been handed in; it names no person, for it can never be changed."""
        return protocol.commit(
            self.name,
            protocol.strata_of(self.strata),
            [Holder(secret.party(number), secret.hash) for number, secret in enumerate(secrets, 1)],
            attempt=self.attempt,
            exclusions=[Exclusion(**one) for one in self.exclusions],
            public=self.public,
            reason=self.reason,
        )

    @property
    def bundle(self) -> dict[str, Any]:
        """The result as a stranger gets it; of a draw that was drawn once, replaced or not."""
        return protocol.bundle(protocol.read(self.commitment), self.shown(), self.value)

    def shown(self) -> list[str]:
        """The secrets shown, in the order in which they were handed in."""
        return [secret.word for secret in self.secrets.order_by("pk") if secret.word]


class Secret(Placed):
    """口令: what one person gives to the seed. Its hash comes first; the text only when it is shown."""

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="secrets", verbose_name="抽取")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False, verbose_name="交存人"
    )
    holder = models.CharField("交存人姓名", max_length=160)
    hash = models.CharField("口令摘要", max_length=64)
    word = models.CharField("口令", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "口令"
        db_table = "draws_secret"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["draw", "user"], name="draws_secret_once", violation_error_message="您已经交存过口令"
            )
        ]

    def __str__(self) -> str:
        return self.holder

    def party(self, number: int) -> str:
        """Who it is without a name: the office, the role, and which of them."""
        return f"{self.user.unit or '系统'}{self.user.get_role_display()}（第{number}方）"
