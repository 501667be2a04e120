"""Windows for hand-over, resolution, take-over and private conversations; notices in a window."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.case.model import LONGEST_REASON, Case, Resolution
from bot.case.verbs.hand_over import latest_move
from bot.case.verbs.resolve import TO_EXPLAIN
from bot.slack import Block, Message
from bot.slack.views.blocks import (
    RESOLVED_AS,
    Element,
    actions,
    button,
    date,
    line,
    message,
    person,
    plain,
    rich,
    text,
    untrusted,
)
from bot.slack.views.inputs import View, choice, field, option, radio, window, words_field
from bot.slack.views.people import with_people
from bot.slack.views.text import cut, duration, one_line, trim

# Labels of the note, for the reasons that need one.
NOTES = {
    Resolution.ELSEWHERE: "Where was it answered?",
    Resolution.NO_ANSWER: "Why is no reply needed?",
}
# People named beside a team in a list.
NAMED = 2
CHANNELS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class TeamChoice:
    """A team to choose: its name in the rules, and its title."""

    name: str
    title: str
    #: Who is on shift, and how many open cases there are.
    about: str = ""


@dataclass(frozen=True, slots=True)
class Invitation:
    """The private link and address of a case; empty where there is none."""

    link: str
    address: str


def take_private_modal(case: Case, to: Invitation) -> View:
    """Return the window with the case's link and address, and a way to insert one into a reply."""
    given = [option("Link to a private page", "link")] if to.link else []
    given += [option("E-mail address", "address")] if to.address else []
    which = choice("how", "Choose one", given, given[0]["value"])
    chosen = [field("how", "Include in reply:", which)] if len(given) > 1 else []
    return window(
        "take_private",
        f"Move #{case.number} to private",
        "Insert into reply",
        {"case": case.number},
        *_ways(to),
        *chosen,
    )


def take_private_message(case: Case, to: Invitation) -> Message:
    """Return the same as a message, where no window can be opened."""
    go_on = button(
        "take_private", "Insert into reply", str(case.number), says=f"Move case {case.number} to private"
    )
    return message(*_ways(to), actions(go_on))


def resolved_message(case: Case, undo: int, *, closing: bool) -> Message:
    """Return that the case is resolved, with *Undo* of resolution `undo` (0: none).

    `closing` offers a closing reply in public, after a case that went private.
    """
    how = RESOLVED_AS[case.resolution] if case.resolution else "closed"
    began = " It began in public: you can post a closing reply there." if closing else ""
    says = {
        "undo": f"Undo: reopen case {case.number} as it was",
        "reply": f"Write a closing reply for {case.number}",
    }
    buttons = [
        *([button("undo_resolve", "Undo", f"{case.number}/{undo}", says=says["undo"])] if undo else []),
        *(
            [button("closing_line", "Write closing reply", str(case.number), says=says["reply"])]
            if closing
            else []
        ),
    ]
    told = rich(line(f"Case #{case.number} is resolved: {how}.{began}"))
    return message(told, actions(*buttons)) if buttons else message(told)


def take_over_modal(case: Case, since: datetime | None, now: datetime) -> View:
    """Return the question before a case is taken from its owner, who has it since `since`."""
    return window(
        "take_over",
        f"Take over #{case.number}?",
        "Take over",
        {"case": case.number},
        rich(*_take_over_question(case, since, now)),
    )


def take_over_message(case: Case, since: datetime | None, now: datetime) -> Message:
    """Return the same question as a message, where no window can be opened."""
    return message(
        rich(*_take_over_question(case, since, now)),
        actions(button("take_over", "Take over", str(case.number), style="danger")),
    )


def new_readers(channels: Sequence[str]) -> list[Block]:
    """Return the line that says who reads a private case's notes once it is in one of these channels, open to all."""
    if not channels:
        return []
    shown = [part for name in channels[:CHANNELS_SHOWN] for part in (", ", untrusted(name, bold=True))][1:]
    more = f" and {len(channels) - CHANNELS_SHOWN} more" if len(channels) > CHANNELS_SHOWN else ""
    return [
        rich(
            line(
                text("⚠ This case is in a private channel. ", bold=True),
                "Its notes move with it, and everyone in the workspace can read them in ",
                *shown,
                f"{more}.",
            )
        )
    ]


def hand_over_modal(
    case: Case, teams: Sequence[TeamChoice], opened_to: Sequence[str] = (), *, moved: str = "", note: str = ""
) -> View:
    """Return the window to choose a team and write a note. The case's own team is not offered.

    `opened_to` are the channels of these teams that are open to all, for a case that is not.
    `moved` says that the case moved since an earlier window was opened, in which the `note` was written.
    """
    others = [team for team in teams if team.name != case.route.team]
    if not others:
        return notice_modal(message(rich(line("There is no other team in the routing rules."))))
    return window(
        "hand_over",
        f"Hand over #{case.number}",
        "Hand over",
        {"case": case.number, "moved": latest_move(case)},
        *([rich(line(*with_people(f"{moved} Choose a team if it should move on.", 300)))] if moved else []),
        _team(others, "Team", optional=False),
        *new_readers(opened_to),
        words_field("reason", "Handover note (gives the next team context)", note, longest=1_000),
    )


def team_load(on_shift: Sequence[tuple[str, int]], open_cases: int) -> str:
    """Return who is on shift, each with their open cases, and the team's open cases, in 75 characters.

    People whose name Slack does not resolve are only counted.
    """
    named = [f"{one_line(name, 20)} ({held})" for name, held in on_shift if name.strip()]
    shown = named[:NAMED]
    rest = len(on_shift) - len(shown)
    more = [f"{rest} more" if shown else f"{rest} on shift"] if rest else []
    who = f"On shift: {', '.join([*shown, *more])}" if shown else ", ".join(more) or "Nobody on shift"
    return f"{cut(who, 75 - len(f' · {open_cases} open'))} · {open_cases} open"


def resolve_modal(case: Case, chosen: Resolution | None = None) -> View:
    """Return the window with the reasons, and a note where the `chosen` one needs it.

    *Answered* is offered once a reply was sent. When the customer deleted all posts, *no reply needed* is chosen.
    """
    reasons = [r for r in Resolution if r is not Resolution.ANSWERED or case.answered_at]
    first = Resolution.NO_ANSWER if case.withdrawn else reasons[0]
    reason = chosen if chosen in reasons else first
    options = [option(RESOLVED_AS[each].capitalize(), each.value) for each in reasons]
    listed = field("resolution", "Resolution", radio("resolution", options, reason.value))
    # A case whose posts are all gone needs no note: the verb says why.
    noted = reason in TO_EXPLAIN and not case.withdrawn
    note = words_field("because", NOTES.get(reason, ""), "", longest=LONGEST_REASON) if noted else None
    return window(
        "resolve",
        f"Resolve #{case.number}",
        "Resolve",
        {"case": case.number},
        listed | {"dispatch_action": True},
        *([note] if note else []),
    )


def notice_modal(notice: Message, title: str = "Baton") -> View:
    """Return a message as a window, for places where a private message would not be seen."""
    blocks = list(notice.blocks) or [_said(notice.text)]
    return {"type": "modal", "title": plain(title, 24), "close": plain("Close", 24), "blocks": blocks}


def _take_over_question(case: Case, since: datetime | None, now: datetime) -> Iterator[Element]:
    """Yield how long the owner has the case, how long the customer waits, and the question."""
    held: list[Element | str] = [f" for {duration(now - since)}, since ", date(since)] if since else []
    yield line(person(case.owner or ""), f" has owned case #{case.number}", *held, ".")
    if case.asked_at:
        yield line(
            "The customer has waited ", duration(now - case.asked_at), ", since ", date(case.asked_at), "."
        )
    else:
        yield line("The customer isn't waiting for a reply.")
    yield line("Take it over? Baton notifies the owner as they chose.")


def with_result(words: str, listed: Message) -> Message:
    """Return a list with the result of an action above it."""
    return Message(f"{words}\n{listed.text}", (_said(words), *listed.blocks))


def _ways(to: Invitation) -> list[Block]:
    ways = [line(text("Link: ", bold=True), to.link)] if to.link else []
    ways += [line(text("E-mail: ", bold=True), to.address)] if to.address else []
    return [
        rich(line("Messages the customer writes there appear in this thread, marked PRIVATE.")),
        rich(*ways),
        rich(
            line(
                "In a public reply, anyone can use them. Check who is writing before you share private details."
            )
        ),
    ]


def _said(words: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": trim(words, 3_000), "verbatim": True}}


def _team(teams: Sequence[TeamChoice], label: str, *, optional: bool) -> Block:
    options = [option(team.title, team.name, team.about) for team in teams]
    return field("team", label, choice("team", "Choose a team", options), optional=optional)
