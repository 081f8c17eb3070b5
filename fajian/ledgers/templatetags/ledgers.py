"""What templates say about problems."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from fajian.ledgers.models import Rectification

register = template.Library()
LEVELS = {"found": "grey", "rectifying": "blue", "submitted": "yellow", "closed": "green", "relapsed": "red"}


@register.simple_tag
def entry_state(problem: Rectification) -> SafeString:
    """The light of a problem's state; written straight out, since lists have one in every row."""
    level, word = ("grey", "已作废") if problem.struck_out else (LEVELS[problem.state], problem.state_word)
    return format_html('<span class="light light-{}">{}</span>', level, word)
