#!/bin/sh
# Chooses the versions of every dependency and writes requirements/*.txt with the hash of every file.
# All groups are resolved together first, so that no two of them disagree on a version.
set -eu
cd "$(dirname "$0")/.."
sh tools/install.sh run
command -v uv >/dev/null || [ -x .venv/bin/uv ] || .venv/bin/python -m pip install --quiet uv
PATH="$PATH:$PWD/.venv/bin"

compile() {
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
        --no-annotate --upgrade "$@"
}

all=$(mktemp)
trap 'rm -f "$all"' EXIT
compile pyproject.toml requirements/build.in --extra spark --extra site --group test --group lint --group bench -o "$all"
compile pyproject.toml -c "$all" -o requirements/run.txt
compile requirements/build.in -c "$all" -o requirements/build.txt
for extra in spark site; do
    compile pyproject.toml -c "$all" --extra "$extra" -o "requirements/$extra.txt"
done
for group in test lint bench; do
    compile pyproject.toml -c "$all" --group "$group" -o "requirements/$group.txt"
done
compile requirements/node.in -o requirements/node.txt
