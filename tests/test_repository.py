"""What must hold for the repository as a whole."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from fajian.engine.rules.base import all_rules
from fajian.engine.store.schema import tables
from tests.mechanisms import listed

ROOT = Path(__file__).resolve().parent.parent
IGNORED = {".git", ".venv", "__pycache__", "vendor", "var", "out", "tmp", "build", "dist", "node_modules"}


def tracked() -> list[str]:
    """What git tracks; without git, every file outside the folders .gitignore names."""
    if shutil.which("git") and (ROOT / ".git").exists():
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
        return listed.stdout.split("\0")[:-1]
    found = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
    return [str(path) for path in found if not any(part in IGNORED or part.endswith("_cache") for part in path.parts)]


TRACKED = tracked()


def sources(*suffixes: str) -> list[Path]:
    return [ROOT / name for name in TRACKED if name.endswith(suffixes) and (ROOT / name).is_file()]


def test_locks_name_hashes_and_no_address() -> None:
    locks = sorted((ROOT / "requirements").glob("*.lock"))
    assert locks
    for lock in locks:
        text = lock.read_text()
        assert "--hash=sha256:" in text
        assert not re.search(r"https?://|file:|--(extra-)?index-url|--find-links", text), lock
    assert "http" not in (ROOT / "fajian" / "web" / "assets" / "package-lock.json").read_text()


def test_nothing_third_party_or_machine_bound_is_committed() -> None:
    assert not [name for name in TRACKED if re.search(r"\.min\.(js|css)$|(^|/)(vendor|node_modules|\.venv)/", name)]
    for path in sources(".py", ".toml", ".yaml", ".md", ".html", ".js", ".css", ".lock"):
        if path != Path(__file__):
            assert not re.search(r"/(home|root|work|Users)/[a-z]", path.read_text(encoding="utf-8")), path


def test_the_engine_has_no_clock_of_its_own() -> None:
    for path in sources(".py"):
        if "engine" in path.relative_to(ROOT).parts[:2]:
            assert not re.search(r"\b(date\.today|datetime\.now|time\.time)\(", path.read_text(encoding="utf-8")), path


def test_public_engine_functions_say_what_they_do() -> None:
    silent = []
    for path in sources(".py"):
        if path.relative_to(ROOT).parts[:2] != ("fajian", "engine"):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if not ast.get_docstring(tree):
            silent.append(str(path.relative_to(ROOT)))
        silent += [
            f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
        ]
    assert not silent


def test_a_module_fits_in_one_reading() -> None:
    written = [path for path in sources(".py") if path.parent.name != "migrations"]
    long = {str(path.relative_to(ROOT)): n for path in written if (n := len(path.read_text().splitlines())) > 450}
    assert not long


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.id)
def test_a_rule_is_complete(rule) -> None:  # type: ignore[no-untyped-def]
    """One file, one test file, law for every day, needs that exist, a docstring and a reading for those it judges."""
    folder, name = rule.module.rsplit(".", 2)[-2:]
    assert name == rule.id.lower().replace("-", "_")
    assert (ROOT / "tests" / "engine" / "rules" / folder / f"test_{name}.py").exists()
    assert all(subject in tables() for subject in rule.subjects)
    columns = {column.name for subject in rule.subjects for column in tables()[subject]}
    assert set(rule.needs) <= columns, set(rule.needs) - columns
    assert rule.description.split("\n")[0].endswith(".")
    assert rule.reading.endswith("。")
    assert not re.search(r"[A-Za-z_]|处罚无效|[,;:?!]", rule.reading)
    assert 1 <= rule.reading.count("。") <= 7
    for older, newer in zip(rule.basis, rule.basis[1:], strict=False):
        assert older.until
        assert newer.since
        assert older.until < newer.since


def replayed() -> dict[str, list[str]]:
    """Mechanism → the tests' files that say they replay it."""
    found: dict[str, list[str]] = {}
    for path in sources(".py"):
        if path.relative_to(ROOT).parts[0] == "tests":
            for marker in re.findall(r"mark\.mechanisms\(([^)]*)\)", path.read_text(encoding="utf-8")):
                for mechanism in re.findall(r'"([^"]+)"', marker):
                    found.setdefault(mechanism, []).append(str(path.relative_to(ROOT)))
    return found


def test_mechanisms_that_tests_claim_exist() -> None:
    known = set(listed())
    assert len(known) == 293
    assert set(replayed()) <= known, set(replayed()) - known


def test_every_mechanism_of_plans_and_campaigns_is_replayed() -> None:
    """`dev.py mechanisms campaigns` lists each with its tests."""
    own = [mechanism for mechanism, one in listed().items() if one.area == "campaigns"]
    assert [mechanism for mechanism in own if mechanism not in replayed()] == []
