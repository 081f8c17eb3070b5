"""The application's settings and an app whose rows the tests of the core change."""

from fajian.web.settings import *  # noqa: F403

INSTALLED_APPS += ["tests.core.library"]  # noqa: F405

FAJIAN_TICK_HOUR = 24  # nothing happens by itself
