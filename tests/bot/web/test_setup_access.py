"""The code of /setup opens the page once, to one browser, and cannot be guessed."""

import pytest

from bot.web.setup.access import COOKIE_SECONDS, TRIES, TRY_SECONDS, SetupAccess, WrongCode

SECRET = "link-secret-of-larkspur"


class Wall:
    """A clock that tests put forward."""

    def __init__(self) -> None:
        self.time = 1_800_000_000.0

    def __call__(self) -> float:
        return self.time


def refused(access: SetupAccess, typed: str, visitor: str = "192.0.2.1") -> WrongCode:
    with pytest.raises(WrongCode) as caught:
        access.enter(typed, visitor)
    return caught.value


def test_every_process_has_a_code_of_its_own() -> None:
    codes = {SetupAccess().code for _ in range(200)}
    assert len(codes) == 200
    assert {len(code) for code in codes} == {14}


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}\n"])
def test_the_code_is_accepted_as_people_type_it(typed: str) -> None:
    for change in (str, str.lower, lambda code: code.replace("-", ""), lambda code: code.replace("-", " ")):
        access = SetupAccess()
        assert access.admits(access.enter(typed.format(change(access.code)), "192.0.2.1"))


def test_a_used_code_opens_nothing_any_more() -> None:
    access = SetupAccess()
    access.enter(access.code, "192.0.2.1")
    assert "was used already" in str(refused(access, access.code))


@pytest.mark.parametrize("typed", ["", "-", "ÄÖÜ", "🔥" * 12, "x" * 10_000])
def test_a_wrong_code_is_refused(typed: str) -> None:
    assert refused(SetupAccess(), typed).status == 403


def test_a_visitor_has_five_tries_a_minute_and_others_their_own() -> None:
    now = Wall()
    access = SetupAccess(now=now)
    for _ in range(TRIES):
        assert refused(access, "wrong").status == 403
    assert refused(access, access.code).status == 429
    assert access.admits(access.enter(access.code, "192.0.2.2"))
    now.time += TRY_SECONDS + 1
    assert refused(access, access.code).status == 403


def test_a_cookie_ends_after_twelve_hours() -> None:
    now = Wall()
    access = SetupAccess(now=now)
    cookie = access.enter(access.code, "192.0.2.1")
    now.time += COOKIE_SECONDS - 1
    assert access.admits(cookie)
    now.time += 1
    assert not access.admits(cookie)


def test_a_restart_with_the_same_secret_knows_the_cookie_and_with_another_does_not() -> None:
    before = SetupAccess(SECRET)
    cookie = before.enter(before.code, "192.0.2.1")
    assert SetupAccess(SECRET).admits(cookie)
    assert not SetupAccess("another-secret-of-larkspur").admits(cookie)
    assert not SetupAccess().admits(cookie)


@pytest.mark.parametrize(
    "forged", ["", ".", "9999999999", "9999999999.", "9999999999.00", "x.y", "é.é", "🔥.1", "\udce9.\udce9"]
)
def test_a_forged_cookie_is_not_accepted(forged: str) -> None:
    assert not SetupAccess(SECRET).admits(forged)
    assert not SetupAccess().admits(forged)
