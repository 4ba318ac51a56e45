"""What holds for the house as a whole: who knows whom, what is told where, and what may not stand in it."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import rtoml

from bangfu.errors import catalogue
from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import parse

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "bangfu"
# Each folder knows only itself and those before it. The front door stands between verdict and paper.
FLOORS = (
    "language",
    "wording",
    "errors",
    "client",
    "regulation",
    "facts",
    "accountability",
    "verdict",
    "assessment",
    "incentives",
    "entitlements",
    "api",
    "paper",
    "cli",
    "site",
)
NOT_OURS = {
    ".git",
    ".venv",
    "out",
    "dist",
    "build",
    ".pytest_cache",
    ".ruff_cache",
    ".hypothesis",
    "__pycache__",
}
# Written in two halves, so that this file is no find of its own.
BANNED = (
    "/" + "work/",
    "/" + "work`",
    "../" + "shared",
    "/" + "opt/",
    "pypi" + ".org",
    "python" + "hosted",
    "registry." + "npm",
)


def _files(*endings: str) -> list[Path]:
    """Every file of the repository: what git tracks, or what lies there where git has no say."""
    asked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if asked.returncode == 0 and asked.stdout:
        found = [ROOT / name for name in asked.stdout.decode().split("\0") if name]
    else:
        found = [p for p in ROOT.rglob("*") if not NOT_OURS.intersection(p.relative_to(ROOT).parts)]
    return [p for p in sorted(found) if p.is_file() and (not endings or p.suffix in endings)]


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "bangfu":
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("bangfu."):
            yield node.module.split(".")[1]
        elif isinstance(node, ast.Import):
            yield from (a.name.split(".")[1] for a in node.names if a.name.startswith("bangfu."))


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: str(p.relative_to(SOURCE)))
def test_each_folder_knows_only_those_above_it(path: Path) -> None:
    floor = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    if floor == "__init__":
        return
    for known in _imports(path):
        if known in FLOORS:
            assert FLOORS.index(known) <= FLOORS.index(floor), f"{floor} may not know {known}"


def test_importing_the_library_needs_no_site_and_nothing_slow_to_load() -> None:
    script = "import sys; import bangfu; bangfu.evaluate; print(*sys.modules)"
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert not {"django", "pyspark", "pandas", "typer", "xlsxwriter"} & set(answer.split())


def test_nothing_names_a_workplace_or_a_registry() -> None:
    found = []
    for path in _files(".py", ".md", ".toml", ".txt", ".in", ".sh", ".json", ".csv", ".svg", ""):
        text = path.read_text(encoding="utf-8")
        found += [f"{path.relative_to(ROOT)}: {word}" for word in BANNED if word in text]
    assert not found


def test_every_error_has_its_sentences_and_its_remedies_in_both_languages() -> None:
    for code, entry in catalogue().items():
        assert set(entry) == {"zh", "en", "do_zh", "do_en"}, code
        assert all(entry.values()), code


def test_every_error_is_used_and_every_used_error_is_known() -> None:
    sources = "\n".join(p.read_text(encoding="utf-8") for p in SOURCE.rglob("*.py"))
    database = "\n".join(p.read_text(encoding="utf-8") for p in SOURCE.rglob("*.sql"))
    unused = [code for code in catalogue() if f'"{code}"' not in sources and f"'{code}'" not in database]
    unknown = [code for code in re.findall(r'Problem\(\s*"(\w+)"', sources) if code not in catalogue()]
    assert not unused
    assert not unknown


@pytest.mark.parametrize("path", _files(".md"), ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    prose = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)", prose):
        if "://" not in target:
            assert (path.parent / target).exists(), target


def test_every_dependency_has_its_reason() -> None:
    project = rtoml.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    for group in (
        *project["project"]["optional-dependencies"].values(),
        *project["dependency-groups"].values(),
    ):
        wanted += group
    told = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    names = {re.split(r"[^A-Za-z0-9._-]", w)[0] for w in wanted}
    assert not [n for n in names if f"`{n}`" not in told]


def test_every_dependency_is_locked_with_hashes() -> None:
    project = rtoml.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = {"run": project["project"]["dependencies"], "build": project["build-system"]["requires"]}
    groups |= project["project"]["optional-dependencies"] | project["dependency-groups"]
    for group, wanted in groups.items():
        lock = (ROOT / "requirements" / f"{group}.txt").read_text(encoding="utf-8")
        pinned = set(re.findall(r"^([a-z0-9.-]+)==", lock, re.MULTILINE))
        assert {re.split(r"[^A-Za-z0-9.-]", w)[0] for w in wanted} <= pinned, group
        assert all("--hash=sha256:" in block for block in re.split(r"\n(?=[a-z])", lock.strip())), group


def test_the_published_schema_is_the_models() -> None:
    published = json.loads((ROOT / "docs" / "pack.schema.json").read_text(encoding="utf-8"))
    assert published == Regulation.model_json_schema(), "run: make schema"


@pytest.mark.parametrize("name", ["pack-format.md", "pack-format.zh-CN.md"])
def test_the_example_of_the_pack_format_is_a_pack(name: str) -> None:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    block = re.search(r"```toml\n(.*?)```", text, re.DOTALL)
    assert block
    pack = parse(block[1], name)
    assert isinstance(pack.regulation.start, date)
