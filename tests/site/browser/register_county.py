"""`python -m tests.site.browser.register_county`: a small county under Gansu 2019-33, with a village that is no poor village, and one household helped there.

Nothing of identification, plans, money or leaving is set: whoever works there sets it in the story.
"""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from bangfu.facts.reading import read_case
from bangfu.site.clock import SHANGHAI
from bangfu.site.first_accounts import DEMO, write
from bangfu.site.founding import found, migrate

COUNTY = 621122000000
TABLES = {
    "places": """
code,name,level,parent,tags
620000,甘肃省,province,,
621100,定西市,prefecture,620000,
621122,示例县,county,621100,
621122101,示例镇,township,621122,
621122101201,示例一村,village,621122101,poor_village
621122101202,示例二村,village,621122101,
""",
    "organisations": """
id,name,level,kind,place
o1,示例局,county,,621122
o2,示例镇政府,township,,621122101
""",
    "people": """
id,name,organisation,rank,staff_type
p1,示例甲,o1,division_or_below,civil_servant
p2,示例乙,o1,division_or_below,civil_servant
p3,示例丙,o1,division_or_below,civil_servant
p4,示例丁,o2,division_or_below,civil_servant
""",
    "posts": """
id,role,person,organisation,place,start,end
t1,assisting_unit,,o1,621122101202,2019-01-01,
t2,first_secretary,p1,o1,621122101202,2019-01-01,
t3,unit_head,p3,o1,,2019-01-01,
t4,lead_unit,,o1,621122101,2019-01-01,
t5,township_party_secretary,p4,o2,621122101,2019-01-01,
""",
    "households": """
id,place,head,kinds,start,end
h1,621122101202,劳示例,scattered,2019-01-01,
""",
    "pairings": """
id,person,household,start,end
r1,p2,h1,2019-01-01,
""",
}


def main() -> None:
    """Fill an empty database, open an account of each role, and let the public in."""
    migrate()
    from bangfu.site.clock import today
    from bangfu.site.demo.accounts import open_accounts
    from bangfu.site.demo.inspectors import engage
    from bangfu.site.disclosure.models import Setting
    from bangfu.site.roster.models import Place

    if Place.objects.exists():
        return
    with TemporaryDirectory() as folder, psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        for name, text in TABLES.items():
            (Path(folder) / f"{name}.csv").write_text(text.lstrip(), encoding="utf-8")
        found(connection, read_case(folder), datetime(2019, 8, 1, 8, tzinfo=SHANGHAI), "demo")
    assert today() > date(2019, 8, 1)
    county = Place.objects.get(pk=COUNTY)
    Setting.objects.create(county=county, is_open=True, shows_projects=True, hotline="0932-000-0000")
    engage(county)
    write(Path(os.environ["BANGFU_HOME"]), open_accounts(county), "", DEMO)


if __name__ == "__main__":
    main()
