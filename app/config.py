"""Settings from the environment, prefix `ZHIPING_`, read once at start and never again.

Every fault is listed at once, so that nobody is sent back twice. Knows no Flask and no database.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
SECRET_LENGTH = 32

Value = TypeVar("Value")


class SettingsInvalid(Exception):
    """The environment cannot be used. `faults` holds one Chinese line for each thing to mend."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("；".join(faults))


@dataclass(frozen=True)
class Settings:
    """What an installation decides. `home` holds processes/ and forms/; `keys_dir` need not exist yet.

    An empty `secret_key` means the installation's own, kept in `keys_dir` (see app.place).
    """

    database_url: str
    sandbox: bool
    production: bool
    secret_key: str
    home: Path
    keys_dir: Path
    anchors_dir: Path
    host: str = "127.0.0.1"
    port: int = 8000
    threads: int = 8
    proxies: int = 0
    log_level: str = "INFO"

    @property
    def processes(self) -> Path:
        """The folder of diagrams and decision tables published by `zhiping init`."""
        return self.home / "processes"

    @property
    def forms(self) -> Path:
        """The folder of the forms the diagrams name."""
        return self.home / "forms"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the settings; raises SettingsInvalid with every fault."""
        return _Reader(os.environ if environment is None else environment).settings()


def parse_yes(text: str) -> bool:
    """1/true/yes/on are yes, 0/false/no/off and nothing are no; raises ValueError otherwise."""
    if text.lower() in ("1", "true", "yes", "on"):
        return True
    if text.lower() in ("", "0", "false", "no", "off"):
        return False
    raise ValueError("应为 1 或 0")


def parse_database(text: str) -> str:
    """A SQLAlchemy address of SQLite or PostgreSQL, the latter with its driver named."""
    scheme, separator, rest = text.partition("://")
    if separator and scheme == "sqlite":
        return text
    if separator and scheme in ("postgresql", "postgres", "postgresql+psycopg"):
        return f"postgresql+psycopg://{rest}"
    raise ValueError("应以 sqlite:/// 或 postgresql:// 开头")


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """A parser of a whole number between `least` and `most`."""

    def parse(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise ValueError(f"应为 {least} 至 {most} 的整数")
        return int(text)

    return parse


def parse_log_level(text: str) -> str:
    """One of the levels of the log."""
    if text.upper() not in LOG_LEVELS:
        raise ValueError("应为 " + "、".join(LOG_LEVELS) + " 之一")
    return text.upper()


class _Reader:
    """Reads one variable after another and collects what is wrong."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self.faults: list[str] = []

    def read(self, name: str, parse: Callable[[str], Value], default: Value) -> Value:
        text = self.environment.get(f"ZHIPING_{name}", "").strip()
        if not text:
            return default
        try:
            return parse(text)
        except ValueError as error:
            self.faults.append(f"ZHIPING_{name}={text!r}：{error}")
            return default

    def settings(self) -> Settings:
        home = self.read("HOME", Path, Path(__file__).resolve().parent.parent)
        production = self.read("PRODUCTION", parse_yes, False)
        settings = Settings(
            database_url=self.read("DATABASE_URL", parse_database, f"sqlite:///{home / 'var' / 'zhiping.db'}"),
            sandbox=self.read("SANDBOX", parse_yes, False),
            production=production,
            secret_key=self._secret(production),
            home=home,
            keys_dir=self.read("KEYS_DIR", Path, home / "var" / "keys"),
            anchors_dir=self.read("ANCHORS_DIR", Path, home / "var" / "anchors"),
            host=self.read("HOST", str, Settings.host),
            port=self.read("PORT", whole_number(1, 65535), Settings.port),
            threads=self.read("THREADS", whole_number(1, 64), Settings.threads),
            proxies=self.read("PROXIES", whole_number(0, 4), Settings.proxies),
            log_level=self.read("LOG_LEVEL", parse_log_level, Settings.log_level),
        )
        self._check_together(settings)
        if self.faults:
            raise SettingsInvalid(self.faults)
        return settings

    def _check_together(self, settings: Settings) -> None:
        if settings.sandbox and settings.production:
            self.faults.append(
                "ZHIPING_SANDBOX=1 与 ZHIPING_PRODUCTION=1 不能同时设置："
                "演练环境可以拨动时钟并公开演示账号，请去掉其中一项"
            )
        if not settings.processes.is_dir():
            self.faults.append(f"ZHIPING_HOME={str(settings.home)!r}：其下没有 processes 文件夹")

    def _secret(self, production: bool) -> str:
        given = self.environment.get("ZHIPING_SECRET_KEY", "")
        if given and len(given) < SECRET_LENGTH:
            self.faults.append(f"ZHIPING_SECRET_KEY：至少 {SECRET_LENGTH} 个字符，现为 {len(given)} 个")
        elif production and not given:
            self.faults.append("ZHIPING_SECRET_KEY：正式环境必须设置，且各节点相同")
        return given
