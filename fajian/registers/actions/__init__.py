"""Writes of the registers."""

from fajian.registers.actions.registrations import (
    Given,
    carry_out,
    edit,
    file_,
    open_file,
    propose,
    publish,
    reexamine,
    register,
    renew,
    return_,
    settle,
    strike,
)

__all__ = [
    "Given",
    "carry_out",
    "edit",
    "file_",
    "open_file",
    "propose",
    "publish",
    "reexamine",
    "register",
    "renew",
    "return_",
    "settle",
    "strike",
]
