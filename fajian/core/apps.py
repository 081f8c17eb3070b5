"""The app."""

import gc

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "fajian.core"
    label = "core"
    verbose_name = "内核"

    # Ten thousand rows are a million objects and hardly a cycle: Python's own threshold of 700 has a tenth of the time
    # of a large command spent looking for some.
    garbage_after = 50_000

    def ready(self) -> None:
        """What is done every day, and how often memory is looked through."""
        gc.set_threshold(self.garbage_after, *gc.get_threshold()[1:])
        from fajian.core import handouts, tick  # models may be imported only now

        tick.DAILY["core.handouts"] = handouts.clear
