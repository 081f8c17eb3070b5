"""Django's own commands (migrate, makemigrations, check); users' commands are those of `fajian`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fajian.web.settings")
    execute_from_command_line(sys.argv)
