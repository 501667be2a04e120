"""What waits for me: /queue and the Home tab."""

from collections.abc import Awaitable

from bot.case import Refused, claim, wake
from bot.lag import lags
from bot.roles import Level
from bot.slack import Message
from bot.slack.views.home import draw_home, draw_queue
from bot.slack.views.modals import told_above
from bot.slack.views.people import privately
from handlers.request import Answer, Request, Routes, case_of, first_word, team_named

HOW = "Say `/queue` or `/queue <team>`."


async def show_queue(door: Request) -> Answer:
    """Of the team named, else of the channel's team, else of all teams of the person's own."""
    name, _ = first_word(door.text)
    return await _queue(door, team_named(door, name, HOW).name if name else "")


async def claim_listed(door: Request) -> Answer:
    """Claim a case in the list, and show what is in it now."""
    number, _ = await case_of(door)
    return await _then_queue(door, door.book.take(number, door.ask(), claim), f"Case #{number} is yours.")


async def wake_listed(door: Request) -> Answer:
    number, _ = await case_of(door)
    return await _then_queue(door, door.book.do(number, door.ask(), wake), f"Case #{number} is active again.")


async def show_home(door: Request) -> Answer:
    now = door.office.now()
    teams = await door.office.teams_of_person(door.user)
    queue = await door.book.queue(door.user, teams, now)
    edits = await _edits_rules(door)
    view = draw_home(
        door.user,
        mine=queue.mine,
        waiting=queue.waiting,
        late=queue.late,
        snoozed=queue.snoozed,
        present=await door.office.roster.present(teams, now),
        edits_rules=edits,
        read=lags(door.office.sources(), await door.book.read_at(), now) if edits else (),
        now=now,
    )
    await door.office.client.views_publish(user_id=door.user, view=privately(view))
    return None


async def _then_queue(door: Request, doing: Awaitable[object], said: str) -> Message:
    try:
        await doing
    except Refused as refusal:
        said = refusal.why
    return told_above(said, await _queue(door, door.value.partition("/")[2]))


async def _queue(door: Request, name: str) -> Message:
    """What waits in the team of that name, where there is one, and what is the person's own."""
    now, team = door.office.now(), name or await door.office.team_of(door.channel)
    teams = (team,) if team else await door.office.teams_of_person(door.user)
    queue = await door.book.queue(door.user, teams, now)
    return draw_queue(
        door.user,
        mine=queue.mine,
        waiting=queue.waiting,
        late=queue.late,
        snoozed=queue.snoozed,
        team=name,
        now=now,
    )


async def _edits_rules(door: Request) -> bool:
    """Whether to show the button; who wants to press it is told what keeps them from it."""
    try:
        return await door.office.access.edits_rules(door.asker)
    except Refused:
        return False


DOORS = Routes(words={"queue": show_queue}, events={"app_home_opened": show_home}, level=Level.LOOK)
# To look is for everybody, to act is not.
LISTED = Routes(buttons={"claim_listed": claim_listed, "wake_listed": wake_listed})
