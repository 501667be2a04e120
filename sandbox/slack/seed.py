"""The sample workspace: Larkspur, a fictional company that sells home internet."""

from sandbox.slack.records import Channel, Json, User, UserGroup

TEAM = {"id": "T0LARKSPUR", "name": "Larkspur", "domain": "larkspur"}
APP_ID = "A0BATON"
BOT_ID = "B0BATON"
BOT_USER = "U0BATON"
BOT_TOKEN = "xoxb-sandbox-bot"
APP_TOKEN = "xapp-sandbox-app"

SCOPES = [
    "app_mentions:read",
    "channels:history",
    "channels:join",
    "channels:read",
    "chat:write",
    "commands",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "links:read",
    "links:write",
    "metadata.message:read",
    "reactions:read",
    "reactions:write",
    "team:read",
    "usergroups:read",
    "users:read",
]

# The domains of links that the app asked to preview, until its own manifest is installed.
UNFURL_DOMAINS = ["x.com", "twitter.com"]

MARKETERS = ["U0MIRA", "U0JONAS"]
SERVICE = ["U0PRIYA", "U0LEON", "U0AINO", "U0FEMI", "U0RUTH"]


def people() -> list[User]:
    """Return two marketers, four agents, their lead, and the bot."""
    return [
        User("U0MIRA", "mira", "Mira Holt", "Social media manager"),
        User("U0JONAS", "jonas", "Jonas Weir", "Campaigns"),
        User("U0PRIYA", "priya", "Priya Nand", "Service agent"),
        User("U0LEON", "leon", "Leon Brandt", "Service agent"),
        User("U0AINO", "aino", "Aino Salo", "Billing agent"),
        User("U0FEMI", "femi", "Femi Ade", "Network agent"),
        User("U0RUTH", "ruth", "Ruth Callan", "Service team lead"),
        User(BOT_USER, "baton", "Baton", is_bot=True),
    ]


def groups() -> list[UserGroup]:
    """Return the user groups a routing rule may notify."""
    return [
        UserGroup("S0SERVICE", "service-team", "Service team", ["U0PRIYA", "U0LEON", "U0RUTH"]),
        UserGroup("S0BILLING", "billing-team", "Billing team", ["U0AINO", "U0RUTH"]),
        UserGroup("S0OUTAGE", "outage-team", "Outage team", ["U0FEMI", "U0RUTH"]),
        UserGroup("S0MARKETING", "marketing", "Marketing", list(MARKETERS)),
    ]


def channels() -> list[Channel]:
    """Return the channels; the bot is in all but #random, and #old-campaign is archived."""
    everyone = [*MARKETERS, *SERVICE]
    with_bot = [*everyone, BOT_USER]
    return [
        Channel("C0SOCIAL", "social", members=list(with_bot)),
        Channel("C0SERVICE", "service", members=list(with_bot)),
        Channel("C0BILLING", "billing", members=list(with_bot)),
        Channel("C0OUTAGE", "outage", members=list(with_bot)),
        Channel("C0PRESS", "press", is_private=True, members=[*MARKETERS, "U0RUTH", BOT_USER]),
        Channel("C0ALERTS", "baton-alerts", members=list(with_bot)),
        Channel("C0RANDOM", "random", members=list(everyone)),
        Channel("C0OLD", "old-campaign", is_archived=True, members=list(with_bot)),
    ]


def commands() -> list[Json]:
    """Return the slash commands until an app's own manifest is installed."""
    words = {
        "/baton": ("Everything Baton can do", "[claim|reply|queue|help] ..."),
        "/claim": ("Take a case", "[number|next|link]"),
        "/release": ("Give a case back", "[number]"),
        "/reply": ("Answer in public", "[number] [text]"),
        "/handover": ("Pass a case to another team", "[number] [team] [reason]"),
        "/escalate": ("Bring a public post to service", "[link] [team] [reason]"),
        "/resolve": ("Close a case", "[number] [reason]"),
        "/reopen": ("Open a case again", "[number]"),
        "/queue": ("What waits, and what is late", ""),
    }
    return [
        {"command": word, "description": what, "usage_hint": hint} for word, (what, hint) in words.items()
    ]


def shortcuts() -> list[Json]:
    """Return the shortcuts until an app's own manifest is installed."""
    return [
        {"callback_id": "escalate", "name": "Escalate to service", "type": "message"},
        {"callback_id": "bulk", "name": "Select cases", "type": "global"},
    ]
