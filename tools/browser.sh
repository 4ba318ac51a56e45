#!/bin/sh
# Looks for Chromium, which the tests of the pages need. As root on Debian or Ubuntu it tries to install one, with a
# font that has Chinese letters. Never stops anything: without a browser those tests say so and are skipped.
set -u

found() {
    for name in chromium chromium-browser google-chrome-stable google-chrome; do
        command -v $name >/dev/null && return 0
    done
    return 1
}

chinese() {
    command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh-cn)" ]
}

found && chinese && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "正在安装浏览器和中文字体（网页测试用）… / installing a browser and Chinese fonts (for the tests of the pages) …" >&2
    found && browser= || browser=chromium
    { apt-get update && apt-get install -y --no-install-recommends $browser fonts-noto-cjk fontconfig; } >/dev/null 2>&1
    found && exit 0
fi
found || echo "没有 Chromium 浏览器：网页测试将跳过。/ No Chromium: the tests of the pages will be skipped." >&2
found
