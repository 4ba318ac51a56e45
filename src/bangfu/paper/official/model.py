"""A paper as data: its head, body, end and foot, named as GB/T 9704-2012 names its elements."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

# What no face can show, and what would end a line inside one: both come from pasted text, and are taken out.
UNPRINTABLE = dict.fromkeys([*range(32), *range(0x7F, 0xA0), 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF], None)


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _printable(cls, given: object) -> object:
        if not isinstance(given, dict):
            return given
        return {k: _clean(v, lines=k == "title") for k, v in given.items()}


def _clean(value: object, lines: bool = False) -> object:
    if isinstance(value, str):
        parts = value.splitlines() if lines else [value.replace("\n", " ").replace("\t", " ")]
        return "\n".join(part.translate(UNPRINTABLE) for part in parts)
    if isinstance(value, (list, tuple)):
        return [_clean(v) for v in value]
    return value


Text = Annotated[str, StringConstraints(min_length=1)]


class Heading(_Part):
    """A numbered line: 一、 in HeiTi, （一） in KaiTi, 1. and (1) in the body's face. Its number follows from its place.

    `rest` runs on behind the heading in the body's face.
    """

    kind: Literal["heading"] = "heading"
    level: Annotated[int, Field(ge=1, le=4)]
    text: Text
    rest: str = ""


class Paragraph(_Part):
    """A paragraph, its first line indented by two characters."""

    kind: Literal["paragraph"] = "paragraph"
    text: Text


class Table(_Part):
    """Rows under a head that is repeated on each page; `widths` are shares of the line, equal where none are given."""

    kind: Literal["table"] = "table"
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    caption: str = ""

    @model_validator(mode="after")
    def _square(self) -> Table:
        wide = len(self.head)
        if not wide or any(len(row) != wide for row in self.rows) or len(self.widths) not in {0, wide}:
            raise ValueError("every row of a table is as wide as its head")
        return self


Block = Annotated[Heading | Paragraph | Table, Field(discriminator="kind")]


class Attachment(_Part):
    """What follows the signature, each on a page of its own; without blocks it is only named."""

    title: Text
    blocks: tuple[Block, ...] = ()


class Paper(_Part):
    """An official paper."""

    issuer: Text  # 发文机关标志, the red head
    word: Text  # 机关代字, such as 通脱贫督发
    year: int
    number: int | None = None  # none before it is issued
    secrecy: str = ""
    urgency: str = ""
    signer: str = ""  # 签发人, of papers that go upwards
    title: Text  # a line break in it is kept
    recipients: tuple[str, ...] = ()  # 主送
    blocks: tuple[Block, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    signature: str = ""  # 署名
    on: date | None = None  # 成文日期
    note: str = ""  # 附注
    copied: tuple[str, ...] = ()  # 抄送
    printed_by: str = ""  # 印发机关
    printed_on: date | None = None

    @property
    def reference(self) -> str:
        """发文字号: 通脱贫督发〔2018〕59号; before it is issued the number is left open."""
        number = "\u3000\u3000" if self.number is None else str(self.number)
        return f"{self.word}〔{self.year}〕{number}号"
