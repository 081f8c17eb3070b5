"""What an installation must be before it serves anybody."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {"FAJIAN_HTTPS": "1", "FAJIAN_HOSTS": "fajian.example.org"}


def checked(data: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """manage.py check --deploy, in a process with these settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FAJIAN_", "DJANGO_"))}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**kept, "FAJIAN_DATA": str(data), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_settings_pass_djangos_own_checks(tmp_path: Path) -> None:
    done = checked(tmp_path, **PRODUCTION)
    assert done.returncode == 0, done.stderr


def test_settings_without_https_do_not_pass(tmp_path: Path) -> None:
    """Else the check above checks nothing."""
    done = checked(tmp_path, FAJIAN_HOSTS="fajian.example.org")
    assert done.returncode != 0
    assert "SECURE_HSTS_SECONDS" in done.stderr


@pytest.mark.django_db
def test_migrations_are_those_of_the_models() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


def test_a_request_for_another_host_is_refused_with_a_page() -> None:
    answer = Client(raise_request_exception=False).get("/livez", headers={"host": "elsewhere.example.org"})
    assert answer.status_code == 400
    page = Client(raise_request_exception=False).get("/", headers={"host": "elsewhere.example.org"})
    assert page.status_code == 400
    assert "elsewhere" not in page.content.decode()


def test_every_proof_the_threat_model_names_is_there() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)`", (ROOT / "THREAT_MODEL.md").read_text(encoding="utf-8"))
    assert len(named) > 15
    assert [name for name in named if not (ROOT / name).is_file()] == []
