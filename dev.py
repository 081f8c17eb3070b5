"""Everything a developer or CI runs, with nothing but python3 and pip: setup, demo, test, lock, mechanisms.

python3 dev.py demo         install into .venv, run the main job on built-in data
python3 dev.py test [...]   install, then every check and test (arguments go to pytest)
python3 dev.py mechanisms   which of the 293 mechanisms a test replays
python3 dev.py lock         resolve requirements/*.lock anew (needs uv)
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")


def call(*command: str | Path, **more: object) -> None:
    """Run a command from the project's folder; a failure ends this program with the command's exit code."""
    done = subprocess.run([str(part) for part in command], cwd=HERE, check=False, **more)  # type: ignore[call-overload]
    if done.returncode:
        sys.exit(done.returncode)


def install(*arguments: str | Path) -> None:
    """Install into .venv with uv where there is one, else with pip; Debian's python3 has no ensurepip, so pip stays outside."""
    if uv := shutil.which("uv"):
        call(uv, "pip", "install", "--quiet", "--python", PYTHON, *arguments)
    else:
        call(
            sys.executable,
            "-m",
            "pip",
            "--python",
            PYTHON,
            "install",
            "--quiet",
            "--disable-pip-version-check",
            *arguments,
        )


def setup(lock: str) -> None:
    """Bring .venv to the state of requirements/<lock>.lock; does nothing when it is there already."""
    wanted = HERE / "requirements" / f"{lock}.lock"
    stamp = VENV / f"{lock}.stamp"
    digest = hashlib.sha256(wanted.read_bytes() + (HERE / "pyproject.toml").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    if not PYTHON.exists():
        venv.create(VENV, with_pip=False, symlinks=os.name != "nt")
    print(f"正在安装依赖（{wanted.name}）……", flush=True)
    install("--require-hashes", "-r", wanted)
    install("--no-deps", "--no-build-isolation", "-e", HERE)
    stamp.write_text(digest)


def check() -> None:
    """Lint, types and the direction of imports."""
    call(PYTHON, "-m", "ruff", "check", ".")
    call(PYTHON, "-m", "ruff", "format", "--check", ".")
    call(PYTHON, "-m", "mypy")
    call(BIN / "lint-imports")


def lock() -> None:
    """Resolve the locks: hashes, but no registry's address and no path."""
    uv = shutil.which("uv") or sys.exit("需要 uv：pip download uv 后把 uv 放到 PATH")
    common = [
        "--universal",
        "--generate-hashes",
        "--no-emit-index-url",
        "--no-annotate",
        "--no-header",
        "--python-version",
        "3.11",
        "--quiet",
    ]
    call(
        uv,
        "pip",
        "compile",
        "pyproject.toml",
        "--group",
        "pyproject.toml:build",
        *common,
        "-o",
        "requirements/base.lock",
    )
    call(
        uv,
        "pip",
        "compile",
        "pyproject.toml",
        "--all-extras",
        "--group",
        "build",
        "--group",
        "dev",
        *common,
        "-o",
        "requirements/dev.lock",
    )


def main(arguments: list[str]) -> None:
    match arguments:
        case ["setup"]:
            setup("base")
        case ["demo", *rest]:
            setup("base")
            call(BIN / "fajian", "demo", *rest)
        case ["check"]:
            setup("dev")
            check()
        case ["test", *rest]:
            setup("dev")
            check()
            call(PYTHON, "-m", "pytest", *rest)
        case ["mechanisms"]:
            setup("dev")
            call(PYTHON, "-m", "tests.mechanisms")
        case ["lock"]:
            lock()
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
