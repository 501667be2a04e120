"""What Baton can do, said where somebody asks."""

from bot.roles import Level
from bot.slack import Message
from handlers.request import Answer, Request, Routes

# Each command: the word, what may follow it, what it does.
ON_A_CASE = (
    ("claim", "", "take the case"),
    ("release", "[reason]", "give it back to the queue"),
    ("takeover", "", "take it from its owner, after a question"),
    ("reply", "[text]", "answer the customer, after you confirm the exact text"),
    ("correct", "[text]", "change the last answer; `delete` removes it"),
    ("private", "", "move the conversation to a private page or email"),
    ("revoke", "", "make the private links and addresses given out so far invalid"),
    ("handover", "team reason", "transfer it to another team"),
    ("refuse", "reason", "send back what was handed to your team"),
    ("ask", "team question", "ask a team or `@person` for guidance"),
    ("snooze", "2h", "until then, or `tomorrow 9:00`, `opening`, `customer`; `wake` ends it"),
    ("resolve", "[how]", "`answered`, `spam`, `elsewhere: why` or `no answer needed: why`"),
    ("reopen", "[reason]", "open a resolved case again"),
    ("answered", "[how]", "mark it as answered outside Baton"),
    ("accept", "", "keep a case Baton assigned to you; `giveback` returns it"),
    ("mood", "negative", "set the sentiment: `negative`, `neutral` or `positive`"),
    ("same", "1023", "say that case 1023 has the same customer"),
    ("why", "", "the rule that sent it here"),
    ("clock", "", "its deadlines, and how earlier ones went"),
    ("unstick", "", "retry what failed in the case"),
)
ANYWHERE = (
    ("claim next", "", "take the most urgent case of this channel's team"),
    ("queue", "[team]", "your cases, what waits, what is overdue"),
    ("escalate", "link [team] [reason]", "bring a post or a Slack message to service"),
    ("on", "[team]", "start your shift; `off until 14:00` ends it, `shift` shows who is on"),
    ("loan", "@person to team until 17:00", "add a person to a team for a while; `loans` lists them"),
    ("retry", "", "retry everything that failed; with a case only what failed there"),
    ("rules", "", "edit the routing rules; `rules history` lists versions"),
    ("help", "", "this list"),
)
HEAD = (
    "*Baton* brings public posts to the people who can fix them. Customers see only what you reply, and you confirm the"
    " exact text first. Everything else in a case's thread stays inside."
)
ABOUT_A_CASE = (
    "*A case*: write `!word` or `@Baton word` in its thread; anywhere else `/baton word 1042`, with its number or a"
    " link to its thread. `/claim`, `/release`, `/reply`, `/handover`, `/resolve` and `/reopen` work without `/baton`."
)
ABOUT_THE_REST = (
    "*Anywhere*: `/baton word`, `@Baton word` or `!word`; also `/claim next`, `/queue`, `/escalate`."
)
MENU = "To escalate any Slack message, open its menu: *More actions*, *Escalate to service*."


async def show_help(request: Request) -> Answer:
    return Message(help_text())


def help_text() -> str:
    """All commands, a line each, as Slack's mrkdwn."""
    parts = [HEAD, ABOUT_A_CASE, *map(_line, ON_A_CASE), ABOUT_THE_REST, *map(_line, ANYWHERE), MENU]
    return "\n".join(parts)


def _line(command: tuple[str, str, str]) -> str:
    word, more, does = command
    return f"• `{' '.join(filter(None, (word, more)))}` {does}"


ROUTES = Routes(words={"help": show_help}, level=Level.LOOK)
