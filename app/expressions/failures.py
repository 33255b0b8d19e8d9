"""What can be wrong with an expression: refused as written, or failed on its data."""

from __future__ import annotations


class ExpressionRefused(Exception):
    """The text is not in the language. `message` is Chinese and quotes the text."""

    def __init__(self, text: str, reason: str) -> None:
        self.reason = reason
        self.message = f"表达式“{clipped(text)}”不被接受：{reason}"
        super().__init__(self.message)


class ExpressionFailed(Exception):
    """The expression could not be evaluated with this data. `message` is Chinese."""

    def __init__(self, text: str, reason: str) -> None:
        self.reason = reason
        self.message = f"表达式“{clipped(text)}”无法求值：{reason}"
        super().__init__(self.message)


def clipped(text: str) -> str:
    """At most 80 characters, on one line, for quoting."""
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"
