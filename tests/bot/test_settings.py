"""Settings come from the environment and `.env`; what is wrong with them is said all at once."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.settings import SETTINGS, SettingsError, read_settings

LEAST = {"SLACK_BOT_TOKEN": "xoxb-1234", "SLACK_SIGNING_SECRET": "signing-secret"}
OF_X = {
    "X_CONSUMER_KEY": "consumer-key",
    "X_CONSUMER_SECRET": "consumer-secret",
    "X_ACCESS_TOKEN": "access-token",
    "X_ACCESS_TOKEN_SECRET": "access-token-secret",
}
ON_A_DYNO = {**LEAST, "DYNO": "web.1", "DATABASE_URL": "postgres://baton:pa55word@db.example.org/baton"}


def faults(environ: dict[str, str]) -> dict[str, str]:
    with pytest.raises(SettingsError) as caught:
        read_settings(environ, env_file=None)
    return {fault.name: fault.wrong for fault in caught.value.faults}


def test_two_slack_settings_are_enough_on_a_laptop() -> None:
    settings = read_settings(LEAST, env_file=None)
    assert settings.database.url == "baton.db"
    assert (settings.host, settings.port) == ("127.0.0.1", 3000)
    assert not settings.slack.socket_mode
    assert settings.x is None


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("PORT=4000\nHOST=192.0.2.1\n")
    settings = read_settings({**LEAST, "PORT": "5000"}, file)
    assert (settings.host, settings.port) == ("192.0.2.1", 5000)


def test_a_file_that_is_not_there_is_no_fault(tmp_path: Path) -> None:
    assert read_settings(LEAST, tmp_path / ".env").port == 3000


def test_a_secret_in_the_file_is_taken_as_it_stands(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("\ufeffSLACK_SIGNING_SECRET='a${HOME}b$c'\n", encoding="utf-8")
    secret = read_settings({"SLACK_BOT_TOKEN": "xoxb-1234"}, file).slack.signing_secret
    assert secret is not None
    assert secret.get_secret_value() == "a${HOME}b$c"


def test_the_switch_of_python_dotenv_turns_the_file_off(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("PORT=4000\n")
    assert read_settings({**LEAST, "PYTHON_DOTENV_DISABLED": "1"}, file).port == 3000


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes("X_SEARCH_QUERY=Grüße".encode("latin-1"))
    with pytest.raises(SettingsError, match="UTF-8"):
        read_settings(LEAST, file)


def test_a_misspelt_name_in_the_file_is_not_passed_over(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("X_SERCH_QUERY=larkspur\nPOSTGRES_PASSWORD=abc\nslack_api_url=http://127.0.0.1\n")
    with pytest.raises(SettingsError) as caught:
        read_settings({**LEAST, "X_POL_SECONDS": "5"}, file)
    assert {fault.name: fault.remedy for fault in caught.value.faults} == {
        "X_SERCH_QUERY": "Did you mean X_SEARCH_QUERY?",
        "slack_api_url": "Did you mean SLACK_API_URL?",
    }


def test_spaces_and_newlines_around_a_pasted_value_do_not_count() -> None:
    settings = read_settings({**LEAST, "SLACK_BOT_TOKEN": " xoxb-1234\n"}, env_file=None)
    assert settings.slack.bot_token.get_secret_value() == "xoxb-1234"


def test_all_faults_are_named_at_once() -> None:
    environ = {
        "SLACK_BOT_TOKEN": "xoxp-1234",
        "PORT": "many",
        "X_POLL_SECONDS": "-1",
        "X_CONSUMER_KEY": "",
        "DYNO": "web.1",
        "SLACK_CLIENT_ID": "1.2",
    }
    assert faults(environ) == {
        "SLACK_BOT_TOKEN": "does not start with xoxb-",
        "SLACK_SIGNING_SECRET": "is missing",
        "PORT": "is not a whole number",
        "X_POLL_SECONDS": "must be more than 0",
        "X_CONSUMER_KEY": "is empty",
        "X_CONSUMER_SECRET": "is missing",
        "X_ACCESS_TOKEN": "is missing",
        "X_ACCESS_TOKEN_SECRET": "is missing",
        "DATABASE_URL": "is not Postgres",
        "SLACK_CLIENT_ID": "must not be set",
    }


def test_the_message_says_what_to_do() -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({"SLACK_BOT_TOKEN": "xoxb-1234"}, env_file=None)
    assert str(caught.value).splitlines() == [
        "1 setting needs attention:",
        "  SLACK_SIGNING_SECRET is missing. "
        "The signing secret, from Basic Information of the Slack app; not needed in Socket Mode.",
        "Baton reads settings from the environment, then from .env. See .env.example for each of them.",
    ]


@pytest.mark.parametrize(
    ("name", "value", "wrong"),
    [
        ("SLACK_BOT_TOKEN", "", "is empty"),
        ("SLACK_SIGNING_SECRET", "", "is empty"),
        ("SLACK_SIGNING_SECRET", "  ", "is empty"),
        ("SLACK_SIGNING_SECRET", "short", "is shorter than 6 characters"),
        ("SLACK_APP_TOKEN", "xoxb-1234", "does not start with xapp-"),
        ("SLACK_API_URL", "slack.com/api", "is not a web address"),
        ("X_API_URL", "http://", "is not a web address"),
        ("ALERT_CHANNEL", "alerts", "is neither a #name nor a channel id"),
        ("ALERT_WEBHOOK_URL", "hooks.example/T1/key", "is not a web address"),
        ("ALERT_EMAIL", "on-call@larkspur.example", "needs a mail server"),
        ("DATABASE_URL", "mysql://db/baton", "is neither a path nor a URL of SQLite or Postgres"),
        ("PORT", "65536", "must be at most 65535"),
        ("PORT", "3000.5", "is not a whole number"),
        ("X_REPLY_LIMIT", "0", "must be at least 1"),
        ("LEASE_SECONDS", "1", "must be at least 2"),
        ("MERGE_WINDOW_HOURS", "-1", "must be at least 0"),
        ("MERGE_WINDOW_HOURS", "a day", "is not a number"),
        ("REOPEN_WINDOW_HOURS", "inf", "is not a finite number"),
        ("SLACK_POST_SECONDS", "0", "must be more than 0"),
        ("SLACK_POST_SECONDS", "nan", "is not a finite number"),
        ("X_SEARCH_QUERY", "x" * 513, "is longer than 512 characters"),
        ("MONTHLY_BUDGETS", "50", "cannot be read at '50'"),
        ("MONTHLY_BUDGETS", "x=50, x=60", "cannot be read at 'x=60'"),
        ("MONTHLY_BUDGETS", "x=0", "cannot be read at 'x=0'"),
        ("MONTHLY_BUDGETS", "x=-1", "cannot be read at 'x=-1'"),
        ("MONTHLY_BUDGETS", "x=50,", "cannot be read at ''"),
        ("MONTHLY_BUDGETS", "x=1e400", "cannot be read at 'x=1e400'"),
        ("MONTHLY_BUDGETS", "twitter=50", "names twitter, which is not a network"),
        ("MONTHLY_BUDGETS", "{}", "cannot be read at '{}'"),
        ("RULES_EDITORS", "{0}", "names '{0}', which is neither an id nor an @handle"),
        ("TIME_ZONE", "Europe", "is not a time zone; write it like Europe/Berlin"),
        ("LOG_LEVEL", "loud", "is not one of the accepted values"),
        ("LOG_FORMAT", "xml", "is not one of the accepted values"),
    ],
)
def test_a_bad_value_is_named(name: str, value: str, wrong: str) -> None:
    assert faults({**LEAST, **OF_X, name: value}) == {name: wrong}


def test_budgets_are_dollars_by_the_name_of_their_network() -> None:
    settings = read_settings({**LEAST, "MONTHLY_BUDGETS": " X = $12.50 "}, env_file=None)
    assert settings.monthly_budgets == {"x": 12.5}
    assert read_settings(LEAST, env_file=None).monthly_budgets is None


def test_words_may_be_written_in_capitals_or_not() -> None:
    settings = read_settings({**LEAST, "LOG_LEVEL": "debug", "LOG_FORMAT": "Console"}, env_file=None)
    assert (settings.log.level, settings.log.format) == ("DEBUG", "console")


def test_an_app_token_means_socket_mode_and_needs_no_signing_secret() -> None:
    settings = read_settings({"SLACK_BOT_TOKEN": "xoxb-1234", "SLACK_APP_TOKEN": "xapp-1234"}, env_file=None)
    assert settings.slack.socket_mode


def test_the_four_keys_of_x_turn_it_on() -> None:
    assert read_settings({**LEAST, **OF_X}, env_file=None).x


@pytest.mark.parametrize("name", OF_X)
def test_three_keys_of_x_are_not_enough(name: str) -> None:
    assert faults({**LEAST, **{key: value for key, value in OF_X.items() if key != name}}) == {
        name: "is missing"
    }


def test_a_search_on_x_without_its_keys_is_refused() -> None:
    assert set(faults({**LEAST, "X_SEARCH_QUERY": "larkspur"})) == set(OF_X)


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"X_API_URL": "http://127.0.0.1:1", "META_HUMAN_AGENT": "true"}, {}),
        (
            {"X_API_URL": "http://", "X_REPLY_LIMIT": "1.000"},
            {
                "X_API_URL": "is not a web address",
                "X_REPLY_LIMIT": "can be read as two numbers: write 1000 or 1",
            },
        ),
        ({"X_POLL_SECONDS": ""}, {"X_POLL_SECONDS": "is empty"}),
    ],
)
def test_a_setting_with_a_default_turns_no_network_on_and_is_checked(
    given: dict[str, str], wrong: dict[str, str]
) -> None:
    if wrong:
        assert faults({**LEAST, **given}) == wrong
    else:
        settings = read_settings({**LEAST, **given}, env_file=None)
        assert (settings.x, settings.meta) == (None, None)


def test_names_of_other_programs_are_not_read() -> None:
    """A group has no name of its own in the environment, and EMAIL or LOG are common names there."""
    others = dict.fromkeys(
        ("X", "X_FOO", "EMAIL", "LOG", "LINK", "DATABASE", "SLACK", "x_poll_seconds"), "theirs"
    )
    assert read_settings({**LEAST, **others}, env_file=None) == read_settings(LEAST, env_file=None)


def test_a_dyno_keeps_its_cases_in_postgres_and_listens_to_the_router() -> None:
    """Pitfalls 31 and 32: a dyno loses its disk, and its database is named postgres://."""
    assert faults({**LEAST, "DYNO": "web.1"}) == {"DATABASE_URL": "is not Postgres"}
    assert read_settings(ON_A_DYNO, env_file=None).host == "0.0.0.0"
    assert read_settings({**ON_A_DYNO, "HOST": "192.0.2.1"}, env_file=None).host == "192.0.2.1"


@pytest.mark.parametrize("name", ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"])
def test_what_would_switch_bolt_to_oauth_is_refused(name: str) -> None:
    assert faults({**LEAST, name: "1234"}) == {name: "must not be set"}


def test_addresses_get_the_ending_their_library_expects() -> None:
    places = {"SLACK_API_URL": "http://127.0.0.1:1/api", "X_API_URL": "http://127.0.0.1:1/x/"}
    settings = read_settings({**LEAST, **OF_X, **places}, env_file=None)
    assert settings.slack.api_url == "http://127.0.0.1:1/api/"
    assert settings.x
    assert settings.x.api_url == "http://127.0.0.1:1/x"


def test_settings_never_change() -> None:
    settings = read_settings(LEAST, env_file=None)
    with pytest.raises(ValidationError):
        settings.port = 1  # type: ignore[misc]


def test_what_is_shown_holds_no_secret() -> None:
    settings = read_settings({**ON_A_DYNO, **OF_X}, env_file=None)
    shown = settings.redacted()
    assert shown["DATABASE_URL"] == "postgres://baton:***@db.example.org/baton"
    assert (shown["X_CONSUMER_KEY"], shown["X_BEARER_TOKEN"], shown["PORT"]) == ("set", "not set", "3000")
    assert set(shown) == set(SETTINGS)
    assert len(settings.secrets()) >= 7
    for secret in settings.secrets():
        assert secret not in repr(settings)
        assert secret not in str(shown)


@pytest.mark.parametrize(
    "url",
    [
        "postgres://baton:hidden-word@db/baton",
        "postgresql://baton:hidden-word@with#odd/signs@db/baton",
        "postgres://db/baton?sslmode=require&password=hidden-word",
    ],
)
def test_the_password_of_the_database_is_a_secret_wherever_it_stands(url: str) -> None:
    settings = read_settings({**LEAST, "DATABASE_URL": url}, env_file=None)
    assert "hidden-word" not in str(settings.redacted()) + repr(settings)
    assert any("hidden-word" in secret for secret in settings.secrets())


@pytest.mark.parametrize(
    "url",
    [
        "https://tool.example:8443/hooks/hidden-word",
        "https://tool.example:8443?token=hidden-word",
        "https://baton:hidden-word@tool.example:8443/hooks",
    ],
)
def test_of_an_address_on_the_web_only_the_host_is_shown(url: str) -> None:
    """A tool's address often is its key: nobody else shall read it in what the doctor prints."""
    settings = read_settings(
        {**LEAST, "WEBHOOK_SECRET": "k" * 32, "WEBHOOK_CALLBACK_URL": url}, env_file=None
    )
    assert settings.redacted()["WEBHOOK_CALLBACK_URL"] == "https://tool.example:8443/…"
    assert settings.redacted()["SLACK_API_URL"].startswith("https://slack.com")


def test_the_password_in_a_callback_is_kept_out_of_the_log() -> None:
    url = "https://baton:hidden%2Dword@tool.example/hooks"
    settings = read_settings(
        {**LEAST, "WEBHOOK_SECRET": "k" * 32, "WEBHOOK_CALLBACK_URL": url}, env_file=None
    )
    assert {"hidden%2Dword", "hidden-word"} <= set(settings.secrets())


SECRETS = ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN", "DATABASE_URL", *OF_X)


@given(
    name=st.sampled_from(SECRETS),
    marker=st.text("0123456789", min_size=12, max_size=20),
    around=st.sampled_from(["{}", "xoxb-{}", "postgres://a:{}@b/c", "mysql://a:{}@b", "{}\n", "http://[{}"]),
)
def test_no_error_holds_the_value_of_a_secret(name: str, marker: str, around: str) -> None:
    environ = {**LEAST, name: around.format(marker), "PORT": "broken"}
    with pytest.raises(SettingsError) as caught:
        read_settings(environ, env_file=None)
    assert marker not in str(caught.value)
    assert marker not in repr(caught.value.faults)


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("@service-team", "@service-team"),
        ("service-team", "@service-team"),
        ("S0SERVICE, U0MIRA", "S0SERVICE,U0MIRA"),
    ],
)
def test_the_agents_group_is_handles_and_ids(given: str, read: str) -> None:
    assert read_settings({**LEAST, "AGENTS_GROUP": given}, env_file=None).agents_group == read


@pytest.mark.parametrize("name", ["AGENTS_GROUP", "RULES_EDITORS", "EXTERNAL_AGENTS"])
@pytest.mark.parametrize("wrong", ["@a b", "@service-team,,U0MIRA", "<@U0MIRA>", "@a|b"])
def test_a_grant_that_is_neither_a_handle_nor_an_id_is_refused(name: str, wrong: str) -> None:
    assert "which is neither an id nor an @handle" in faults({**LEAST, name: wrong})[name]


def test_who_gets_alerts_by_email_is_an_address_and_no_list() -> None:
    for odd in ("on-call", "a@larkspur.example, b@larkspur.example", "Ruth <ruth@larkspur.example>"):
        with pytest.raises(SettingsError, match="ALERT_EMAIL is not an e-mail address"):
            read_settings({**LEAST, "ALERT_EMAIL": odd}, env_file=None)


def test_the_key_in_the_address_of_the_webhook_for_alerts_is_shown_nowhere() -> None:
    address = "https://hooks.example/services/T1/a-secret-key"
    settings = read_settings({**LEAST, "ALERT_WEBHOOK_URL": address}, env_file=None)
    assert settings.redacted()["ALERT_WEBHOOK_URL"] == "set"
    assert address in settings.secrets()
    assert "a-secret-key" not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("MERGE_WINDOW_HOURS", "1.500", "write 1500 or 1.5"),
        ("SLACK_POST_SECONDS", "10.000", "write 10000 or 10"),
        ("LEASE_SECONDS", "1.000.000", "write 1000000"),
        ("PORT", "3.000", "write 3000 or 3"),
        ("X_REPLY_LIMIT", "25.000", "write 25000 or 25"),
        ("MONTHLY_BUDGETS", "x=1.000", "write 1000 or 1"),
    ],
)
def test_a_number_that_reads_as_two_numbers_is_refused(name: str, value: str, remedy: str) -> None:
    assert faults({**LEAST, name: value})[name] == f"can be read as two numbers: {remedy}"


@pytest.mark.parametrize("value", ["0.125", "1.5", "1000", "10.00"])
def test_a_number_with_a_fraction_is_read(value: str) -> None:
    assert read_settings({**LEAST, "MERGE_WINDOW_HOURS": value}, env_file=None).merge_window_hours == float(
        value
    )
