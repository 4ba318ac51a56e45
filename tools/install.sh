#!/bin/sh
# Installs groups of requirements/*.txt, every file checked by its hash, and Bangfu itself into .venv.
# Usage: sh tools/install.sh run [test] [spark] [lint] [bench]
# Does nothing where all of it already stands. uv is used where it is found and works; otherwise venv and pip.
set -eu
cd "$(dirname "$0")/.."
unset VIRTUAL_ENV PYTHONHOME PIP_TARGET PIP_PREFIX PIP_USER
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_ROOT_USER_ACTION=ignore PYTHONUTF8=1
[ -w "${HOME:-/nowhere}" ] || export PIP_NO_CACHE_DIR=1 UV_NO_CACHE=1

fail() {
    printf '\n%s\n%s\n' "$1" "$2" >&2
    exit 1
}

find_python() {
    for name in python3.11 python3.12 python3.13 python3.14 python3 python; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    fail "找不到 Python 3.11 或更新版本；请先安装（Debian/Ubuntu：apt-get install python3 python3-venv）。" \
        "Python 3.11 or later was not found; install it first (Debian/Ubuntu: apt-get install python3 python3-venv)."
}

make_venv() {
    python=$(find_python)
    [ -w . ] || fail "本文件夹不可写：请换到自己的文件夹里再试。" "This folder cannot be written: copy it to one of your own."
    rm -rf .venv
    if command -v uv >/dev/null && uv venv --quiet --python "$python" .venv 2>/dev/null; then return; fi
    rm -rf .venv
    "$python" -m venv .venv >/dev/null 2>&1 && return
    rm -rf .venv
    fail "Python 缺少 venv 或 ensurepip；请先安装（Debian/Ubuntu：apt-get install python3-venv）。" \
        "Python lacks venv or ensurepip; install them first (Debian/Ubuntu: apt-get install python3-venv)."
}

install() {
    if command -v uv >/dev/null && uv pip install --quiet --python .venv/bin/python "$@" 2>/dev/null; then return; fi
    .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip >/dev/null
    .venv/bin/python -m pip install -qq "$@" ||
        fail "安装没有完成；请检查网络或 pip 的软件源设置，再运行一次。" \
            "The installation did not finish; check the network or pip's registry settings, and run it again."
}

# A checkout that was moved has a .venv that still points to its old place: it is made anew.
if ! .venv/bin/python -V >/dev/null 2>&1 || [ "$(cat .venv/place 2>/dev/null)" != "$(pwd)" ]; then
    make_venv
    pwd >.venv/place
fi

for group in "$@"; do
    stamp=".venv/installed-$group"
    wanted=$(cat "requirements/$group.txt" requirements/build.txt pyproject.toml | cksum)
    [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && continue
    echo "正在安装 $group … / installing $group …" >&2
    install --require-hashes -r "requirements/$group.txt"
    if [ "$group" = run ]; then
        install --require-hashes -r requirements/build.txt
        install --no-deps --no-build-isolation --editable .
    fi
    echo "$wanted" >"$stamp"
done
