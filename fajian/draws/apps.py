"""The app."""

from django.apps import AppConfig


class DrawsConfig(AppConfig):
    name = "fajian.draws"
    label = "draws"
    verbose_name = "随机抽取"
