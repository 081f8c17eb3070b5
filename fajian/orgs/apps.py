"""The app."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    name = "fajian.orgs"
    label = "orgs"
    verbose_name = "单位与人"
