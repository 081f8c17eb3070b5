"""The shell every page lives in; an app so that its template tags are found."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "fajian.web"
    label = "web"
    verbose_name = "网页"

    def ready(self) -> None:
        """Log-ins enter the audit chain; shelf mates that do not know each other are joined."""
        from fajian.web import joints, trail  # models may be imported only now

        trail.listen()
        joints.join()
