"""The sandbox: invented bodies and people, seasons to play, and figures counted from the records.

Never imported outside a sandbox.
"""

from app.sandbox import season
from app.sandbox.figures import figures
from app.sandbox.oversight import oversight
from app.sandbox.season import open as prepare

__all__ = ["figures", "oversight", "prepare", "season"]
