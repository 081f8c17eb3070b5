"""The app."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "fajian.records"
    label = "records"
    verbose_name = "执法数据"
