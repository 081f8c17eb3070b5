"""What templates say about problems."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from fajian.ledgers.lines import Line
from fajian.ledgers.models import Entry, Rectification
from fajian.ledgers.workflow import PROBLEM

register = template.Library()
LEVELS = {"found": "grey", "rectifying": "blue", "submitted": "yellow", "closed": "green", "relapsed": "red"}
PRIORITIES = dict(Rectification.PRIORITIES)


@cache
def _entries() -> str:
    """What the address of every entry begins with; asked for once, since lists have it in every row."""
    return reverse("ledgers:entry", args=[0]).removesuffix("0/")


@register.simple_tag
def entry_link(row: Entry | Line, signs: int = 90) -> SafeString:
    """A row's title, cut after so many signs, as a link to its page."""
    title = row.title if len(row.title) <= signs else f"{row.title[: signs - 1]}…"
    return format_html('<a href="{}{}/">{}</a>', _entries(), row.pk, title)


@register.simple_tag
def entry_state(problem: Rectification | Line) -> SafeString:
    """The lights of a problem's state, of its special watch, and whether it was changed after closing.

    Written straight out: lists have them in every row.
    """
    level, word = ("grey", "已作废") if problem.struck_out else (LEVELS[problem.state], PROBLEM.states[problem.state])
    shown = format_html('<span class="light light-{}">{}</span>', level, word)
    if problem.priority and problem.state != "closed" and not problem.struck_out:
        shown += format_html(' <span class="light light-red">重点督办（{}）</span>', PRIORITIES[problem.priority])
    if problem.listed_by_id and not problem.struck_out:
        shown += mark_safe(' <span class="light light-red">挂牌督办</span>')
    if problem.corrected:
        shown += format_html(' <span class="light light-grey">销号后更正{}次</span>', problem.corrected)
    return shown


@register.filter
def percent(share: Fraction | None) -> str:
    """87.5%, cut off and not rounded: 99.96 is not 100; — where there is nothing to divide by."""
    return "—" if share is None else f"{(share * 1000).__floor__() / 10:g}%"
