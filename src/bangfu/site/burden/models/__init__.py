"""What is kept of costs, forms and complaints."""

from bangfu.site.burden.models.complaints import Complaint, Reply
from bangfu.site.burden.models.costs import Cost
from bangfu.site.burden.models.papers import Column, Filling, Form, Move

__all__ = ["Column", "Complaint", "Cost", "Filling", "Form", "Move", "Reply"]
