"""Settings: defaults, sources, the two modes, and bad values that are named with their remedy and without secrets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import make_url

from gql.errors import SettingsError
from gql.settings import Mode, Settings, shown, sources, unknown_variables, variable_names
from tests.cli.conftest import RunCommand

SECRET = "a secret of sixteen bytes or more"


@pytest.fixture(autouse=True)
def _clean(home: Path) -> None:
    """No settings but those of the test."""


def test_without_anything_set_development_on_loopback() -> None:
    settings = Settings()

    assert ("127.0.0.1", 8000, "/graphql", Mode.DEVELOPMENT) == (
        settings.host,
        settings.port,
        settings.path,
        settings.mode,
    )
    assert settings.graphiql
    assert settings.introspection
    assert settings.explain_path
    assert settings.database_url is None


def test_any_other_host_means_production_which_tells_strangers_nothing() -> None:
    settings = Settings(host="0.0.0.0", secret_key=SECRET)

    assert settings.is_production
    assert {False} == {settings.graphiql, settings.introspection, settings.explain_path}


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1.2.3", "::1"])
def test_loopback_has_several_names(host: str) -> None:
    assert Mode.DEVELOPMENT == Settings(host=host).mode


def test_what_a_mode_switches_can_be_set_by_itself() -> None:
    assert Settings(mode="production", secret_key=SECRET, graphiql=True).graphiql
    assert not Settings(introspection=False).introspection


def test_arguments_win_over_the_environment_and_that_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("GQL_PORT=1\nGQL_HOST=localhost\nGQL_MAX_DEPTH=9\n")
    monkeypatch.setenv("GQL_PORT", "2")
    monkeypatch.setenv("GQL_HOST", "::1")

    settings = Settings(port=3)

    assert (3, "::1", 9) == (settings.port, settings.host, settings.max_depth)
    found = sources(settings)
    assert ["argument", "GQL_HOST", ".env", "default"] == [
        found[name] for name in ("port", "host", "max_depth", "path")
    ]


def test_secrets_may_come_from_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "gql_secret_key").write_text(SECRET)
    monkeypatch.setenv("GQL_SECRETS_DIR", str(tmp_path))

    settings = Settings(mode="production")

    assert SECRET == settings.secret_key.get_secret_value()
    assert "secrets" == sources(settings)["secret_key"]


def test_a_directory_of_secrets_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GQL_SECRETS_DIR", "/nowhere")

    with pytest.raises(SettingsError, match="GQL_SECRETS_DIR names /nowhere, which is not a directory"):
        Settings()


@pytest.mark.parametrize("variable", ["DATABASE_URL", "GQL_DATABASE_URL"])
def test_the_database_has_two_variables(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, "postgresql://user:p%40ss@host/shop")

    settings = Settings()

    assert make_url("postgresql://user:p%40ss@host/shop") == settings.database_url
    assert variable == sources(settings)["database_url"]


def test_our_variable_wins_over_the_common_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///theirs.db")
    monkeypatch.setenv("GQL_DATABASE_URL", "sqlite:///ours.db")

    assert "sqlite:///ours.db" == str(Settings().database_url)


def test_an_empty_variable_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GQL_PORT", "")

    assert 8000 == Settings().port


def test_origins_are_a_list_of_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GQL_CORS_ORIGINS", "https://a.example, https://b.example")

    assert ("https://a.example", "https://b.example") == Settings().cors_origins


@pytest.mark.parametrize(
    ("value", "proxies"), [("10.0.0.1, 10.1.0.0/16 ::1", ("10.0.0.1", "10.1.0.0/16", "::1")), ("*", ("*",))]
)
def test_trusted_proxies_are_addresses_and_networks(
    monkeypatch: pytest.MonkeyPatch, value: str, proxies: tuple[str, ...]
) -> None:
    monkeypatch.setenv("GQL_TRUSTED_PROXIES", value)

    assert proxies == Settings().trusted_proxies


@pytest.mark.parametrize(
    ("variable", "value", "problem"),
    [
        ("GQL_PORT", "abc", r"GQL_PORT \('abc'\) should be a valid integer.*for the default, 8000\."),
        ("GQL_PORT", "70000", "less than or equal to 65535"),
        ("GQL_MODE", "prod", "GQL_MODE .*'development' or 'production'"),
        ("GQL_PATH", "graphql", "write it like /graphql"),
        (
            "GQL_TRUSTED_PROXIES",
            "balancer",
            "GQL_TRUSTED_PROXIES .*'balancer' does not appear to be an IPv4 or IPv6 network",
        ),
        ("GQL_TRUSTED_PROXIES", "10.0.0.1/8", "10.0.0.1/8 has host bits set"),
        ("GQL_TRUSTED_PROXIES", "10.0.0.1,*", "does not appear"),
        ("GQL_POOL_SIZE", "0", "greater than or equal to 1"),
        ("GQL_STATEMENT_TIMEOUT_S", "inf", "GQL_STATEMENT_TIMEOUT_S .*finite"),
        ("GQL_PAGE_SIZE_DEFAULT", "200", r"GQL_PAGE_SIZE_DEFAULT \(200\) is above GQL_PAGE_SIZE_MAX \(100\)"),
        ("GQL_ECHO_SQL", "maybe", "GQL_ECHO_SQL .*boolean"),
    ],
)
def test_a_bad_value_is_named_with_its_problem_and_remedy(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, problem: str
) -> None:
    monkeypatch.setenv(variable, value)

    with pytest.raises(SettingsError, match=problem):
        Settings()


def test_all_bad_values_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GQL_PORT", "abc")
    monkeypatch.setenv("GQL_MAX_DEPTH", "0")

    with pytest.raises(SettingsError) as caught:
        Settings()

    assert ["GQL_PORT", "GQL_MAX_DEPTH"] == re.findall(r"^GQL_\w+", caught.value.message, re.MULTILINE)


def test_an_argument_that_does_not_exist_is_refused_with_the_nearest() -> None:
    with pytest.raises(SettingsError, match=r"no argument max_dept \(did you mean max_depth\?\)"):
        Settings(max_dept=3)


def test_variables_that_set_nothing_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GQL_PROT", "1")
    monkeypatch.setenv("GQL_TEST_ANYTHING", "1")

    assert ["GQL_PROT (did you mean GQL_PORT?)"] == unknown_variables()


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ({}, "GQL_SECRET_KEY is not set, and production needs it"),
        ({"secret_key": "short"}, "GQL_SECRET_KEY is shorter than 16 bytes"),
        ({"secret_key": "development-only-key-never-in-production"}, "GQL_SECRET_KEY is not set"),
        (
            {"secret_key": SECRET, "cors_origins": ("*",), "cors_credentials": True},
            r"GQL_CORS_ORIGINS is \* with GQL_CORS_CREDENTIALS on",
        ),
    ],
)
def test_production_refuses_what_is_unsafe(arguments: dict[str, object], problem: str) -> None:
    with pytest.raises(SettingsError, match=problem):
        Settings(mode="production", **arguments)


def test_production_by_host_says_that_the_host_is_the_reason() -> None:
    with pytest.raises(SettingsError, match=r"because 0\.0\.0\.0 is not loopback"):
        Settings(host="0.0.0.0")


def test_secrets_show_in_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    url = "postgresql://user:geheim@host/shop"
    settings = Settings(secret_key=SECRET, database_url=url)
    monkeypatch.setenv("GQL_DATABASE_URL", "postgresql//user:geheim@host/shop")
    monkeypatch.setenv("GQL_SECRET_KEY", SECRET)
    monkeypatch.setenv("GQL_PORT", "x")

    with pytest.raises(SettingsError, match="GQL_DATABASE_URL is not a database URL") as caught:
        Settings()

    texts = [repr(settings), str(settings), caught.value.message]
    texts += [shown(settings, name) for name in Settings.model_fields]
    assert not [text for text in texts if "geheim" in text or SECRET in text]


def test_every_setting_says_what_it_is_for_in_one_line() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert "\n" not in field.description
        assert variable_names(name)[0] == f"GQL_{name.upper()}"


def test_the_command_lists_every_setting_with_its_source(gql: RunCommand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GQL_SECRET_KEY", SECRET)
    monkeypatch.setenv("DATABASE_URL", "postgresql://user:geheim@host/shop")
    monkeypatch.setenv("GQL_PROT", "1")

    outcome = gql("settings")

    rows = {line.split()[0]: line for line in outcome.out.splitlines() if line.strip().startswith("GQL_")}
    assert 0 == outcome.code
    assert {variable_names(name)[0] for name in Settings.model_fields} == set(rows)
    assert "user:***@host" in rows["GQL_DATABASE_URL"]
    assert "DATABASE_URL" in rows["GQL_DATABASE_URL"].split("***")[1]
    assert "********" in rows["GQL_SECRET_KEY"]
    assert SECRET not in outcome.out
    assert "GQL_PROT is set, but there is no such setting" in outcome.err or "did you mean GQL_PORT" in outcome.err
