"""Forms of the pages on 催报 and 督办建议."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from fajian.campaigns.ladders import KINDS, LADDERS, Policy, default
from fajian.campaigns.models import Campaign
from fajian.core.forms import CommandForm, PlainSelect
from fajian.engine.faults import InputError
from fajian.ledgers.forms.fields import day_field, text_field


class NudgeFilter(forms.Form):
    """Narrows the list of what was sent."""

    campaign = forms.ChoiceField(label="行动", required=False, widget=PlainSelect(attrs={"class": "form-select"}))
    kind = forms.ChoiceField(
        label="方式",
        required=False,
        choices=[("", "全部"), *KINDS.items()],
        widget=PlainSelect(attrs={"class": "form-select"}),
    )
    day = day_field("日期", required=False)

    def __init__(self, query: Any, *, user: Any) -> None:
        super().__init__(query)
        campaign: Any = self.fields["campaign"]
        seen = Campaign.objects.visible_to(user).values_list("pk", "title")[:200]
        campaign.choices = [("", "全部"), *((str(number), title) for number, title in seen)]

    @property
    def asked(self) -> bool:
        """Was anything asked for?"""
        return bool(self.changed_data)

    def narrowed(self, rows: Any) -> Any:
        """The rows the filters leave; a value that does not exist narrows nothing."""
        self.is_valid()
        wanted = {"campaign": "campaign", "kind": "kind", "day": "on"}
        given = {column: self.cleaned_data.get(name) for name, column in wanted.items()}
        return rows.filter(**{column: value for column, value in given.items() if value})


class NoteForm(CommandForm):
    """A word with what is accepted."""

    note = text_field("意见", rows=2, limit=300, required=False)


class DeclineForm(CommandForm):
    """Why a proposal is not followed."""

    reason = text_field("理由", rows=2, limit=300)


class PostponeForm(CommandForm):
    """Until when a proposal waits."""

    until = day_field("暂缓至", hint="到这一天再列入待办。")
    note = text_field("意见", rows=2, limit=300, required=False)


class LadderFields(forms.Form):
    """The days of a policy's rungs; an empty field leaves the rung out.

    Offered are the rungs of the policy in force, whoever made them, and those of the common one that it leaves out.
    `policy` is what was filled in.
    """

    def __init__(self, *args: Any, now: Policy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.base, self.places = now.offering(default()), dict[str, list[tuple[Any, str, str]]]()
        for name, ladder in self.base.ladders:
            current = {rung.code: rung for rung in now.ladder(name)}
            for rung in ladder:
                side, found = "前" if rung.days <= 0 else "后", current.get(rung.code)
                days, often = f"{name}-{rung.code}", f"late-{name}-{rung.code}" if rung.or_late else ""
                self.fields[days] = _count_field(f"{rung.title}：期限{side}第几个工作日")
                self.fields[days].initial = abs(found.days) if found else None
                if often:
                    self.fields[often] = _count_field(f"{rung.title}：或者累计迟报几次")
                    self.fields[often].initial = (found.or_late or None) if found else None
                self.places.setdefault(name, []).append((rung, days, often))

    @property
    def parts(self) -> list[tuple[str, list[Any]]]:
        """(heading, fields)."""
        return [
            (LADDERS[name], [self[field] for _, days, often in rungs for field in (days, often) if field])
            for name, rungs in self.places.items()
        ]

    def clean(self) -> dict[str, Any]:
        """The rungs must still stand from the earliest to the latest."""
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                self.policy = self._policy(cleaned)
            except InputError as error:
                self.add_error(None, str(error))
        return cleaned

    def _policy(self, cleaned: dict[str, Any]) -> Policy:
        given: dict[str, tuple[int | None, int]] = {}
        for name, rungs in self.places.items():
            for rung, days, often in rungs:
                count = cleaned[days]
                sign = -1 if rung.days <= 0 else 1
                if count == 0 and sign > 0:
                    raise InputError(f"{LADDERS[name]}：“{rung.title}”在期限之后，至少是第 1 个工作日；不用的请留空。")
                late = (cleaned[often] or 0) if often else 0
                given[f"{name}.{rung.code}"] = (None if count is None else sign * count, late)
        return self.base.with_days(given)


class LadderForm(LadderFields, CommandForm):
    """The ladder of a campaign; `seen` is the number of the version before."""


class DryRunForm(LadderFields):
    """A span of days, and the days of the ladder that is tried."""

    start = day_field("从")
    end = day_field("到")

    field_order = ("start", "end")
    longest = dt.timedelta(days=400)

    def clean(self) -> dict[str, Any]:
        """Not the wrong way round, and not for ever."""
        cleaned = super().clean()
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and start > end:
            self.add_error("end", "“到”应不早于“从”。")
        elif start and end and end - start > self.longest:
            self.add_error("end", "一次最多试算 400 天，请缩短起止日期。")
        return cleaned


def _count_field(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=250,
        error_messages={
            "invalid": f"{label}应为整数。",
            "min_value": f"{label}不能小于 0。",
            "max_value": f"{label}不能大于 250。",
        },
    )
