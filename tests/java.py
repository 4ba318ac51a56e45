"""Finding the Java that Spark needs, so that a test can run on it or say plainly why it cannot."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

LEAST = 17
MISSING = f"Spark needs Java {LEAST} or later: none on the PATH, in JAVA_HOME or in /usr/lib/jvm (apt-get install openjdk-17-jre-headless)"


def java_home() -> Path | None:
    """The home of a Java that is new enough, or None."""
    on_path = shutil.which("java")
    candidates = [Path(os.environ["JAVA_HOME"]) / "bin" / "java"] if os.environ.get("JAVA_HOME") else []
    candidates += [Path(on_path)] if on_path else []
    candidates += sorted(Path("/usr/lib/jvm").glob("*/bin/java"))
    return next((java.resolve().parent.parent for java in candidates if _version(java) >= LEAST), None)


def _version(java: Path) -> int:
    try:
        told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    except OSError:
        return 0
    found = re.search(r'version "(\d+)', told)
    return int(found[1]) if found else 0
