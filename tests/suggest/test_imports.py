from __future__ import annotations

import subprocess
import sys

import pytest

from tests.suggest.build import ROOT

_CHECK = """
import sys
sys.path.insert(0, {root!r})
import {module}
heavy = {{name.split(".")[0] for name in sys.modules}} & {{"spacy", "numpy", "thinc", "textual"}}
print(sorted(heavy))
"""


@pytest.mark.parametrize(
    "module",
    ["suggest", "suggest.engine", "suggest.units", "suggest.client", "suggest.messages"],
)
def test_the_painting_side_loads_neither_spacy_nor_numpy_nor_textual(module: str) -> None:
    code = _CHECK.format(root=str(ROOT), module=f"qualcode.{module}")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_client_at_work_loads_no_spacy() -> None:
    code = f"""
import sys, time
sys.path.insert(0, {str(ROOT)!r})
from qualcode.domain.codebook import Code, Codebook
from qualcode.suggest import SuggestionWorker, Unit
worker = SuggestionWorker()
worker.start()
worker.send_codebook(Codebook((Code("a", "a", "a", keywords=("grant",)),)))
worker.request("t", [Unit("t", 0, 8, "A grant.")])
found, until = [], time.monotonic() + 60
while not any(reply.done for reply in found) and time.monotonic() < until:
    found += worker.replies()
    time.sleep(0.02)
worker.close()
heavy = [name in sys.modules for name in ("spacy", "numpy")]
print([p.code_id for r in found for p in r.proposals], *heavy)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['a'] False False"
