"""What python-docx has no word for: faces by script, exact grids, frames, fields and borders."""

from __future__ import annotations

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.text.paragraph import Paragraph
from docx.text.run import Run

PITCH = 579  # twentieths of a point: 22 lines are 12,738 of the 12,756 that 225 mm have
CLOSER = -5  # between characters: 28 of them are 441 of the 442.2 pt that 156 mm have
CELL = 315  # one character of 16 pt, set closer
# Names that offices know these faces by. Typists have them; what lacks them shows its own.
FACES = {
    "body": "仿宋_GB2312",
    "title": "方正小标宋简体",
    "hei": "黑体",
    "kai": "楷体_GB2312",
    "song": "宋体",
}


def add(parent: object, tag: str, **attributes: object) -> object:
    """A child element in the namespace of Word, with attributes of the same."""
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    parent.append(element)  # type: ignore[attr-defined]
    return element


def set_face(run: Run, role: str, size: float, closer: int = 0) -> None:
    """Face and size of a run, the same for both scripts."""
    properties = run._r.get_or_add_rPr()  # pyright: ignore[reportPrivateUsage]
    fonts = properties.get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FACES[role])
    if closer:
        add(properties, "spacing", val=closer)
    half = round(size * 2)
    add(properties, "sz", val=half)
    add(properties, "szCs", val=half)


def set_grid(section: Section) -> None:
    """22 lines a page. By lines alone: a grid of characters too is read differently by each program."""
    properties = section._sectPr  # pyright: ignore[reportPrivateUsage]
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    add(properties, "docGrid", type="lines", linePitch=PITCH)


def indent(paragraph: Paragraph, **chars: int) -> None:
    """Indents in characters, which Word keeps when the size changes, and in twentieths of a point for what does not."""
    properties = paragraph._p.get_or_add_pPr()  # pyright: ignore[reportPrivateUsage]
    given = {f"{side}Chars": 100 * n for side, n in chars.items()}
    properties._insert_ind(_ind(given | {side: CELL * n for side, n in chars.items()}))  # pyright: ignore[reportPrivateUsage]


def _ind(attributes: dict[str, int]) -> object:
    element = OxmlElement("w:ind")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    return element


def off_grid(paragraph: Paragraph) -> None:
    """Lines of another pitch: some programs would widen them to whole lines of the grid."""
    properties = paragraph._p.get_or_add_pPr()  # pyright: ignore[reportPrivateUsage]
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    properties.insert_element_before(snap, "w:spacing", "w:ind", "w:jc", "w:rPr")


def border(paragraph: Paragraph, size: int, *sides: str, colour: str = "000000", space: int = 0) -> None:
    """Lines beside a paragraph, in eighths of a point."""
    properties = paragraph._p.get_or_add_pPr()  # pyright: ignore[reportPrivateUsage]
    edges = OxmlElement("w:pBdr")
    for side in sides:
        add(edges, side, val="single", sz=size, space=space, color=colour)
    properties.insert_element_before(
        edges,
        "w:shd",
        "w:tabs",
        "w:suppressAutoHyphens",
        "w:snapToGrid",
        "w:spacing",
        "w:ind",
        "w:jc",
        "w:rPr",
    )


def at_bottom(paragraph: Paragraph) -> None:
    """Put a paragraph at the bottom of the type area, whatever stands above; neighbours so put share one frame."""
    properties = paragraph._p.get_or_add_pPr()  # pyright: ignore[reportPrivateUsage]
    frame = OxmlElement("w:framePr")
    place = {"w": 8845, "wrap": "notBeside", "hAnchor": "margin", "vAnchor": "margin"}
    for name, value in (place | {"xAlign": "center", "yAlign": "bottom"}).items():
        frame.set(qn(f"w:{name}"), str(value))
    properties.insert_element_before(
        frame,
        "w:widowControl",
        "w:numPr",
        "w:pBdr",
        "w:tabs",
        "w:snapToGrid",
        "w:spacing",
        "w:ind",
        "w:jc",
        "w:rPr",
    )


def field(paragraph: Paragraph, code: str, role: str, size: float) -> None:
    """A field that Word fills in, such as the number of the page."""
    for kind in ("begin", None, "end"):
        run = paragraph.add_run()
        set_face(run, role, size)
        if kind:
            add(run._r, "fldChar", fldCharType=kind)  # pyright: ignore[reportPrivateUsage]
        else:
            add(run._r, "instrText").text = code  # type: ignore[attr-defined]  # pyright: ignore[reportPrivateUsage]


def set_habits(document: Document) -> None:
    """Left and right pages have feet of their own; no space is slipped in between characters and figures."""
    document.settings.odd_and_even_pages_header_footer = True
    properties = document.styles["Normal"].element.get_or_add_pPr()
    for script in ("autoSpaceDE", "autoSpaceDN"):
        off = OxmlElement(f"w:{script}")
        off.set(qn("w:val"), "0")
        properties.insert_element_before(off, "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr")
