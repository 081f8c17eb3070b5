"""联系人, 工作组和成员."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from fajian.campaigns.models.distribution import CampaignRows
from fajian.campaigns.models.plans import Campaign, Participant
from fajian.core.audited import M
from fajian.orgs.models import Placed, Unit
from fajian.orgs.scope import ScopedQuerySet, domain_scope


class Contact(Placed):
    """联系人: a unit's 主要负责人, 分管领导 or 联系人 for a campaign; replaced by another with a day and reason.

    Numbers and addresses are personal data: only the unit itself and the office that leads see them, and no event, log
    or notice holds them.
    """

    PARTS: ClassVar = [("chief", "主要负责人"), ("leader", "分管领导"), ("contact", "联系人（联络员）")]
    PRIVATE: ClassVar = ("office_phone", "mobile", "email", "fax")

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="contacts", verbose_name="行动")
    part = models.CharField("身份", max_length=10, choices=PARTS)
    name = models.CharField("姓名", max_length=50)
    post = models.CharField("职务", max_length=50)
    office_phone = models.CharField("办公电话", max_length=30, blank=True)
    mobile = models.CharField("手机", max_length=30, blank=True)
    email = models.CharField("电子邮箱", max_length=100, blank=True)
    fax = models.CharField("传真", max_length=30, blank=True)
    from_on = models.DateField("起任日期")
    to_on = models.DateField("更换日期", null=True)
    reason = models.CharField("更换理由", max_length=300, blank=True)

    objects: ClassVar = CampaignRows.as_manager()
    secret = frozenset(PRIVATE)

    class Meta:
        verbose_name = verbose_name_plural = "联系人"
        db_table = "campaigns_contact"
        ordering: ClassVar = ["unit_path", "id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "campaign"], name="campaigns_contact_scope")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(to_on=None) | ~Q(reason=""),
                name="campaigns_contact_reason",
                violation_error_message="更换联系人须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.post}）"

    @property
    def numbers(self) -> list[tuple[str, str]]:
        """(what it is called, number) of those that are there."""
        return [
            (label, number)
            for label, number in (
                ("办公电话", self.office_phone),
                ("手机", self.mobile),
                ("电子邮箱", self.email),
                ("传真", self.fax),
            )
            if number
        ]


class JoinedRows(ScopedQuerySet[M]):
    """Rows of the office that leads a campaign; seen by every unit that takes part, as the campaign is."""

    way_to_campaign = "campaign"

    def visible_to(self, user: Any) -> Self:
        """Those in the user's scope, and those of campaigns in which a unit of the scope takes part."""
        own = domain_scope(user).condition(self.scope_column)
        joined = Participant.objects.visible_to(user).values("campaign")
        return self.filter(own | Q(**{f"{self.way_to_campaign}__in": joined})) if own else self.all()


class GroupQuerySet(JoinedRows["Group"]):
    """Groups."""


class Group(Placed):
    """工作组: 领导小组, its 办公室, a working group of a campaign; `above` is the group it stands under."""

    KINDS: ClassVar = [("leading", "领导小组"), ("office", "办公室"), ("working", "工作组（专班）")]

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="groups", verbose_name="行动")
    kind = models.CharField("类别", max_length=10, choices=KINDS)
    title = models.CharField("名称", max_length=100)
    task = models.TextField("职责", blank=True)
    above = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="below", verbose_name="上级组"
    )
    ended_on = models.DateField("撤销日期", null=True)
    reason = models.CharField("撤销理由", max_length=300, blank=True)

    objects: ClassVar = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "工作组"
        db_table = "campaigns_group"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["campaign", "title"],
                condition=Q(ended_on=None),
                name="campaigns_group_once",
                violation_error_message="本行动已有同名的工作组",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class MemberQuerySet(JoinedRows["Member"]):
    """Members."""

    way_to_campaign = "group__campaign"


class Member(Placed):
    """组成人员: a role in a group and who has it: a unit, or a person with the post, from a day on.

    Who comes after somebody names that row in `follows`; the row of the one before gets the day and the reason.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="members", verbose_name="工作组")
    role = models.CharField("组内职务", max_length=30)
    who = models.CharField("单位或姓名职务", max_length=200)
    member_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name="所在单位"
    )
    from_on = models.DateField("起任日期")
    to_on = models.DateField("离任日期", null=True)
    reason = models.CharField("更换理由", max_length=300, blank=True)
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name="接替"
    )

    objects: ClassVar = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "组成人员"
        db_table = "campaigns_member"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(to_on=None) | ~Q(reason=""),
                name="campaigns_member_reason",
                violation_error_message="更换成员须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.who}"
