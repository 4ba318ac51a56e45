"""A site of its own for a benchmark, and its pages asked for again and again by several roles."""

from __future__ import annotations

import argparse
import os
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import django

from bangfu.site.demo.county import STANDS_ON
from bangfu.site.first_accounts import DEMO, read
from bangfu.site.starting import Databases, databases, started
from bench.site.visitor import Visitor
from bench.sizes import DATA, HERE

TARGET = 0.150  # seconds: p95 of a page
PREPARE = "bangfu.site.demo.prepare"


@dataclass(frozen=True)
class Served:
    """A site at work, and who may sign in."""

    url: str
    urls: Databases
    passwords: Mapping[str, str]

    def visitor(self, role: str) -> Visitor:
        """Somebody signed in."""
        found = Visitor(self.url)
        found.sign_in(role, self.passwords[role])
        return found

    def floor(self, rounds: int) -> float:
        """Seconds of a page that asks nothing of the county, in the middle."""
        stranger = Visitor(self.url)
        return median(stranger.get("/sign-in/")[2] for _ in range(rounds))


@dataclass(frozen=True)
class Visited:
    """How long one page took one role."""

    role: str
    page: str
    seconds: tuple[float, ...]

    @property
    def middle(self) -> float:
        """The median."""
        return median(self.seconds)

    @property
    def p95(self) -> float:
        """What 95 of 100 visits keep below."""
        return p95(self.seconds)


def p95(seconds: Iterable[float]) -> float:
    """The time that 95 of 100 keep below."""
    return quantiles(seconds, n=20, method="inclusive")[-1]


def options(name: str, rounds: int = 40) -> argparse.ArgumentParser:
    """What every benchmark of pages can be told: rounds, the folder that is kept, the port, and where the results go."""
    parser = argparse.ArgumentParser(prog=f"bench.{name}")
    parser.add_argument("--rounds", type=int, default=rounds)
    parser.add_argument("--home", type=Path, default=DATA / name)
    parser.add_argument("--port", type=int, default=8700)
    parser.add_argument("--out", type=Path, default=HERE / f"{name}.md")
    return parser


@contextmanager
def serving(home: Path, port: int, prepare: str = PREPARE) -> Generator[Served]:
    """Start a site in a folder that is kept, as `bangfu run` does, and stop it. This process may ask the same database."""
    home.mkdir(parents=True, exist_ok=True)
    day = STANDS_ON.isoformat()
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "bangfu.site.settings",
        "BANGFU_HOME": str(home),
        "BANGFU_TODAY": day,
    }
    with ExitStack() as stack:
        url = started(stack, home, port, prepare, day, print).url
        urls = databases(stack, home)
        os.environ["DATABASE_URL"] = urls.app
        django.setup()
        yield Served(url, urls, {a["role"]: a["password"] for a in read(home, DEMO)})


def visited(
    site: Served, roles: Mapping[str, Iterable[str]], words: Mapping[str, object], rounds: int
) -> Iterator[Visited]:
    """Each page of each role, so many times in a row after one visit that does not count; pages out of sight are left out."""
    for role, pages in roles.items():
        visitor = site.visitor(role)
        for page in pages:
            path = page.format(**words)
            status = visitor.get(path)[0]
            if status == 404:  # not theirs
                continue
            assert status == 200, f"{role} {path}: {status}"
            found = Visited(role, page, tuple(visitor.get(path)[2] for _ in range(rounds)))
            print(f"{role} {page} {found.middle * 1000:.0f} {found.p95 * 1000:.0f}", flush=True)
            yield found


def table(found: list[Visited], floor: float) -> str:
    """The pages with how they keep the target."""
    slowest = max(page.p95 for page in found)
    kept = "met" if slowest < TARGET else "**not met**"
    lines = [
        f"| {v.role} | `{v.page}` | {v.middle * 1000:.0f} | {v.p95 * 1000:.0f} | {v.p95 / floor:.1f} |"
        for v in found
    ]
    return (
        f"p95 below {TARGET * 1000:.0f} ms: {kept} ({slowest * 1000:.0f} ms at most). The floor is the sign-in page: {floor * 1000:.1f} ms.\n\n"
        "| role | page | median ms | p95 ms | × floor |\n|---|---|---:|---:|---:|\n" + "\n".join(lines) + "\n"
    )
