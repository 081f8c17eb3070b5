"""公示, what of it went out each time, and where copies of it stand."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from fajian.core.digests import canonical, digest
from fajian.orgs.models import Placed, someone
from fajian.orgs.scope import ScopedQuerySet, levels
from fajian.publicity import kinds
from fajian.publicity.kinds import Kind
from fajian.publicity.workflow import ASKED, CHANGES, GROUNDS, PUBLICATION, SHOWN


class PublicationQuerySet(ScopedQuerySet["Publication"]):
    """Publications."""

    def out(self) -> Self:
        """Those somebody may read now, whoever that is."""
        return self.filter(state__in=SHOWN)

    def shown(self) -> Self:
        """Those anybody may read now."""
        return self.out().filter(audience_path="")

    def inside(self, user: Any) -> Self:
        """Those out among units only, as far as this user belongs to them."""
        return self.out().filter(audience_path__in=levels(user.unit.path) if user.unit_id else ())

    def asked(self) -> Self:
        """Those of which anybody may ask what became of them."""
        return self.filter(state__in=ASKED, audience_path="")

    def of_year(self, year: int) -> Self:
        """年度行政执法情况 of a year, on its way or out."""
        return self.filter(kind="annual", data__year=str(year)).exclude(state__in=("struck", "withheld"))

    def owed(self) -> Self:
        """Not out yet, and somebody has to see to it."""
        return self.filter(state__in=("draft", "submitted"))

    def lingering(self) -> Self:
        """Taken back or down, while a copy still stands somewhere."""
        return self.filter(state__in=("withdrawn", "expired"), copies__removed_on=None, copies__isnull=False).distinct()


class Publication(Placed):
    """公示: one decision, list or story. What the public reads is its latest Edition, never this row.

    `data` is what was filled in or taken from the enforcement data, by the kind's columns; `names` are personal names
    that must not appear. `source` says where it came from (penalties:甲1), `region` whose masking profile counts.
    `barred`: why it may not go out as far as the data say. `decided_on` starts the term that ends on `due_on`.
    `shown_text` is the text of the latest edition, for the public search. `submitted_by` and `approved_by` are two
    persons. `ground`, `reason` and `changed_on` tell of what was withheld or taken back; `take_down_by` is the last
    day for that and for every copy. `returned`: what the platform it was reported to found wrong with it. `standing`:
    while a correction waits, what was filled in of what is public; it counts until a second person agrees.
    `audience_path`: units below this path may read it, "" everybody. `about`: the publication it interprets. `made_of`:
    column → digest of what the registers said when somebody last looked (foundations.py).
    """

    kind = models.CharField("种类", max_length=20, choices=kinds.choices)
    title = models.CharField("标题", max_length=200)
    source = models.CharField("来源", max_length=120, blank=True)
    number = models.CharField("文号", max_length=100, blank=True)
    region = models.CharField("行政区划", max_length=6, blank=True)
    party_kind = models.CharField("相对人类别", max_length=12, blank=True)
    data = models.JSONField("内容", default=dict, blank=True)
    names = models.TextField("须隐去的姓名", blank=True)
    barred = models.CharField("不能公开的原因", max_length=20, blank=True)
    credit = models.CharField("失信等级", max_length=10, blank=True)
    decided_on = models.DateField("起算日期", null=True, blank=True)
    due_on = models.DateField("公示期限", null=True, blank=True)
    expires_on = models.DateField("公示截止", null=True, blank=True)
    state = models.CharField("状态", max_length=12, choices=PUBLICATION.choices, default="draft")
    secrecy = models.TextField("保密和隐私审查", blank=True)
    submitted_by = someone("送审人")
    approved_by = someone("批准人")
    published_on = models.DateField("公开日期", null=True, blank=True)
    shown_text = models.TextField("公开全文", blank=True)
    ground = models.CharField("情形", max_length=20, blank=True)
    reason = models.TextField("理由", blank=True)
    changed_on = models.DateField("变更日期", null=True, blank=True)
    take_down_by = models.DateField("撤回期限", null=True, blank=True)
    ended_on = models.DateField("撤下日期", null=True, blank=True)
    returned = models.TextField("报送退回的差错", blank=True)
    standing = models.JSONField("更正前的内容", default=dict, blank=True)
    audience_path = models.CharField("公开范围", max_length=40, blank=True, editable=False)
    about = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="interpretations", verbose_name="所解读的公示"
    )
    made_of = models.JSONField("所依据的清单", default=dict, blank=True)

    objects: ClassVar[Any] = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "公示"
        db_table = "publicity_publication"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["state", "unit_path", "due_on"], name="publicity_pub_scope"),
            models.Index(fields=["number"], name="publicity_pub_number"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "source"],
                condition=~Q(source="") & ~Q(state="struck"),
                name="publicity_pub_once",
                violation_error_message="这件已经有公示",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("published", "correcting"))
                | Q(approved_by__isnull=False, published_on__isnull=False) & ~Q(approved_by=F("submitted_by")),
                name="publicity_pub_two",
                violation_error_message="公开须由送审人以外的另一人批准",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("withheld", "withdrawn")) | ~Q(ground="") & ~Q(reason=""),
                name="publicity_pub_reason",
                violation_error_message="不公开、撤回须写明情形和理由",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page in the office."""
        return reverse("publicity:publication", args=[self.pk])

    @property
    def spec(self) -> Kind:
        """Its kind."""
        return kinds.kinds()[self.kind]

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return PUBLICATION.states[self.state]

    @property
    def public_data(self) -> dict[str, Any]:
        """What was filled in of what is public now."""
        data: dict[str, Any] = self.standing["data"] if self.standing else self.data
        return data

    @property
    def ground_word(self) -> str:
        """Why it was withheld or taken back."""
        return {**GROUNDS, **CHANGES}.get(self.ground, self.ground)

    @property
    def barred_word(self) -> str:
        """Why the data say that it may not go out."""
        return GROUNDS.get(self.barred, self.barred)


class Edition(Placed):
    """公示内容: exactly what went out, as it was approved. A correction is a further edition; none is changed.

    `lines` is a list of [label, text]; `digest` as `digest_of`.
    """

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="editions", verbose_name="公示")
    number = models.PositiveSmallIntegerField("第几版")
    lines = models.JSONField("公示内容")
    digest = models.CharField("摘要", max_length=64)
    shown_on = models.DateField("公开日期")
    approved_by = someone("批准人")
    note = models.TextField("更正理由", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "公示内容"
        db_table = "publicity_edition"
        ordering: ClassVar = ["publication", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["publication", "number"], name="publicity_edition_once"),
        ]

    def __str__(self) -> str:
        return f"{self.publication}（第{self.number}版）"


class Copy(Placed):
    """公示渠道: another place where the same publication stands; each one is taken down too, and that is noted."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="copies", verbose_name="公示")
    channel = models.CharField("渠道", max_length=100)
    address = models.CharField("地址", max_length=300, blank=True)
    placed_on = models.DateField("公开日期")
    removed_on = models.DateField("撤下日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "公示渠道"
        db_table = "publicity_copy"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["removed_on", "publication"], name="publicity_copy_standing")]

    def __str__(self) -> str:
        return self.channel


class PublicationFile(Placed):
    """公示附件: a form to download, a chart, a text; approved together with the publication."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="files", verbose_name="公示")
    file = models.ForeignKey("core.StoredFile", models.PROTECT, related_name="+", verbose_name="文件")

    class Meta:
        verbose_name = verbose_name_plural = "公示附件"
        db_table = "publicity_publication_file"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.file.name


def digest_of(lines: Any, files: Any = ()) -> str:
    """Of exactly what goes out: title and lines, and the digests of its files."""
    return digest(canonical({"lines": [list(line) for line in lines], "files": sorted(files)}), "sha256")


def is_late(row: Publication, today: dt.date) -> bool:
    """Owed and its term over."""
    return row.state in ("draft", "submitted") and row.due_on is not None and row.due_on < today
