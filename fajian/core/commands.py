"""The one way to write: an action runs in one transaction, answers a repeated request once, leaves one audit event.

@action("ledgers.close", title="核准销号", who=("supervisor",))
def close(act: Act, *, rectification: Rectification, note: str) -> Rectification:
    ...
    act.save(rectification)
    return rectification

close(by=request.user, key=form.cleaned_data["key"], rectification=row, note="…")
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import asdict, dataclass, is_dataclass
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

import structlog
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from fajian.core import audit
from fajian.core.act import Act
from fajian.core.audited import Audited, label, plain_rows
from fajian.core.digests import canonical, digest
from fajian.core.errors import Bypass, Refused
from fajian.core.models import Receipt

P = ParamSpec("P")
R = TypeVar("R")

ACTIONS: dict[str, Action[Any, Any]] = {}
running: ContextVar[Act | None] = ContextVar("running", default=None)


@dataclass(frozen=True, slots=True)
class System:
    """Stands for nobody: the system acts by itself (a job, an installation). Appears as actor 0 with its reason."""

    reason: str
    pk: int = 0
    role: str = "system"
    unit_id: int | None = None
    is_active: bool = True


def action(
    name: str, *, title: str, who: tuple[str, ...] = ()
) -> Callable[[Callable[Concatenate[Act, P], R]], Action[P, R]]:
    """Make a command of a function whose first parameter is the Act and whose others are keyword-only.

    `name` is `<app>.<verb>` and stands in the audit chain for ever; `title` is the button's text. `who` lists the roles
    that may call it (empty: the body decides); the system may call everything.
    """

    def register(body: Callable[Concatenate[Act, P], R]) -> Action[P, R]:
        if name in ACTIONS:
            raise ValueError(f"two actions are called {name}")
        ACTIONS[name] = made = Action(name, title, who, body)
        return made

    return register


class Action(Generic[P, R]):
    """A command; called with `by=` and the body's own arguments."""

    def __init__(self, name: str, title: str, who: tuple[str, ...], body: Callable[Concatenate[Act, P], R]) -> None:
        self.name, self.title, self.who, self.body = name, title, who, body
        self.__doc__, self.__module__, self.__name__ = body.__doc__, body.__module__, body.__name__

    def __repr__(self) -> str:
        return f"<action {self.name}>"

    def __call__(self, *, by: Any, key: str = "", **given: Any) -> R:
        """Carry the command out, or give the first answer again if (by, command, key) was answered before.

        `by` is a user or System(reason). `key` is what the form or the machine chose for this request (hidden UUID); ""
        means it is never repeated. Raises Refused or Stale, and then nothing has been written.
        """
        if running.get() is not None:
            raise Bypass(f"{self.name} called inside another command: use .within(act, …), it then shares its event")
        self.permit(by)
        act = Act(by=by, command=self.name, key=key, request_id=request_id())
        token = running.set(act)
        try:
            # durable: an outer transaction would make the answer a promise that may still be rolled back
            with transaction.atomic(durable=True):
                receipt = self.claim(act, given) if key else None
                if receipt is not None and receipt.answered:
                    answer: R = revive(receipt.answer)
                    return answer
                result = self.body(act, **given)  # type: ignore[call-arg]
                if receipt is not None:
                    Receipt.objects.filter(pk=receipt.pk).update(answered=True, answer=keep(result))
                audit.append(act.draft())
                return result
        except IntegrityError:
            act.explain()
            raise
        finally:
            running.reset(token)

    def within(self, act: Act, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run as part of another command: same transaction, same event, and the role is asked here too."""
        self.permit(act.by)
        return self.body(act, *args, **kwargs)

    def permit(self, by: Any) -> None:
        """Raise Refused unless this person may call the command at all."""
        if isinstance(by, System):
            return
        if not getattr(by, "is_active", False):
            raise Refused("您的账号未登录或已停用，不能办理。请重新登录，或者联系系统管理员。")
        if self.who and by.role not in self.who:
            raise Refused(
                f"“{self.title}”须由{'、'.join(map(role_title, self.who))}办理，您的角色是{role_title(by.role)}。"
            )

    def claim(self, act: Act, given: Mapping[str, Any]) -> Receipt:
        """The receipt of (actor, command, key): one already answered, or a new one that is ours to answer.

        ON CONFLICT DO NOTHING waits for a transaction that is inserting the same key, so a double click cannot pass
        twice; READ COMMITTED then shows us what it answered.
        """
        told = digest(canonical({name: mention(value) for name, value in given.items()}), "sha256")
        mine = Receipt(actor=act.by.pk, command=self.name, key=act.key, given=told)
        Receipt.objects.bulk_create([mine], ignore_conflicts=True)
        receipt = Receipt.objects.get(actor=act.by.pk, command=self.name, key=act.key)
        if receipt.given != told:
            raise Refused("这次提交的编号已经用于另一次内容不同的提交。请刷新页面后重新填写。")
        return receipt


def role_title(role: str) -> str:
    """The role as users read it, e.g. supervisor → 执法监督员."""
    choices: Any = get_user_model()._meta.get_field("role").choices
    return str(dict(choices).get(role, role))


def command_title(name: str) -> str:
    """What a command of the audit chain is called on a page; the name itself when the command is no longer there."""
    return ACTIONS[name].title if name in ACTIONS else name


def request_id() -> str:
    """The number the web server gave the running request, or a new one."""
    return str(structlog.contextvars.get_contextvars().get("request_id") or uuid.uuid4().hex)[:64]


def mention(value: Any) -> Any:
    """An argument as the receipt remembers it: rows by name and number, plain values as they are, others by type."""
    match value:
        case models.Model():
            return [label(type(value)), value.pk]
        case models.QuerySet():
            return [label(value.model), sorted(value.values_list("pk", flat=True))]
        case _ if is_dataclass(value) and not isinstance(value, type):
            return mention(asdict(value))
        case Mapping():
            return {str(name): mention(part) for name, part in value.items()}
        case list() | tuple():
            return [mention(part) for part in value]
        case set() | frozenset():
            return sorted(canonical(mention(part)) for part in value)
        case _:
            try:
                canonical(value)
            except TypeError:
                return type(value).__name__
            return value


def keep(result: Any) -> Any:
    """A result as JSON; rows become references. Only rows, texts, numbers, None and lists and dicts of them."""
    match result:
        case models.Model():
            return {"row": label(type(result)), "id": result.pk}
        case list() | tuple():
            return {"list": [keep(part) for part in result]}
        case dict():
            return {"dict": {str(name): keep(part) for name, part in result.items()}}
        case None | str() | int() | float():
            return {"value": result}
        case _:
            raise TypeError(f"an action with a key cannot return {type(result)}")


def revive(answer: Any) -> Any:
    """The result again; a row comes as it is stored now."""
    match answer:
        case {"row": name, "id": number}:
            model = apps.get_model(name)
            rows = plain_rows(model) if issubclass(model, Audited) else model._default_manager.all()
            return rows.get(pk=number)
        case {"list": parts}:
            return [revive(part) for part in parts]
        case {"dict": parts}:
            return {name: revive(part) for name, part in parts.items()}
        case {"value": value}:
            return value
        case _:
            raise ValueError(f"not an answer: {answer!r}")


def refusal(error: ValidationError) -> Refused:
    """Django's messages as one sentence."""
    return Refused("；".join(error.messages))
