"""Rights by role for each command, button, window, shortcut and event, in one table."""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from bot.roles import Level
from bot.slack.manifest import COMMANDS
from handlers import BUTTONS, EVENTS, INTENTIONS, SHORTCUTS, VIEWS, WORDS
from tests.handlers.front import Answer, Front, open_front

AGENT, MEMBER, LOOK, NOTHING = Level.AGENT, Level.MEMBER, Level.LOOK, Level.NOTHING

# What a person needs to be to get past the door; a new entry point without a row fails the first test.
NEEDED: dict[str, dict[str, Level]] = {
    "words": {
        **dict.fromkeys(("help", "queue", "search", "clock", "why", "notify"), LOOK),
        **dict.fromkeys(("escalate", "rules"), MEMBER),
        **dict.fromkeys(("claim", "accept", "release", "giveback", "takeover"), AGENT),
        **dict.fromkeys(("reply", "correct", "delete", "private", "revoke", "same", "mood"), AGENT),
        **dict.fromkeys(("handover", "refuse", "sendback", "ask", "snooze", "wake"), AGENT),
        **dict.fromkeys(("resolve", "reopen", "answered", "unstick", "retry", "pending"), AGENT),
        **dict.fromkeys(("on", "off", "shift", "loan", "loans"), AGENT),
    },
    "buttons": {
        **dict.fromkeys(("why", "why_misses", "more", "preferences"), LOOK),
        **dict.fromkeys(("home_team", "home_network", "home_priority", "home_more", "home_back"), LOOK),
        **dict.fromkeys(("search", "search_words"), LOOK),
        **dict.fromkeys(("make_case", "edit_rules", "undo_rules", "restore_rules"), MEMBER),
        **dict.fromkeys(("rule_add", "rule_edit", "rule_up", "rule_down", "rule_pause"), MEMBER),
        **dict.fromkeys(("rule_duplicate", "rule_try", "rules_previous", "rules_next"), MEMBER),
        **dict.fromkeys(
            ("rules_yaml", "rules_history", "rules_back", "rules_teams", "rules_replies"), MEMBER
        ),
        **dict.fromkeys(("rules_replies_of", "rules_replies_previous", "rules_replies_next"), MEMBER),
        **dict.fromkeys(("rules_team_add", "rules_team_edit", "rules_reply_add", "rules_reply_edit"), MEMBER),
        **dict.fromkeys(("claim", "release", "ask_take_over", "take_over"), AGENT),
        **dict.fromkeys(("reply", "text", "suggested", "post", "suggest", "review_reply"), AGENT),
        **dict.fromkeys(("claim_reply", "accept_reply"), AGENT),
        **dict.fromkeys(("try_again", "send_again", "it_did", "closing_line", "take_private"), AGENT),
        **dict.fromkeys(("correct", "review_correction", "delete_reply"), AGENT),
        **dict.fromkeys(
            ("same_yes", "same_no", "same_undo", "accept_sender", "undo_sender", "revoke_links"), AGENT
        ),
        **dict.fromkeys(("change_sentiment", "mood_negative", "mood_neutral", "mood_positive"), AGENT),
        **dict.fromkeys(("hand_over", "escalate", "send_back", "ask_guidance", "answered_question"), AGENT),
        **dict.fromkeys(("bulk", "reassign", "bulk_action", "bulk_undo"), AGENT),
        **dict.fromkeys(("snooze", "wake", "resolve", "reopen", "mark_answered", "unstick"), AGENT),
        **dict.fromkeys(("pending", "resolution", "undo_resolve", "keep_open", "saved_reply"), AGENT),
        **dict.fromkeys(
            ("shift_on", "shift_off", "end_loan", "claim_listed", "wake_listed", "claim_next"), AGENT
        ),
    },
    "views": {
        **dict.fromkeys(("why", "search", "preferences"), LOOK),
        **dict.fromkeys(("escalate", "rules", "rules_save", "rules_list", "rule_form"), MEMBER),
        **dict.fromkeys(("rules_team", "rules_reply"), MEMBER),
        **dict.fromkeys(("reply", "confirm_reply", "take_private", "correct", "confirm_correct"), AGENT),
        **dict.fromkeys(
            ("escalate_case", "hand_over", "send_back", "guidance", "snooze", "resolve", "take_over"), AGENT
        ),
        **dict.fromkeys(("pending", "more", "bulk", "bulk_confirm"), AGENT),
    },
    "shortcuts": {"escalate": MEMBER, "bulk": AGENT},
    "events": {
        "app_home_opened": LOOK,
        # What is said in a thread is kept whoever says it; see the tests of notes below.
        "message": NOTHING,
        "member_joined_channel": NOTHING,
        "member_left_channel": NOTHING,
        # Its author may be an app; what they may see is decided when the preview is drawn.
        "link_shared": NOTHING,
        # Slack says that a channel changed: Baton follows it, and retries what is on hold for it.
        "channel_id_changed": NOTHING,
        **dict.fromkeys(("channel_created", "channel_rename", "channel_unarchive"), NOTHING),
        **dict.fromkeys(("group_rename", "group_unarchive"), NOTHING),
    },
}
TABLES = {"words": WORDS, "buttons": BUTTONS, "views": VIEWS, "shortcuts": SHORTCUTS, "events": EVENTS}

GUARDED = {"AGENTS_GROUP": "@billing-team"}
AINO, MIRA, JONAS, FEMI, LEON, PRIYA = "U0AINO", "U0MIRA", "U0JONAS", "U0FEMI", "U0LEON", "U0PRIYA"
# Who plays which role, and how far they get without AGENTS_GROUP and with it.
ROLES = {
    "agent": (AINO, AGENT, AGENT),
    "member": (MIRA, AGENT, MEMBER),
    "guest": (JONAS, LOOK, LOOK),
    "external": (FEMI, LOOK, LOOK),
    "app": (LEON, NOTHING, NOTHING),
    "deactivated": (PRIYA, NOTHING, NOTHING),
}
REFUSALS = ("Only members of the agents' group", "so you can view cases but not act", "cannot do this")
serial = count(1)


def play_roles(front: Front) -> None:
    users = front.sandbox.slack.users
    users[JONAS].is_restricted = True
    users[FEMI].team_id = "T0OTHER"
    users[LEON].is_bot = True
    users[PRIYA].has_left = True
    front.sandbox.slack.channels["C0BILLING"].connected.append("T0OTHER")


def test_every_intention_has_a_row() -> None:
    assert {kind: dict.keys(table) for kind, table in TABLES.items()} == {
        kind: dict.keys(table) for kind, table in NEEDED.items()
    }
    assert sum(len(getattr(routes, kind)) for routes in INTENTIONS for kind in TABLES) == sum(
        map(len, NEEDED.values())
    )


@pytest.mark.parametrize("settings", [{}, GUARDED], ids=["everybody acts", "with a group"])
@pytest.mark.parametrize("role", ROLES)
async def test_each_role_gets_as_far_as_the_table_says_at_every_entry_point(
    tmp_path: Path, role: str, settings: dict[str, str]
) -> None:
    user, without, within = ROLES[role]
    level = within if settings else without
    async with open_front(tmp_path, **settings) as front:
        play_roles(front)
        number = await front.opened()
        wrong = [
            f"{kind} {word} by {entry}"
            for kind, table in NEEDED.items()
            for word, needed in table.items()
            for entry in entries(kind, word)
            if await refused(front, user, number, kind, word, entry) is not (level < needed)
        ]
        assert wrong == []
        if level < AGENT:
            done = {event for event in await front.kinds(number) if event != "noted"}
            assert done <= ({"handed_over"} if level >= AGENT else set())
            assert (await front.case(number)).owner is None


def entries(kind: str, word: str) -> Iterator[str]:
    """Return the entry points of a word; everything else has one."""
    if kind != "words":
        yield kind
        return
    if word in {command for command, _, _ in COMMANDS}:
        yield "command"
    yield from ("/baton", "!", "mention", "direct")


async def refused(front: Front, user: str, number: int, kind: str, word: str, entry: str) -> bool:
    """Return whether the person was refused for their rights, and not by the handler."""
    before = Counter(front.told(user))
    answer = await knock(front, user, number, kind, word, entry)
    assert answer.status in (200, 400), (kind, word, entry)
    said = json.dumps(answer.body) + "".join(Counter(front.told(user)) - before)
    if word == "app_home_opened":
        return user not in front.sandbox.server.views.homes
    return any(words in said for words in REFUSALS)


async def knock(front: Front, user: str, number: int, kind: str, word: str, entry: str) -> Answer:
    stamp = f"{next(serial)}.7"
    match entry:
        case "command":
            return await front.command(f"{number} x", user, word=f"/{word}")
        case "/baton":
            return await front.command(f"{word} {number} x", user)
        case "!":
            return await front.say(f"!{word} x", user, ts=stamp)
        case "direct":
            where = {"channel": front.sandbox.slack.direct_message(user).id, "channel_type": "im"}
            return await front.say(f"{word} {number} x", user, ts=stamp, thread_ts="", **where)
        case "mention":
            return await front.say(f"<@U0BATON> {word} x", user, ts=stamp, type="app_mention")
        case "buttons":
            return await front.press(word, f"{number}/1", user)
        case "views":
            return await front.submit(word, {"case": number, "draft": 1, "channel": "C0BILLING"}, user)
        case "shortcuts":
            message = {"ts": "404.4", "text": "see this", "user": AINO}
            about = {"callback_id": word, "channel": {"id": "C0BILLING"}, "message": message}
            return await front.interact("message_action", user, **about)
    return await front.event({"type": word, "user": user, "channel": "C0BILLING", "event_ts": stamp})


@pytest.mark.parametrize("settings", [{}, GUARDED], ids=["everybody acts", "with a group"])
@pytest.mark.parametrize("user", [JONAS, FEMI])
async def test_a_visitor_who_is_named_acts_like_an_agent(
    tmp_path: Path, settings: dict[str, str], user: str
) -> None:
    async with open_front(tmp_path, EXTERNAL_AGENTS=f"{JONAS}, {FEMI}", **settings) as front:
        play_roles(front)
        number = await front.opened()
        assert "is yours" in (await front.command(f"claim {number}", user)).words
        assert (await front.case(number)).owner == user


async def test_people_of_a_connected_company_cannot_speak_as_the_brand(front: Front) -> None:
    play_roles(front)
    number = await front.opened()
    await front.press("claim", str(number), FEMI)
    await front.submit("reply", {"case": number}, FEMI, text="You get nothing from us.")
    await front.say("!reply You get nothing from us.", FEMI)
    case = await front.case(number)
    assert (case.owner, case.drafts, case.replies) == (None, (), ())
    assert "belongs to another workspace" in front.whispers(FEMI)[0]


@pytest.mark.parametrize("named", [{"user_team": "T0OTHER"}, {"source_team": "T0OTHER"}, {"team": "T0OTHER"}])
async def test_the_workspace_that_an_event_names_counts_though_the_person_is_ours(
    front: Front, named: dict[str, str]
) -> None:
    """Two workspaces may know one id: the stricter of the request's word and the directory's counts."""
    number = await front.opened()
    await front.say("!claim", AINO, **named)
    assert (await front.case(number)).owner is None


async def test_a_command_of_another_workspace_is_refused_though_the_person_is_ours(front: Front) -> None:
    number = await front.opened()
    answer = await front.command(f"claim {number}", AINO, team_id="T0OTHER")
    assert "belongs to another workspace" in answer.words
    press = await front.press("claim", str(number), user=AINO)
    assert press.status == 200
    assert (await front.case(number)).owner == AINO


async def test_colleagues_from_the_same_organization_are_members(tmp_path: Path) -> None:
    """Enterprise Grid: a sibling workspace is no stranger; another organization is."""
    async with open_front(tmp_path) as front:
        slack = front.sandbox.slack
        slack.enterprise_id = "E0LARKSPUR"
        for user, org in ((FEMI, "E0LARKSPUR"), (JONAS, "E0OTHER")):
            slack.users[user].team_id, slack.users[user].enterprise_id = f"T0{user}", org
        number = await front.opened()
        refusal = (await front.command(f"claim {number}", JONAS)).words
        assert "belongs to another workspace" in refusal
        assert "is yours" in (await front.command(f"claim {number}", FEMI)).words


@pytest.mark.parametrize(("user", "role"), [(JONAS, "guest"), (FEMI, "external"), (MIRA, ""), (AINO, "")])
async def test_words_of_visitors_are_kept_and_marked(tmp_path: Path, user: str, role: str) -> None:
    async with open_front(tmp_path, **GUARDED) as front:
        play_roles(front)
        number = await front.opened()
        await front.say("I have seen this before", user)
        journal = await front.baton.store.transact(lambda tx: tx.event_log(number))
        assert journal[-1].kind == "noted"
        assert journal[-1].data.get("role", "") == role


async def test_a_visitor_answers_no_question_for_the_team(front: Front) -> None:
    """A guest cannot answer a question in the team's place by writing in the thread."""
    play_roles(front)
    number = await front.opened()
    await front.command(f"claim {number}", AINO)
    await front.command(f"ask {number} press is this ours?", AINO)
    await front.say("no it is not", JONAS, ts="9.3")
    assert (await front.kinds(number))[-2:] == ["guidance_asked", "noted"]
    await front.say("no it is not", MIRA, ts="9.4")
    assert (await front.kinds(number))[-2:] == ["noted", "guidance_given"]


async def test_a_note_is_kept_while_slack_does_not_say_who_wrote_it_and_answers_nothing(front: Front) -> None:
    number = await front.opened()
    await front.command(f"claim {number}", AINO)
    await front.command(f"ask {number} press is this ours?", AINO)
    front.sandbox.faults.arm("users.info", "500", times=9)
    await front.say("she called me too", MIRA)
    assert (await front.kinds(number))[-2:] == ["guidance_asked", "noted"]


async def test_nobody_acts_while_slack_never_said_who_they_are(front: Front) -> None:
    number = await front.opened()
    front.sandbox.faults.arm("users.info", "500", times=9)
    said = (await front.command(f"claim {number}")).words
    assert "Baton couldn't check your account in Slack" in said
    assert (await front.case(number)).owner is None


async def test_people_known_before_act_on_while_slack_does_not_answer(front: Front) -> None:
    number, other = await front.opened(), await front.opened()
    await front.command(f"claim {number}")
    front.sandbox.faults.arm("users.info", "500", times=9)
    assert "is yours" in (await front.command(f"claim {other}")).words


async def test_a_group_that_is_gone_gives_nobody_rights_and_the_refusal_names_it(tmp_path: Path) -> None:
    async with open_front(tmp_path, **GUARDED) as front:
        front.sandbox.slack.groups["S0BILLING"].is_disabled = True
        front.sandbox.slack.users[JONAS].display_name = "billing-team"
        number = await front.opened()
        for user in (AINO, JONAS):
            said = (await front.command(f"claim {number}", user)).words
            assert "AGENTS_GROUP names @billing-team: There is no user group @billing-team." in said
            assert "Only user ids and user groups give rights." in said
        assert f"#{number}" in (await front.command("queue", AINO)).words


async def test_agents_can_be_named_by_id(tmp_path: Path) -> None:
    async with open_front(tmp_path, AGENTS_GROUP="S0OUTAGE, U0MIRA") as front:
        first, second = await front.opened(), await front.opened()
        assert "is yours" in (await front.command(f"claim {first}", MIRA)).words
        assert "is yours" in (await front.command(f"claim {second}", FEMI)).words
        assert "agents' group" in (await front.command(f"release {first}", AINO)).words
