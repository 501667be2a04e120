"""The help text: every command with what it does."""

from bot.roles import Level
from bot.slack import Message
from handlers.request import Answer, Request, Routes

# Each command: the word, its arguments, its description.
ON_A_CASE = (
    ("claim", "", "become the owner"),
    ("release", "[reason]", "give it back to the queue"),
    ("takeover", "", "take it from its owner; you confirm first"),
    ("reply", "[text]", "reply to the customer; you confirm the exact text first"),
    ("correct", "[text]", "change the last reply; `delete` removes it"),
    ("private", "", "move the conversation to a private page or email"),
    ("revoke", "", "disable the private links and addresses sent so far"),
    ("handover", "team reason", "hand it over to another team"),
    ("refuse", "reason", "send back a case that was handed over to your team"),
    ("ask", "team question", "ask a team or `@person` for guidance"),
    ("snooze", "2h", "hide it for a while, or until `tomorrow 9:00`, `opening`, `customer`; `wake` ends it"),
    ("pending", "[3 days]", "wait for the customer; with a time, it returns to you then"),
    ("resolve", "[how]", "as `answered`, `spam`, `elsewhere: why` or `no reply needed: why`"),
    ("reopen", "[reason]", "open a resolved case again"),
    ("answered", "[how]", "mark it as answered outside Baton"),
    ("accept", "", "keep a case Baton assigned to you; `giveback` returns it"),
    ("mood", "negative", "set the sentiment: `negative`, `neutral` or `positive`"),
    ("same", "1023", "propose that case 1023 has the same customer"),
    ("why", "", "show the rule that routed it here"),
    ("clock", "", "show its SLA timers, running and completed"),
    ("unstick", "", "retry what failed in the case"),
)
ANYWHERE = (
    ("claim next", "", "claim the most urgent case of this channel's team"),
    ("queue", "[team]", "list your cases, unassigned cases and overdue cases"),
    ("search", "words", "search open and past cases by number, handle or words"),
    ("escalate", "link [team] [reason]", "bring a post or a Slack message to a service team"),
    ("on", "[team]", "start your shift; `off until 14:00` ends it, `shift` shows who is on"),
    ("notify", "dm", "choose how you are notified: `thread`, `dm`, `both` or `off`; add `also off shift`"),
    ("loan", "@person to team until 17:00", "add a temporary member to a team; `loans` lists them"),
    ("retry", "", "retry everything that failed; with a case only what failed there"),
    ("rules", "", "edit the routing rules; `rules add` opens a form, `rules history` lists versions"),
    ("help", "", "show this list"),
)
HEAD = (
    "*Baton* routes social posts to the right support team. Customers see only your replies, and you confirm the exact"
    " text first. Everything else in a case's thread is internal."
)
ABOUT_A_CASE = (
    "*A case*: write `!word` or `@Baton word` in its thread; anywhere else `/baton word 1042`, with its number or a"
    " link to its thread. `/claim`, `/release`, `/reply`, `/handover`, `/resolve` and `/reopen` work without `/baton`."
)
ABOUT_THE_REST = (
    "*Anywhere*: `/baton word`, `@Baton word` or `!word`; also `/claim next`, `/queue`, `/escalate`. In Baton's"
    " Messages tab the word alone: `queue`, `claim 1042`."
)
MENU = "To escalate any Slack message, open its menu: *More actions*, *Escalate to service*."


async def show_help(request: Request) -> Answer:
    return Message(help_text())


def help_text() -> str:
    """Return all commands, one per line, as Slack's mrkdwn."""
    parts = [HEAD, ABOUT_A_CASE, *map(_line, ON_A_CASE), ABOUT_THE_REST, *map(_line, ANYWHERE), MENU]
    return "\n".join(parts)


def _line(command: tuple[str, str, str]) -> str:
    word, more, does = command
    return f"• `{' '.join(filter(None, (word, more)))}` {does}"


ROUTES = Routes(words={"help": show_help}, level=Level.LOOK)
