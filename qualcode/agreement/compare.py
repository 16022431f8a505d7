"""Agreement of coders per code and over all codes."""

from __future__ import annotations

from qualcode.agreement.material import Material
from qualcode.agreement.reasons import ANY_CODE, THIS_CODE
from qualcode.agreement.result import Agreement, CodeMeasures
from qualcode.agreement.runs import CountedAxis, counted_runs
from qualcode.agreement.sums import Sums
from qualcode.agreement.sweep import MaskTables, sweep
from qualcode.agreement.units import Rule, project, unit_ranges


def compare(material: Material, rule: Rule = "any") -> Agreement:
    """Agreement per code and overall, over characters or, where given, units.

    `rule` decides when a unit is coded; character by character it makes no difference.
    """
    tables = mask_tables(material, rule)
    sums = Sums.of(tables, len(material.coders))
    codes = tuple(
        CodeMeasures.of(code, sums.measures(row, material.coders, THIS_CODE))
        for row, code in enumerate(material.codes)
    )
    kappas = [code.cohen_kappa for code in codes if code.cohen_kappa is not None]
    return Agreement(
        unit_total=tables.total,
        overall=sums.measures(len(codes), material.coders, ANY_CODE),
        codes=codes,
        mean_kappa=sum(kappas) / len(kappas) if kappas else None,
        mean_kappa_codes=len(kappas),
    )


def mask_tables(material: Material, rule: Rule = "any") -> MaskTables:
    """Per code, how many characters or units were coded by exactly which coders."""
    axis = CountedAxis(material)
    runs = counted_runs(material, axis)
    if material.units is not None:
        runs = project(runs, unit_ranges(axis, material, material.units), rule)
    return sweep(runs, len(material.codes), len(material.coders))
