#!/bin/sh
# Looks for Java 17 or later, which only the Spark test needs. As root on Debian or Ubuntu it tries to install one.
# Never stops anything: without Java the Spark test says so and is skipped.
set -u

found() {
    for java in "${JAVA_HOME:+$JAVA_HOME/bin/java}" "$(command -v java)" /usr/lib/jvm/*/bin/java; do
        [ -x "$java" ] || continue
        version=$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p')
        [ "${version:-0}" -ge 17 ] && return 0
    done
    return 1
}

found && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "正在安装 Java（Spark 测试用）… / installing Java for the Spark test …" >&2
    { apt-get update && { apt-get install -y --no-install-recommends openjdk-17-jre-headless ||
        apt-get install -y --no-install-recommends default-jre-headless; }; } >/dev/null 2>&1
    found && exit 0
fi
echo "没有 Java 17 或更新版本：Spark 测试将跳过。/ No Java 17 or later: the Spark test will be skipped." >&2
exit 1
