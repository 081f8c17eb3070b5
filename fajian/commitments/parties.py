"""Whose promise, whose credit: the number that tells parties apart."""

from __future__ import annotations

from django.utils.crypto import salted_hmac
from stdnum.cn import ric, uscc

from fajian.core.errors import Refused

SALT = "fajian.commitments.parties"


def party(number: str, *, is_person: bool) -> str:
    """The 统一社会信用代码; of a natural person a keyed hash of the identity number, which itself is not kept.

    However it is typed (full width, hyphens, small letters) it is the same party. Refused says what is wrong with it.
    """
    plain = "".join(number.split())
    if is_person:
        if not ric.is_valid(plain):
            raise Refused("身份证号码不对，请核对。号码只用来核对信用，不保存。")
        return salted_hmac(SALT, ric.compact(plain), algorithm="sha256").hexdigest()
    if not uscc.is_valid(plain):
        raise Refused("统一社会信用代码不对，请核对。")
    return str(uscc.compact(plain))
