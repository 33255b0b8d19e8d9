"""The settings are read from the environment, and every fault is told at once."""

from __future__ import annotations

import pytest

from app.config import Settings, SettingsInvalid

SECRET = "x" * 32


def faults(**environment: str) -> list[str]:
    with pytest.raises(SettingsInvalid) as refused:
        Settings.from_environment({f"ZHIPING_{name}": value for name, value in environment.items()})
    return refused.value.faults


def test_without_settings_it_is_a_local_sqlite_that_is_no_sandbox() -> None:
    settings = Settings.from_environment({})

    assert settings.database_url == f"sqlite:///{settings.home / 'var' / 'zhiping.db'}"
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert not settings.sandbox
    assert not settings.production


def test_a_postgresql_address_gets_its_driver() -> None:
    settings = Settings.from_environment({"ZHIPING_DATABASE_URL": "postgresql://zhiping@db/zhiping"})

    assert settings.database_url == "postgresql+psycopg://zhiping@db/zhiping"


def test_a_sandbox_is_refused_in_production() -> None:
    (fault,) = faults(SANDBOX="1", PRODUCTION="1", SECRET_KEY=SECRET)

    assert "不能同时设置" in fault


def test_production_wants_a_long_secret() -> None:
    assert "必须设置" in faults(PRODUCTION="1")[0]
    assert "31" in faults(PRODUCTION="1", SECRET_KEY=SECRET[1:])[0]
    assert Settings.from_environment({"ZHIPING_PRODUCTION": "1", "ZHIPING_SECRET_KEY": SECRET}).production


def test_every_fault_is_listed() -> None:
    told = "\n".join(faults(PORT="0", SANDBOX="perhaps", DATABASE_URL="oracle://x", LOG_LEVEL="loud", HOME="/nowhere"))

    for name in ("PORT", "SANDBOX", "DATABASE_URL", "LOG_LEVEL", "HOME"):
        assert f"ZHIPING_{name}" in told


@pytest.mark.parametrize(("text", "port"), [("1", 1), ("65535", 65535)])
def test_a_port_may_be_as_small_and_as_large_as_ports_are(text: str, port: int) -> None:
    assert Settings.from_environment({"ZHIPING_PORT": text}).port == port


@pytest.mark.parametrize("text", ["65536", "-1", "８０００x", "80.5"])
def test_what_is_no_port_is_refused(text: str) -> None:
    assert "整数" in faults(PORT=text)[0]
