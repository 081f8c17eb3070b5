"""Writes of publicity."""

from fajian.publicity.actions.copies import place, take_down
from fajian.publicity.actions.exchange import take_returned
from fajian.publicity.actions.publications import (
    Given,
    approve,
    approve_correction,
    correct,
    drop,
    edit,
    expire,
    prepare,
    prepare_all,
    return_,
    strike,
    submit,
    withdraw,
    withhold,
)

__all__ = [
    "Given",
    "approve",
    "approve_correction",
    "correct",
    "drop",
    "edit",
    "expire",
    "place",
    "prepare",
    "prepare_all",
    "return_",
    "strike",
    "submit",
    "take_down",
    "take_returned",
    "withdraw",
    "withhold",
]
