"""Official papers in the layout of GB/T 9704-2012: data in, PDF or an editable docx out."""

from bangfu.paper.official.document import write_docx
from bangfu.paper.official.model import Attachment, Block, Heading, Paper, Paragraph, Table
from bangfu.paper.official.pdf import write_pdf

__all__ = ["Attachment", "Block", "Heading", "Paper", "Paragraph", "Table", "write_docx", "write_pdf"]
