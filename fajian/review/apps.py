"""The app."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "fajian.review"
    label = "review"
    verbose_name = "案卷评查"

    def ready(self) -> None:
        """What is done daily; what entries of ledgers are made of."""
        from fajian.ledgers import origins
        from fajian.review import daily
        from fajian.review.models import Sample

        daily.register()
        origins.FINDERS["file-review"] = origins.numbered(Sample)
