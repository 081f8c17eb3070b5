"""Forms of the examination of ledgers."""

from __future__ import annotations

from typing import Any

from django import forms

from fajian.core.forms import CommandForm, PlainSelect
from fajian.ledgers.examination import CHECKS
from fajian.ledgers.forms.fields import text_field
from fajian.ledgers.forms.lists import EntryFilter
from fajian.ledgers.workflow import SUSPICION

VERDICTS = [(step.name, step.button) for step in SUSPICION.steps if step.who == "supervisor"]


class SuspicionFilter(EntryFilter):
    """Narrows the list; without a state what is still to be looked into."""

    check_code = forms.ChoiceField(
        label="检查项", required=False, widget=PlainSelect(attrs={"class": "form-select"}), choices=()
    )

    def __init__(self, query: Any, *, user: Any) -> None:
        super().__init__(query, user=user)
        for name in set(self.fields) - {"unit", "state", "check_code"}:
            del self.fields[name]
        self.chosen("state").choices = list(SUSPICION.states.items())
        self.chosen("check_code").choices = [("", "全部"), *((code, one.title) for code, one in CHECKS.items())]


class JudgeForm(CommandForm):
    """核实: what came of it, and why."""

    verdict = forms.ChoiceField(
        label="核实结果",
        choices=VERDICTS,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择核实结果。"},
    )
    reason = text_field("核实情况", rows=4, limit=1000, hint="看了什么、问了谁、为什么属实或者可以排除。")
