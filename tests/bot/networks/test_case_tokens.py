"""Tokens and addresses of a case are found again by who made them, and can be made by nobody else."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.networks.case_tokens import LONG_AGO, Named, case_address, read_address, read_token, sign_case

SECRET = "a-long-secret-of-larkspur"
HELP = "help@larkspur.example"


@given(st.integers(1, 10**15))
def test_a_token_and_an_address_lead_back_to_their_case(case: int) -> None:
    assert read_token(sign_case(case, SECRET, "page"), SECRET, "page") == Named(case, LONG_AGO)
    assert read_address(case_address(HELP, case, SECRET), SECRET) == Named(case, LONG_AGO)


def test_a_case_fits_into_an_address() -> None:
    local, _, domain = case_address(HELP, 1_234_567, SECRET).rpartition("@")
    assert (local.partition("+")[0], domain) == ("help", "larkspur.example")
    assert len(local) <= 64
    assert local == local.lower()


def test_mail_servers_may_change_the_case_of_letters_and_the_domain() -> None:
    local, _, _ = case_address(HELP, 1042, SECRET).rpartition("@")
    assert read_address(f"{local.upper()}@inbound.example", SECRET) == Named(1042, LONG_AGO)


def test_a_token_is_worth_nothing_for_another_purpose_secret_or_case() -> None:
    token = sign_case(1042, SECRET, "page")
    assert read_token(token, SECRET, "address") is None
    assert read_token(token, "another-secret-of-theirs", "page") is None
    assert read_token(token.replace("1042", "1043"), SECRET, "page") is None


@given(st.text(max_size=60))
def test_nobody_guesses_a_token(words: str) -> None:
    assert read_token(words, SECRET, "page") is None
    assert read_token(f"1042.{words}", SECRET, "page") is None
    assert read_address(f"help+c{words}@larkspur.example", SECRET) is None


@pytest.mark.parametrize(
    "address",
    ["", "@", HELP, "help+c@larkspur.example", "help+c1042@larkspur.example", "help+news@larkspur.example"],
)
def test_an_address_without_a_case_names_none(address: str) -> None:
    assert read_address(address, SECRET) is None


@pytest.mark.parametrize("number", ["01042", "٣", "-1", "1042 ", "\n1042"])
def test_a_number_has_one_spelling(number: str) -> None:
    token = sign_case(1042, SECRET, "page").replace("1042", number)
    assert read_token(token, SECRET, "page") is None


def test_a_token_says_when_it_was_made_and_nobody_can_change_that() -> None:
    made_at = datetime(2026, 11, 22, 9, 30, 7, 500_000, UTC)
    token = sign_case(1042, SECRET, "page", made_at)
    assert read_token(token, SECRET, "page") == Named(1042, made_at)
    assert read_token(token.upper(), SECRET, "page") == Named(1042, made_at)
    case, made, signature = token.split(".")
    later = sign_case(1042, SECRET, "page", made_at + timedelta(days=9)).split(".")[1]
    for forged in (f"{case}.{later}.{signature}", f"{case}.{signature}", f"1043.{made}.{signature}"):
        assert read_token(forged, SECRET, "page") is None


def test_an_address_with_its_time_is_short_enough_for_mail() -> None:
    """RFC 5321, 4.5.3.1.1: at most 64 octets before the @."""
    address = case_address(HELP, 999_999, SECRET, datetime(2099, 1, 1, tzinfo=UTC))
    assert len(address.partition("@")[0]) <= 64
