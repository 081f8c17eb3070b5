"""Units as a tree with paths, their other names; users with one role each; what is sent outside."""

from __future__ import annotations

import datetime
import uuid
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractUser
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from fajian.core.audited import Audited, plain_rows
from fajian.core.errors import Bypass
from fajian.orgs.scope import SEGMENT, PeopleQuerySet, Scope, ScopedQuerySet, people_scope


class UnitQuerySet(PeopleQuerySet["Unit"]):
    """Units, always in the order of the tree."""

    def open(self) -> Self:
        """Units that have not been closed."""
        return self.filter(closed_on=None)

    def of_area(self, path: str) -> Self:
        """Open units in the subtree of a government."""
        return self.open().filter(Scope((path,)).condition("path"))


class Unit(Audited):
    """单位. The path is its parent's path and a segment of four digits: sorting by it gives the tree.

    A unit is never moved: rows everywhere carry its path. It is closed, and another is founded.
    """

    KINDS: ClassVar = [
        ("government", "人民政府"),
        ("supervision", "司法行政部门（执法监督机构）"),
        ("agency", "行政执法部门"),
        ("team", "综合执法队伍"),
        ("institution", "法律法规授权的组织"),
        ("town", "乡镇、街道"),
        ("discipline", "纪检监察机关"),
        ("other", "其他"),
    ]

    # Kinds that enforce, and are supervised, appraised and rated for it.
    ENFORCING = ("agency", "team", "institution", "town")

    name = models.CharField("名称", max_length=100)
    short_name = models.CharField("简称", max_length=30, blank=True)
    kind = models.CharField("类别", max_length=20, choices=KINDS)
    agency_id = models.CharField(
        "统一社会信用代码",
        max_length=18,
        null=True,
        blank=True,
        unique=True,
        validators=[RegexValidator(r"^[0-9A-HJ-NPQRTUWXY]{18}$", "统一社会信用代码应为 18 位数字和大写字母")],
        error_messages={"unique": "已有单位使用这个统一社会信用代码"},
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级单位"
    )
    path = models.CharField(max_length=40, unique=True, editable=False)
    closed_on = models.DateField("撤销日期", null=True, blank=True)

    objects: ClassVar[Any] = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "单位"
        db_table = "orgs_unit"
        ordering: ClassVar = ["path"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["parent", "name"], name="orgs_unit_name", violation_error_message="同一上级之下已有同名单位"
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def level(self) -> int:
        """1 for the root."""
        return len(self.path) // SEGMENT

    @property
    def record_code(self) -> str:
        """What stands for it where records name the agency: one without a code of its own has one here alone."""
        return self.agency_id or f"unit:{self.pk}"

    @property
    def area_path(self) -> str:
        """Path of the area this unit's office serves: a government's own, otherwise its parent's."""
        if self.kind in {"government", "town"} or self.parent_id is None:
            return self.path
        return self.path[:-SEGMENT]

    @property
    def region(self) -> str | None:
        """The administrative code in the 统一社会信用代码 of the unit, or of the nearest one above it that has one."""
        above: Unit | None = self
        while above is not None:
            if above.agency_id:
                return above.agency_id[2:8]
            above = above.parent
        return None


class Placed(Audited):
    """A row that belongs to a unit and carries a copy of the unit's path for range queries; put an index on it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, editable=False)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True

    def before_write(self) -> None:
        """Copy the path of the unit."""
        super().before_write()
        self.unit_path = self.unit.path


def someone(name: str) -> models.ForeignKey[Any, Any]:
    """A column for the person who did something, empty until somebody has; nobody is looked for by it."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False,
        verbose_name=name,
    )  # fmt: skip


class AliasQuerySet(ScopedQuerySet["UnitAlias"]):
    """Aliases of units."""

    def standing(self, on: datetime.date | None = None) -> Self:
        """Not struck out; on a day: those that hold on it."""
        rows = self.filter(struck_out=False)
        if on is None:
            return rows
        return rows.filter(Q(from_on=None) | Q(from_on__lte=on), Q(to_on=None) | Q(to_on__gte=on))


class UnitAlias(Placed):
    """单位别名: another name by which the plans of an area call a unit, chosen by a person once and remembered.

    `name` is in its plain form; of two units of one name both are meant. An old name holds until `to_on`. `source` says
    where it was chosen (plan:12), `source_label` the same for people. Struck out, never deleted.
    """

    area_path = models.CharField(max_length=40, editable=False)
    name = models.CharField("别名", max_length=200)
    from_on = models.DateField("起用日期", null=True, blank=True)
    to_on = models.DateField("停用日期", null=True, blank=True)
    source = models.CharField(max_length=40, blank=True)
    source_label = models.CharField("出处", max_length=200, blank=True)
    struck_out = models.BooleanField("已作废", default=False)
    reason = models.CharField("作废理由", max_length=300, blank=True)

    objects: ClassVar[Any] = AliasQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "单位别名"
        db_table = "orgs_unit_alias"
        ordering: ClassVar = ["name", "unit_path"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["area_path", "name", "unit"],
                condition=Q(struck_out=False),
                name="orgs_alias_once",
                violation_error_message="这个别名已经登记过",
            ),
            models.CheckConstraint(
                condition=Q(struck_out=False) | ~Q(reason=""),
                name="orgs_alias_reason",
                violation_error_message="作废须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}：{self.unit}"


class UserQuerySet(PeopleQuerySet["User"]):
    """Users; reads like Django's UserManager where Django asks it to."""

    scope_column = "unit__path"

    def get_by_natural_key(self, username: str | None) -> User:
        """For authentication."""
        return self.get(username=username)


class User(AbstractUser, Audited):
    """用户: an account of one person in one unit with one role.

    `person` says who stands behind the account (say, the 工号): two accounts of one person carry the same text. Empty:
    this account is a person of its own. An account counts from the day a second keeper has approved it (is_active).
    """

    ROLES: ClassVar = [
        ("clerk", "填报员"),
        ("unit_leader", "单位领导"),
        ("officer", "执法人员"),
        ("supervisor", "执法监督员"),
        ("leader", "政府领导"),
        ("discipline", "纪检监察联络员"),
        ("admin", "系统管理员"),
        ("security", "安全管理员"),
        ("auditor", "审计员"),
    ]

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    display_name = models.CharField("姓名", max_length=50)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="users", verbose_name="单位"
    )
    role = models.CharField("角色", max_length=20, choices=ROLES)
    person = models.CharField("人员编号", max_length=64, blank=True, db_index=True)
    duty = models.CharField("职务", max_length=50, blank=True)

    objects: ClassVar[Any] = UserQuerySet.as_manager()  # type: ignore[assignment]

    REQUIRED_FIELDS: ClassVar[list[str]] = []
    unsealed = frozenset({"last_login", "date_joined"})
    secret = frozenset({"password"})

    class Meta:
        verbose_name = verbose_name_plural = "用户"
        db_table = "orgs_user"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.display_name or self.username

    def get_full_name(self) -> str:
        """The name people know."""
        return self.display_name

    def get_short_name(self) -> str:
        """The name people know."""
        return self.display_name

    def is_person(self, other: User | None) -> bool:
        """Is it the same human being behind both accounts? Used wherever two different persons are needed."""
        if other is None:
            return False
        return self.pk == other.pk or bool(self.person and self.person == other.person)

    def check_password(self, raw_password: str | None) -> bool:
        """Django's own would rewrite the stored hash on the way; a password changes by its command only."""
        return check_password(raw_password, self.password)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Django writes the last log-in this way, and nothing else may be written this way."""
        if set(kwargs.get("update_fields") or ()) != {"last_login"}:
            raise Bypass("accounts change by orgs.actions only")
        plain_rows(User).filter(pk=self.pk).update(last_login=self.last_login)


class HookQuerySet(ScopedQuerySet["Hook"]):
    """Addresses other systems are told at."""

    def visible_to(self, user: Any) -> Self:
        """Those of the keeper's area."""
        return self.filter(people_scope(user).condition("unit_path"))


class Hook(Placed):
    """外发地址: another system that is told, by HTTP, what happens in the area of the unit it was entered for.

    `signing_key` is what both sides sign with, encrypted; it is shown once, when the address is entered.
    """

    STATES: ClassVar = [("active", "使用中"), ("stopped", "已停用")]

    title = models.CharField("名称", max_length=50)
    url = models.CharField("地址", max_length=300)
    signing_key = models.CharField(max_length=300, editable=False)
    state = models.CharField("状态", max_length=10, choices=STATES, default="active")
    reason = models.CharField("停用理由", max_length=300, blank=True)

    objects: ClassVar = HookQuerySet.as_manager()
    secret = frozenset({"signing_key"})

    class Meta:
        verbose_name = verbose_name_plural = "外发地址"
        db_table = "orgs_hook"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="stopped") | ~Q(reason=""),
                name="orgs_hook_reason",
                violation_error_message="停用外发地址须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DispatchQuerySet(models.QuerySet["Dispatch"]):
    """What is sent outside."""

    def visible_to(self, user: Any) -> Self:
        """What goes to people and addresses of the keeper's area."""
        return self.filter(people_scope(user).condition("unit_path"))

    def due(self, now: datetime.datetime) -> Self:
        """What is to be tried by now, the longest waiting first."""
        return self.filter(state="waiting", next_at__lte=now).order_by("next_at", "pk")


class Dispatch(models.Model):
    """外发记录: one letter to a person or one message to an address, written with what it tells of, sent afterwards.

    No audited row: its state is what the other side last answered. `number` names it to the receiver, who may get it
    twice when the machine dies between sending and noting. `once` is unique where there may be only one (a day's
    letter). `tries` counts a try before it is made.
    """

    STATES: ClassVar = [("waiting", "待发"), ("sent", "已送达"), ("failed", "未送达"), ("dropped", "不再发")]

    number = models.UUIDField("编号", default=uuid.uuid4, unique=True)
    to = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="收件人")
    hook = models.ForeignKey(Hook, models.PROTECT, null=True, related_name="+", verbose_name="外发地址")
    unit_path = models.CharField(max_length=40)
    once = models.CharField(max_length=80, null=True, unique=True)
    subject = models.CharField("事由", max_length=100)
    body = models.TextField("内容")
    state = models.CharField("状态", max_length=10, choices=STATES, default="waiting")
    tries = models.PositiveSmallIntegerField("次数", default=0)
    code = models.PositiveSmallIntegerField("对方回答", null=True)
    error = models.CharField("未送达的原因", max_length=200, blank=True)
    asked_at = models.DateTimeField("写入时间", auto_now_add=True)
    next_at = models.DateTimeField("下次发送", null=True)
    sent_at = models.DateTimeField("送达时间", null=True)

    objects: ClassVar = DispatchQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "外发记录"
        db_table = "orgs_dispatch"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["state", "next_at"], name="orgs_dispatch_due")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(to__isnull=False, hook__isnull=True) | Q(to__isnull=True, hook__isnull=False),
                name="orgs_dispatch_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}（{self.to or self.hook}）"
