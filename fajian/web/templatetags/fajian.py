"""What every template may use: dates, money, lights, terms, fields."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import forms, template
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from fajian.web import policy
from fajian.web.clock import remaining

register = template.Library()
WEEKDAYS = "一二三四五六日"
LEVELS = {"red", "yellow", "green", "grey", "blue"}


# ── texts ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@register.filter
def cn_date(day: dt.date | None) -> str:
    """2026年11月21日 (周六); a moment gives its day in China, None gives a dash."""
    if day is None:
        return "—"
    if isinstance(day, dt.datetime):
        day = timezone.localtime(day).date() if timezone.is_aware(day) else day.date()
    return f"{day.year}年{day.month}月{day.day}日 (周{WEEKDAYS[day.weekday()]})"


@register.filter
def cn_moment(moment: dt.datetime | None) -> str:
    """2026年11月21日 14:05, in China."""
    if moment is None:
        return "—"
    if timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    return f"{moment.year}年{moment.month}月{moment.day}日 {moment:%H:%M}"


@register.filter
def yuan(amount: Decimal | int | None) -> str:
    """12,345.60 元; None gives a dash."""
    if amount is None:
        return "—"
    return f"{Decimal(amount):,.2f} 元"


@register.filter
def fen(amount: int | None) -> str:
    """An amount kept as an integer of fen, in yuan."""
    return "—" if amount is None else yuan(Decimal(amount) / 100)


@register.filter
def thousands(number: float | None) -> str:
    """12,345; None gives a dash."""
    return "—" if number is None else f"{number:,}"


# ── signs ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative icon of the sprite; the word beside it carries the meaning."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("vendor/icons.svg"),
        name,
    )


@register.simple_tag
def light(level: str, word: str) -> SafeString:
    """A light and its word; ValueError without a word, since colour alone says nothing to many."""
    if level not in LEVELS or not word:
        raise ValueError(f"light {level!r} {word!r}")
    return format_html('<span class="light light-{}">{}</span>', level, word)


@register.inclusion_tag("_parts/due.html")
def due(
    day: dt.date | None, *, done: bool = False, start: dt.date | None = None, count: int | None = None, unit: str = ""
) -> dict[str, Any]:
    """The last day of a term, what is left of it, and a link that shows how it was counted."""
    shown: dict[str, Any] = {"day": day, "text": cn_date(day)}
    if day is None:
        return shown
    if not done:
        shown["level"], shown["word"] = remaining(day, timezone.localdate())
    if start and count:
        query = {"start": start.isoformat(), "count": count, "unit": unit or "working_days"}
    else:
        query = {"from": timezone.localdate().isoformat(), "to": day.isoformat()}
    shown["link"] = f"{reverse('clock')}?{urlencode(query)}"
    return shown


@register.simple_tag
def left(day: dt.date) -> SafeString:
    """What is left of a term, without its day and without the link: for the rows of long lists."""
    return light(*remaining(day, timezone.localdate()))


# ── forms ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@register.inclusion_tag("_parts/errors.html")
def errors(form: forms.BaseForm) -> dict[str, Any]:
    """The summary of what is wrong, each line a link to its field; nothing when nothing is."""
    return {"form": form}


@register.inclusion_tag("_parts/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """One field with label, hint, error, input."""
    return {"field": bound}


@register.filter
def styled(bound: BoundField) -> SafeString:
    """The input with Bootstrap's class for its kind."""
    widget = bound.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        css = "choices"  # of the box around them too
    elif isinstance(widget, forms.CheckboxInput):
        css = "form-check-input"
    elif isinstance(widget, forms.Select):
        css = "form-select"
    else:
        css = "form-control"
    attrs: dict[str, str | bool] = {"class": " ".join(dict.fromkeys([*widget.attrs.get("class", "").split(), css]))}
    if widget.attrs.get("placeholder") == bound.label:
        attrs["placeholder"] = ""  # it only repeats the label, and goes away when it would be needed
    return bound.as_widget(attrs=attrs)


@register.simple_tag
def key() -> SafeString:
    """The number of this submission: pressed twice or sent again, the command is carried out once."""
    return format_html('<input type="hidden" name="key" value="{}">', uuid.uuid4().hex)


@register.simple_tag
def seen(row: Any) -> SafeString:
    """The version of the row the user is looking at."""
    return format_html('<input type="hidden" name="seen" value="{}">', row.version)


# ── ways ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@register.simple_tag
def help(chapter: str, anchor: str = "") -> SafeString:  # noqa: A001 – the word templates use
    """A link to a chapter of the manual."""
    href = reverse("help", args=[chapter]) + (f"#{anchor}" if anchor else "")
    return format_html('<a class="to-help" href="{}">{}说明</a>', href, icon("question-circle"))


@register.simple_tag(takes_context=True)
def allowed(context: Context, route: str, method: str = "GET") -> bool:
    """May this user's role go there? Says nothing of the scope."""
    return policy.allows(context["request"].user, route, method)
