"""The app."""

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "fajian.inspections"
    label = "inspections"
    verbose_name = "涉企检查"
