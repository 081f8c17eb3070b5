"""Everything a developer or CI runs, with nothing but python3 and pip: setup, demo, test, plans, lock, mechanisms.

python3 dev.py demo         install into .venv, build a fictional city and serve it
python3 dev.py test [...]   install, then every check and test (arguments go to pytest)
python3 dev.py plans        how well and how fast plan documents are read
python3 dev.py mechanisms [area]   which of the 293 mechanisms a test replays
python3 dev.py screenshot   make docs/screenshot.png from the demo city (needs chromium)
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
# Tests that use the application's database.
APPLICATION = (
    "core", "orgs", "ledgers", "records", "draws", "screening", "campaigns", "supervision", "review", "registers",
    "people", "inspections", "commitments", "publicity", "portal", "reporting",
    "web", "flows",
)  # fmt: skip
# A process for each core; a file's tests stay together, and those that take long do not come last.
SIDE_BY_SIDE = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")
ASSETS = HERE / "fajian" / "web" / "assets"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")


def call(*command: str | Path, **more: object) -> None:
    """Run a command from the project's folder; a failure ends this program with the command's exit code."""
    done = subprocess.run([str(part) for part in command], cwd=HERE, check=False, **more)  # type: ignore[call-overload]
    if done.returncode:
        sys.exit(done.returncode)


def install(*arguments: str | Path) -> None:
    """Install into .venv with uv where there is one, else with the machine's pip: Debian's venv cannot make its own."""
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
    inputs = (wanted, HERE / "pyproject.toml", ASSETS / "package-lock.json", ASSETS / "assets.toml")
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in inputs)).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    if not PYTHON.exists():
        venv.create(VENV, with_pip=False, symlinks=os.name != "nt")
    print(f"正在安装依赖（{wanted.name}）……", flush=True)
    install("--require-hashes", "-r", wanted)
    install("--no-deps", "--no-build-isolation", "-e", HERE)
    if not shutil.which("npm"):
        install("--require-hashes", "-r", HERE / "requirements" / "node.lock")
    call(PYTHON, "fajian/web/assets/build.py")
    stamp.write_text(digest)


def check() -> None:
    """Lint, types and the direction of imports."""
    call(PYTHON, "-m", "ruff", "check", ".")
    call(PYTHON, "-m", "ruff", "format", "--check", ".")
    call(PYTHON, "-m", "mypy")
    call(BIN / "lint-imports")


def test(arguments: list[str]) -> None:
    """Every test on SQLite; then, where FAJIAN_TEST_DATABASE_URL names a PostgreSQL, those of the application there."""
    postgresql = os.environ.pop("FAJIAN_TEST_DATABASE_URL", "")
    if arguments:
        call(PYTHON, "-m", "pytest", *arguments)
        return
    call(PYTHON, "-m", "pytest", *SIDE_BY_SIDE)
    if postgresql:
        print("同样的测试，在 PostgreSQL 上：", flush=True)
        environment = os.environ | {"FAJIAN_TEST_DATABASE_URL": postgresql}
        call(PYTHON, "-m", "pytest", *SIDE_BY_SIDE, *(f"tests/{name}" for name in APPLICATION), env=environment)


def lock() -> None:
    """Resolve the locks: hashes, but no registry's address and no path."""
    uv = shutil.which("uv") or sys.exit("需要 uv：把 uv 放到 PATH 后重试")
    common = ["--universal", "--generate-hashes", "--no-emit-index-url", "--no-annotate", "--no-header", "--quiet"]
    wanted = {
        "base": ["pyproject.toml", "--group", "build"],
        "dev": ["pyproject.toml", "--all-extras", "--group", "build", "--group", "dev"],
        "node": ["--group", "node"],
    }
    for name, arguments in wanted.items():
        target = f"requirements/{name}.lock"
        call(uv, "pip", "compile", *arguments, *common, "--python-version", "3.11", "-o", target)


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
            test(rest)
        case ["screenshot"]:
            setup("dev")
            call(PYTHON, "-m", "tests.browser.screenshot")
        case ["plans"]:
            setup("dev")
            call(PYTHON, "-m", "benchmarks.plans")
        case ["mechanisms", *rest]:
            setup("dev")
            call(PYTHON, "-m", "tests.mechanisms", *rest)
        case ["lock"]:
            lock()
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
