"""Writes of commitments and credit."""

from fajian.commitments.actions.items import (
    Notice,
    draft,
    edit,
    end,
    publish,
    return_,
    revise,
    strike,
    submit,
)

__all__ = [
    "Notice",
    "draft",
    "edit",
    "end",
    "publish",
    "return_",
    "revise",
    "strike",
    "submit",
]
