"""How much one address may ask for in an hour. Nobody is silenced: what comes in a flood is kept, and waits."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac

from django.conf import settings
from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from fajian.portal.models import Visit
from fajian.portal.words import words


def counted(what: str, address: str, times: int = 1) -> int:
    """Count these, and say how many of the address this hour makes."""
    asked = {"hour": _hour(), "what": what, "whose": _whose(address)}
    with transaction.atomic():
        Visit.objects.bulk_create([Visit(**asked)], ignore_conflicts=True)
        Visit.objects.filter(**asked).update(count=F("count") + times)
    return so_far(what, address)


def so_far(what: str, address: str) -> int:
    """How many of the address this hour has seen."""
    rows = Visit.objects.filter(hour=_hour(), what=what, whose=_whose(address))
    return rows.values_list("count", flat=True).first() or 0


def is_flood(address: str) -> bool:
    """Count a complaint: is it one of too many, from this address or on the whole?"""
    quotas = words().quotas
    own = counted("complaints", address)
    site = Visit.objects.filter(hour=_hour(), what="complaints").aggregate(all=Sum("count"))["all"] or 0
    return own > quotas["complaints"] or site > quotas["site"]


def has_guessed(address: str) -> bool:
    """Has the address typed too many codes that are none?"""
    return so_far("guesses", address) >= words().quotas["guesses"]


def forget() -> int:
    """Take away what is older than a day."""
    gone, _ = Visit.objects.filter(hour__lt=_hour() - dt.timedelta(days=1)).delete()
    return gone


def _hour() -> dt.datetime:
    return timezone.now().replace(minute=0, second=0, microsecond=0)


def _whose(address: str) -> str:
    """Tomorrow the same address is another."""
    key = f"fajian visits {timezone.localdate().isoformat()}\0{settings.SECRET_KEY}".encode()
    return hmac.digest(key, address.encode(), hashlib.sha256).hex()
