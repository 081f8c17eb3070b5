"""Rules for passwords that Django tells in English only."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator


class LongEnough(MinimumLengthValidator):
    """At least so many characters; Django 5.2 changed its sentence and its Chinese catalogue lags behind."""

    def get_error_message(self) -> str:
        """Said beside the field."""
        return f"密码长度太短。密码必须包含至少 {self.min_length} 个字符。"
