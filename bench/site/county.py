"""`python -m bench.site.county`: fill an empty database with the demo county at full size.

As many villages as there are, 60 to 140 households each, and attendance written day by day.
"""

from __future__ import annotations

from functools import partial

from bangfu.facts.simulation import Options
from bangfu.site.demo.county import county
from bangfu.site.demo.prepare import main

if __name__ == "__main__":
    main(partial(county, options=Options(households=(60, 140), daily=True)))
