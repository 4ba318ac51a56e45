"""Importing printed lists of assistance: reading, repairing openly, turning into a case."""

from bangfu.facts.importing.apply import apply
from bangfu.facts.importing.model import Preview, Repair, Row, Total
from bangfu.facts.importing.preview import preview, preview_folder

__all__ = ["Preview", "Repair", "Row", "Total", "apply", "preview", "preview_folder"]
