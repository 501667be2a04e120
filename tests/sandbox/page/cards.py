"""What the page is given to draw, and how a test looks at it."""

from playwright.async_api import Locator, Page

from tests.sandbox.slack_world import Json, World

SERVICE = "C0SERVICE"
HOSTILE = '<img src=x onerror="window.broken=1"><!channel> <script>window.broken=1</script> *b*'


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(word: str) -> Json:
    return {"text": plain(word.title()), "value": word}


CARD: list[Json] = [
    {"type": "header", "text": plain("Case 1042")},
    {
        "type": "section",
        "text": {"type": "mrkdwn", "text": "*bold* _slanted_ `code` <https://example.com|a link>"},
    },
    {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_quote", "elements": [{"type": "text", "text": HOSTILE}]},
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "user", "user_id": "U0PRIYA"},
                    {"type": "usergroup", "usergroup_id": "S0SERVICE"},
                    {"type": "date", "timestamp": 0, "format": "on {date_num}", "fallback": "then"},
                ],
            },
        ],
    },
    {
        "type": "actions",
        "block_id": "verbs",
        "elements": [
            {
                "type": "button",
                "action_id": "claim",
                "text": plain("Claim"),
                "value": "1042",
                "style": "primary",
            },
            {
                "type": "button",
                "action_id": "spam",
                "text": plain("Spam"),
                "value": "1042",
                "style": "danger",
                "confirm": {
                    "title": plain("Close as spam?"),
                    "text": plain("Nobody will answer."),
                    "confirm": plain("Close it"),
                    "deny": plain("Keep it"),
                },
            },
            {
                "type": "static_select",
                "action_id": "team",
                "placeholder": plain("Hand over to"),
                "options": [option("billing"), option("press")],
            },
            {"type": "overflow", "action_id": "more", "options": [option("resolve"), option("reopen")]},
        ],
    },
]
# The blocks Slack added since 2025, where a message may have them.
NEWER: list[Json] = [
    {
        "type": "table",
        "column_settings": [{}, {"align": "right"}],
        "rows": [
            [{"type": "raw_text", "text": "Team"}, {"type": "raw_text", "text": "Open"}],
            [{"type": "raw_text", "text": "Billing"}, {"type": "raw_number", "value": 12}],
        ],
    },
    {
        "type": "container",
        "title": plain("Earlier messages"),
        "is_collapsible": True,
        "child_blocks": [{"type": "section", "text": plain("I have restarted it :wave:")}],
    },
    {"type": "card", "title": plain("A card"), "subtitle": plain("of a post"), "body": plain("no internet")},
    {
        "type": "context_actions",
        "block_id": "small",
        "elements": [
            {
                "type": "icon_button",
                "action_id": "bin",
                "icon": "trash",
                "text": plain("Delete draft"),
                "value": "7",
            },
        ],
    },
]
FORM: Json = {
    "type": "modal",
    "callback_id": "reply",
    "title": plain("Reply"),
    "submit": plain("Send"),
    "blocks": [
        {
            "type": "input",
            "block_id": "answer",
            "dispatch_action": True,
            "label": plain("Your answer"),
            "element": {
                "type": "plain_text_input",
                "action_id": "text",
                "multiline": True,
                "dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]},
            },
        },
        {"type": "context", "block_id": "length", "elements": [plain("0 of 280")]},
        {
            "type": "input",
            "block_id": "after",
            "label": plain("Afterwards"),
            "element": {
                "type": "radio_buttons",
                "action_id": "choice",
                "options": [option("keep"), option("resolve")],
            },
        },
        {
            "type": "input",
            "block_id": "tell",
            "optional": True,
            "label": plain("Tell a colleague"),
            "element": {"type": "users_select", "action_id": "who"},
        },
    ],
}


async def visit(page: Page, world: World) -> None:
    await page.goto(f"{world.sandbox.url}/?user=U0LEON")
    await page.wait_for_selector("body[data-ready]")


def messages(page: Page) -> Locator:
    return page.get_by_role("log", name="Messages in #service")
