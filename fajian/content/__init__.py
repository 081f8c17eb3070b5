"""法规口径与样式：法律人可以改的东西；这里只有取文件的一个函数."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent


def path(*parts: str) -> Path:
    """The file or folder under content/."""
    return ROOT.joinpath(*parts)
