"""How people choose to be notified: by a command, or in a window from the Home tab."""

import json

import pytest

from bot.case.notifications import Preference, Way
from tests.handlers.front import Front

AINO, MIRA = "U0AINO", "U0MIRA"


async def chosen(front: Front, user: str = AINO) -> Preference:
    return await front.baton.services.preferences.of(user)


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("dm", Preference(Way.DIRECT)),
        ("DM.", Preference(Way.DIRECT)),
        ("both also off shift", Preference(Way.BOTH, off_shift=True)),
        ("thread  only on shift", Preference(Way.THREAD)),
        ("off", Preference(Way.OFF)),
    ],
)
async def test_a_person_chooses_by_a_command(front: Front, typed: str, means: Preference) -> None:
    answer = await front.command(f"notify {typed}")
    assert await chosen(front) == means
    assert await chosen(front, MIRA) == Preference()
    assert ("off" in answer.words) or ("Baton notifies you" in answer.words)


async def test_without_words_the_command_shows_the_choice_and_a_way_to_change_it(front: Front) -> None:
    await front.command("notify both")
    answer = await front.command("notify")
    assert answer.words.startswith("Baton notifies you in the case's thread and by direct message, only")
    assert "Your shifts are those of Billing." in answer.words
    await front.press("preferences", "-")
    (view,) = front.views()
    assert view["callback_id"] == "preferences"
    ways = next(block["element"] for block in view["blocks"] if block.get("block_id") == "way")
    assert ways["initial_option"]["value"] == "both"


@pytest.mark.parametrize("typed", ["by pigeon", "dm at night", "both also"])
async def test_other_words_change_nothing_and_say_what_to_write(front: Front, typed: str) -> None:
    assert "Write `notify thread`" in (await front.command(f"notify {typed}")).words
    assert await chosen(front) == Preference()


async def test_the_window_saves_both_choices(front: Front) -> None:
    option = {"type": "radio_buttons", "selected_option": {"value": "dm"}}
    always = {"type": "radio_buttons", "selected_option": {"value": "always"}}
    answer = await front.submit("preferences", {}, way=option, shift=always)
    assert answer.body["response_action"] == "clear"
    assert await chosen(front) == Preference(Way.DIRECT, off_shift=True)


async def test_a_crafted_window_changes_nothing(front: Front) -> None:
    made_up = {"type": "radio_buttons", "selected_option": {"value": "everybody"}}
    answer = await front.submit("preferences", {}, way=made_up)
    assert "Write `notify thread`" in json.dumps(answer.body)
    assert await chosen(front) == Preference()


async def test_a_person_without_a_team_has_no_quiet_hours(front: Front) -> None:
    front.sandbox.slack.groups["S0OUTAGE"].users.remove("U0FEMI")
    assert (await front.command("notify dm", "U0FEMI")).words.startswith(
        "Baton notifies you by direct message, at any time."
    )


async def test_the_home_tab_has_the_button(front: Front) -> None:
    assert '"preferences"' in await front.home(AINO)


@pytest.mark.parametrize(
    ("choice", "says"),
    [
        ("dm also off shift", "Baton notifies the previous owner."),
        ("off", "The previous owner is off shift or has notifications off"),
    ],
)
async def test_a_take_over_says_whether_the_previous_owner_learns_of_it(
    front: Front, choice: str, says: str
) -> None:
    number = await front.opened()
    await front.command(f"notify {choice}")
    await front.command(f"claim {number}")
    await front.press("take_over", str(number), "U0RUTH")
    assert says in "".join(front.told("U0RUTH"))
