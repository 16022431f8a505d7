"""Agreement of coders: units, coefficients and results, on numpy arrays alone.

Everything goes through one interval sweep, whose time does not depend on the length of the
text. Undefined coefficients are None and carry a reason.
"""

from __future__ import annotations

from qualcode.agreement.compare import compare, mask_tables
from qualcode.agreement.material import Material
from qualcode.agreement.matrix import MatrixMeasures, unit_matrix
from qualcode.agreement.result import Agreement, CodeMeasures, Measures, PairMeasures
from qualcode.agreement.sweep import MaskTables
from qualcode.agreement.tables import TableMeasures, two_coder_table
from qualcode.agreement.units import Rule

__all__ = [
    "Agreement",
    "CodeMeasures",
    "MaskTables",
    "Material",
    "MatrixMeasures",
    "Measures",
    "PairMeasures",
    "Rule",
    "TableMeasures",
    "compare",
    "mask_tables",
    "two_coder_table",
    "unit_matrix",
]
