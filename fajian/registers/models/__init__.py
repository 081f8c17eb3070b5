"""Rows of the registers."""

from fajian.registers.models.registrations import Registration, RegistrationFile

__all__ = ["Registration", "RegistrationFile"]
