"""The shell every page lives in; an app so that its template tags are found."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "fajian.web"
    label = "web"
    verbose_name = "网页"
