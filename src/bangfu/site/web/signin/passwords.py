"""Rules for passwords in words of ours."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """The framework's rule; its sentence is not there in Chinese."""

    def get_error_message(self) -> str:
        """What is wrong."""
        return _("密码太短，至少 %(min_length)s 位。") % {"min_length": self.min_length}
