from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Reference = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="session")
def reference() -> Reference:
    """Worked examples with known answers, kept next to the checkout: name -> content."""
    folder = Path(__file__).resolve().parents[3] / "shared" / "reference" / "agreement"
    if not folder.is_dir():
        pytest.skip("the reference examples for agreement are not next to this checkout")

    def read(name: str) -> dict[str, Any]:
        content: dict[str, Any] = json.loads((folder / f"{name}.json").read_text("utf-8"))
        return content

    return read
