"""PyArrow ships no types; this keeps strict checking of our own code possible."""

from typing import Any

def __getattr__(name: str) -> Any: ...
