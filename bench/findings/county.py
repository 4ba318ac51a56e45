"""`python -m bench.findings.county`: the demo county with so many households that it owes 140,000 verdicts."""

from __future__ import annotations

from functools import partial

from bangfu.facts.simulation import Options
from bangfu.site.demo.county import county
from bangfu.site.demo.prepare import main

if __name__ == "__main__":
    main(partial(county, options=Options(households=(110, 190))))
