"""pandas: the same six duties with merges, groups and exploded days."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from bench.contestants.sql import calendar
from bench.laws import AS_OF, COVERAGE, FIRST, HOUSEHOLDS, NIGHTS, TWO_THIRDS, VISITS, WORKDAYS
from bench.outcome import Outcome

ACT = ["kind", "first", "last", "person", "place", "household"]
RESIDENT = ["team_leader", "team_member", "first_secretary"]
AT_POST = ["resident_day", "official_trip", "official_meeting", "training_day"]


class Frames:
    """The tables of one shard as data frames, prepared as far as several duties need them."""

    def __init__(self, shard: Path) -> None:
        self.shard = shard
        self.calendar = calendar().to_pandas()
        self.within = self.read("within")
        place = self.read("place", ["i", "tags"])
        self.poor = frozenset(place["i"][[("poor_village" in tags) for tags in place["tags"]]])
        self.household = self.read("household", ["i", "place", "kinds", "first", "last"])
        kind = self.read("kind")
        self.act = self.read("act", ACT).merge(kind, left_on="kind", right_on="k").drop(columns=["k", "kind"])
        self.inside = self.act.merge(self.calendar, left_on="first", right_on="day")
        post = self.read("post", ["role", "person", "org", "place", "first", "last"])
        org = self.read("org", ["i", "place"]).rename(columns={"i": "org", "place": "seat"})
        post = post[post["person"].notna()].merge(org, on="org", how="left")
        post["place"] = post["place"].fillna(post["seat"])
        self.post = post.drop(columns="seat").dropna(subset=["place"]).drop_duplicates()

    def read(self, name: str, columns: list[str] | None = None) -> pd.DataFrame:
        """One table of the shard."""
        return pq.read_table(self.shard / f"{name}.parquet", columns=columns).to_pandas()

    def holders(self, roles: list[str], poor: bool) -> pd.DataFrame:
        """The posts of these roles, perhaps only in poor villages."""
        found = self.post[self.post["role"].isin(roles)]
        return found[found["place"].isin(self.poor)] if poor else found


def run(shards: list[Path]) -> Outcome:
    """Every duty over every shard."""
    found = Outcome(duties=6)
    for shard in shards:
        frames = Frames(shard)
        met = {
            VISITS: _visits(frames),
            HOUSEHOLDS: _targets(frames, "month", False),
            COVERAGE: _targets(frames, "quarter", True),
            TWO_THIRDS: _two_thirds(frames),
            WORKDAYS: _days(frames, RESIDENT, AT_POST, 220, True),
            NIGHTS: _days(frames, RESIDENT, ["overnight_stay"], 160, False),
        }
        found.met = {duty: found.met.get(duty, 0) + n for duty, n in met.items()}
    return found


def _visits(f: Frames) -> int:
    paired = f.read("pairing", ["person", "household", "first", "last"])
    paired = paired.merge(f.household, left_on="household", right_on="i", suffixes=("", "_h"))
    paired["first"] = paired[["first", "first_h"]].max(axis=1)
    paired["last"] = paired[["last", "last_h"]].min(axis=1)
    helped = paired.loc[paired["place"].isin(f.poor), ["person", "place", "first", "last"]].drop_duplicates()
    visits = f.inside.loc[f.inside["code"] == "helping_visit", ["person", "place", "first", "month"]]
    visits = visits.merge(f.within, left_on="place", right_on="p").drop(columns=["place", "p"])
    done = visits.merge(helped, left_on=["person", "a"], right_on=["person", "place"], suffixes=("", "_b"))
    done = done[(done["first"] >= done["first_b"]) & (done["first"] <= done["last"])]
    return int((done.groupby(["person", "place", "month"])["first"].nunique() >= 1).sum())


def _targets(f: Frames, period: str, coverage: bool) -> int:
    """Households reached by first secretaries: 30 a month (or all), or every poor one each quarter."""
    secretary = f.holders(["first_secretary"], poor=True)
    member = f.household.merge(f.within, left_on="place", right_on="p").drop(columns=["place", "p"])
    member = member.rename(columns={"a": "place"})
    member = member[member["place"].isin(secretary["place"])]
    if coverage:
        member = member[[bool({"registered", "scattered"} & set(kinds)) for kinds in member["kinds"]]]
    span = f.calendar.groupby(period)["day"].agg(begin="min", end="max").reset_index()
    there = member.drop(columns="kinds").merge(span, how="cross")
    if coverage:
        there = there[(there["first"] <= there["begin"]) & (there["last"] >= there["end"])]
    else:
        there = there[(there["first"] <= there["end"]) & (there["last"] >= there["begin"])]
    base = there.groupby(["place", period])["i"].nunique().rename("base").reset_index()
    visits = f.inside.loc[f.inside["code"] == "household_visit", ["person", "household", "first", period]]
    done = visits.merge(secretary, on="person", suffixes=("", "_s"))
    done = done[(done["first"] >= done["first_s"]) & (done["first"] <= done["last"])]
    done = done[["person", "org", "place", "household", period]]
    done = done.merge(
        there[["i", "place", period]], left_on=["household", "place", period], right_on=["i", "place", period]
    )
    reached = (
        done.groupby(["person", "org", "place", period], dropna=False)["household"]
        .nunique()
        .rename("reached")
    )
    both = reached.reset_index().merge(base, on=["place", period])
    return int((both["reached"] >= (both["base"] if coverage else both["base"].clip(upper=30))).sum())


def covered(f: Frames, bearer: pd.DataFrame, kinds: list[str]) -> pd.DataFrame:
    """The days, once each, that somebody's entries of these kinds cover while in post and at the place of the post."""
    acts = f.act.loc[f.act["code"].isin(kinds), ["person", "place", "first", "last", "away", "at_post"]]
    pairs = acts.merge(bearer[["person", "place", "first", "last"]], on="person", suffixes=("", "_b"))
    known = pairs.merge(f.within, left_on=["place", "place_b"], right_on=["p", "a"], how="left")
    known = known[known["away"] | (known["place"].isna() & known["at_post"]) | known["p"].notna()]
    return exploded(
        known["person"], known[["first", "first_b"]].max(axis=1), known[["last", "last_b"]].min(axis=1)
    )


def exploded(person: pd.Series, first: pd.Series, last: pd.Series) -> pd.DataFrame:
    """One row a person and day of spans of days."""
    spans = pd.DataFrame({"person": person, "first": first, "length": last - first + 1})
    spans = spans[spans["length"] > 0]
    days = spans.loc[spans.index.repeat(spans["length"])]
    day = days["first"] + days.groupby(level=0).cumcount()
    return pd.DataFrame({"person": days["person"], "day": day}).drop_duplicates()


def _days(f: Frames, roles: list[str], kinds: list[str], least: int, workdays: bool) -> int:
    days = covered(f, f.holders(roles, poor=False), kinds).merge(f.calendar, on="day")
    return int(
        ((days[days["workday"]] if workdays else days).groupby("person")["day"].nunique() >= least).sum()
    )


def _two_thirds(f: Frames) -> int:
    bearer = f.holders(["team_leader", "team_member"], poor=True)
    first, last = ((d - date(1970, 1, 1)).days for d in (FIRST, AS_OF))
    owed = exploded(bearer["person"], bearer["first"].clip(lower=first), bearer["last"].clip(upper=last))
    base = owed.merge(f.calendar, on="day").groupby("person")["workday"].sum()
    done = covered(f, bearer, ["resident_day"]).merge(f.calendar, on="day").groupby("person")["day"].nunique()
    return int((done.reindex(base.index, fill_value=0) * 3 >= base * 2).sum())
