"""Commands and notes: notes are kept and act on nothing, and mistyped commands are explained."""

import pytest

from handlers.typed_commands import TypedCommand, command_in, unknown_command
from tests.handlers.front import Front

NOTES = [
    "!!!",
    "!!! claim",
    "! claim",
    "!",
    "!?",
    "!?claim",
    "!5 minutes",
    "!claim's hers",
    "wait !claim",
    "&gt; !claim",
    "&gt;!claim",
    "`!claim`",
    "```!claim```",
    "*!claim*",
    "• !claim",
    "“!claim”",
    "I asked <@U0BATON> claim yesterday",
    "thanks, <@U0BATON> claim",
    "hey Leon, <@U0BATON> claim",
    "&gt; <@U0BATON> claim",
    "`@Baton claim`",
    "<@U0LEON> claim",
    "hey <@U0LEON> claim",
    "claim <@U0BATON>",
    "claim",
]
COMMANDS = [
    "!claim",
    "!Claim",
    " !claim",
    "!claim.",
    "!claim!",
    "!claim please",
    "!claim\nplease",
    "<@U0BATON> claim",
    "<@U0BATON|baton> claim",
    "<@U0BATON>: claim",
    "<@U0BATON>, claim!",
    "<@U0BATON>claim",
    "<@U0BATON> !claim",
    "<@U0BATON> please claim",
    "hey <@U0BATON> claim",
    "Hey, <@U0BATON>: claim",
    "please <@U0BATON> claim",
    "ok please <@U0BATON>\nclaim",
    "<@U0BATON> claim, please",
]


@pytest.mark.parametrize("text", NOTES)
async def test_what_is_no_command_is_a_note_and_nothing_else(front: Front, text: str) -> None:
    """Pitfalls 1 and 2 (docs/pitfalls.md)."""
    number = await front.opened()
    await front.say(text)
    assert await front.kinds(number) == ["noted"]
    assert front.told() == []


@pytest.mark.parametrize("text", COMMANDS)
async def test_a_command_begins_its_message(front: Front, text: str) -> None:
    number = await front.opened()
    await front.say(text)
    assert await front.kinds(number) == ["claimed"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("!clam", "`clam` is not a command. It was kept as a note. Did you mean `!claim`?"),
        ("!rep", "Did you mean `!reply`?"),
        ("!hand-over service it is the router", "Did you mean `!handover`?"),
        ("!relpy Sorry, Ana.", "`relpy` is not a command. It was kept as a note. Did you mean `!reply`?"),
        ("!xyzzy", "`xyzzy` is not a command. It was kept as a note. `!help` lists all commands."),
        ("<@U0BATON> clam", "Did you mean `@Baton claim`?"),
        ("<@U0BATON> the customer called", "`the` is not a command. It was kept as a note."),
        ("<@U0BATON> 1042", "That is not a command. It was kept as a note."),
    ],
)
async def test_a_word_that_is_no_command_is_named_with_the_nearest(
    front: Front, text: str, told: str
) -> None:
    number = await front.opened()
    await front.say(text)
    (said,) = front.told()
    assert told in said
    assert "*Anywhere*" not in said
    assert await front.kinds(number) == ["noted"]


@pytest.mark.parametrize("text", ["!important: call her", "!standup", "!clam"])
async def test_a_mark_of_another_tool_is_not_answered_outside_a_case(front: Front, text: str) -> None:
    await front.opened()
    await front.say(text, thread_ts="7.7")
    assert front.told() == []


async def test_a_note_that_begins_with_a_mark_is_left_alone(front: Front) -> None:
    number = await front.opened()
    await front.say("!important: call her")
    assert (await front.kinds(number), front.told()) == (["noted"], [])


@pytest.mark.parametrize("text", ["<@U0BATON>", "<@U0BATON>?", "hey <@U0BATON>!", "<@U0BATON> help", "!help"])
async def test_help_is_for_those_who_ask(front: Front, text: str) -> None:
    await front.opened()
    await front.say(text)
    assert "*Anywhere*" in front.told()[0]


async def test_a_slash_command_that_is_none_is_named_with_the_nearest(front: Front) -> None:
    assert "Did you mean `/baton claim`?" in (await front.command("clam 1042")).words
    assert "`xyzzy` is not a command." in (await front.command("xyzzy")).words
    assert "*Anywhere*" in (await front.command("")).words


def test_what_follows_a_word_is_kept_as_it_was_typed() -> None:
    assert command_in("!reply: Dear <@U1>,\n3 &lt; 5", "B") == TypedCommand("reply", " Dear <@U1>,\n3 &lt; 5")
    assert command_in("<@B> reply  24 hours", "B") == TypedCommand("reply", "  24 hours", True)


def test_without_a_near_word_only_the_help_is_named() -> None:
    assert unknown_command("", ["claim"], "!") == "That is not a command. `!help` lists all commands."
