"""What can be wrong with a decision table: refused as written, or failed on its inputs."""

from __future__ import annotations


class DecisionRefused(Exception):
    """The file holds no decision table we can read. `message` is Chinese."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


class DecisionFailed(Exception):
    """The table could not decide on these inputs. `message` is Chinese and names the input or the rows."""

    def __init__(self, table: str, message: str) -> None:
        self.table = table
        self.message = f"决策表“{table}”：{message}"
        super().__init__(self.message)
