"""Rows of the registers."""

from fajian.registers.models.registrations import Opening, Registration, RegistrationFile

__all__ = ["Opening", "Registration", "RegistrationFile"]
