"""Answers that hold until the next command, remembered under the end of the audit chain: never out of date."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib.metadata import version
from typing import Any, TypeVar

from django.core.cache import caches

from fajian.core.commands import mention, running
from fajian.core.digests import canonical
from fajian.core.models import Head

T = TypeVar("T")
SECONDS = 3600  # a question that is no longer asked is forgotten
RELEASE = version("fajian")  # another one may count otherwise, and not know the answers of this one


def remembered(question: list[Any], answer: Callable[[], T]) -> T:
    """The answer to a question about audited rows: computed once for every state of the chain, by whatever process.

    `question` must say everything the answer hangs on (whose scope, which filter, which day) and begin with a name of
    its own. Inside a command nothing is remembered: its rows have changed, and the chain has not yet.
    """
    if running.get() is not None:
        return answer()
    head = Head.objects.filter(pk=1).values_list("hash", flat=True).first() or ""
    key = "remembered:" + hashlib.sha256(canonical([RELEASE, head, *map(mention, question)]).encode()).hexdigest()
    answers = caches["answers"]
    told = answers.get(key)
    if told is None:
        told = answer()
        answers.set(key, told, SECONDS)
    return told  # type: ignore[no-any-return]
