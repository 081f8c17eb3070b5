"""fajian serve on an empty machine: comes up, carries out jobs, comes back, goes down in order."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SETTINGS = {"DJANGO_SETTINGS_MODULE": "fajian.web.settings", "DATABASE_URL": ""}


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The running command and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", "from fajian.cli.main import main; main()", "serve", "--port", str(port)],
        env={
            **os.environ,
            "FAJIAN_DATA": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "fajian.web.settings",
            "DATABASE_URL": "",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    yield process, f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(40)


def get(address: str, patience: float = 240) -> Any:
    """The answer, as soon as there is one: on a busy machine an empty database takes minutes to be made."""
    until = time.monotonic() + patience
    while True:
        try:
            return urllib.request.urlopen(address, timeout=10)
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def children(number: int) -> list[int]:
    """Process numbers of the direct children."""
    return [int(word) for word in Path(f"/proc/{number}/task/{number}/children").read_text().split()]


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks at processes as Linux shows them")
def test_serve_comes_up_on_an_empty_machine_comes_back_and_goes_down(
    served: tuple[subprocess.Popen[str], str],
) -> None:
    process, address = served
    assert json.load(get(f"{address}/readyz")) == {"ready": True, "troubles": []}
    page = get(f"{address}/account/login/").read().decode()
    style = re.search(r'href="(/static/fajian\.[0-9a-f]{12}\.css)"', page)
    assert style, "static files carry a hash in their names"
    answer = get(address + style[1])
    assert "max-age=315360000" in answer.headers["Cache-Control"]

    web, worker = children(process.pid)
    for number in (web, worker):
        os.kill(number, signal.SIGKILL)
    until = time.monotonic() + 30
    while len(set(children(process.pid)) - {web, worker}) < 2 and time.monotonic() < until:
        time.sleep(0.2)
    assert get(f"{address}/livez").status == 200

    family = children(process.pid)
    process.send_signal(signal.SIGTERM)
    assert process.wait(40) == 0
    assert not any(Path(f"/proc/{number}").exists() for number in family)
