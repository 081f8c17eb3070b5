"""The app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "fajian.people"
    label = "people"
    verbose_name = "人员与证件"
