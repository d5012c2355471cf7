"""The one exception of finkg: what happened, where, and what to do next."""

from __future__ import annotations


class KgError(Exception):
    """An error a user can act on. ``message`` says what and where, ``hint`` what to do next."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n  {self.hint}" if self.hint else self.message
