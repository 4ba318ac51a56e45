"""Where the tables and keys of a pack stand in its file, so that a fault can be told with its line."""

from __future__ import annotations

import re

Path = tuple[int | str, ...]


class Positions:
    """The lines of one file, to turn a path in the data into the line that sets it."""

    def __init__(self, text: str) -> None:
        self.lines = text.splitlines()
        self.starts: dict[str, list[int]] = {}
        for number, line in enumerate(self.lines, 1):
            head = re.match(r"\s*\[\[?([\w.]+)\]?\]", line)
            if head and "." not in head[1]:
                self.starts.setdefault(head[1], []).append(number)

    def of(self, path: Path) -> int:
        """The line of a key: within its table, the line that sets it; else the head of the innermost table there is."""
        table, *rest = path or ("",)
        index = rest[0] if rest and isinstance(rest[0], int) else 0
        starts = self.starts.get(str(table), [])
        begin = starts[index] if index < len(starts) else 1
        later = [n for group in self.starts.values() for n in group if n > begin]
        end = min(later, default=len(self.lines) + 1)
        for at, key in enumerate(rest):
            if isinstance(key, str):
                following = rest[at + 1] if at + 1 < len(rest) else 0
                begin = self._within(
                    begin, end, re.escape(key), following if isinstance(following, int) else 0
                )
        return begin

    def _within(self, begin: int, end: int, key: str, nth: int) -> int:
        """The line of a key after `begin`: the head of its nth table where it holds tables, else where it is set."""
        heads = [n for n in range(begin, end) if re.match(rf"\s*\[\[[\w.]+\.{key}\]\]", self.lines[n - 1])]
        if nth < len(heads):
            return heads[nth]
        sets_it = re.compile(rf"\s*({key}\s*=|\[\w+\.{key}\])")
        return next((n for n in range(begin, end) if sets_it.match(self.lines[n - 1])), begin)
