"""Discord's markup in a message, converted to the words that people see (Discord docs: Message formatting)."""

import re
from collections.abc import Mapping

_MARKUP = re.compile(
    r"""
      <@!?(?P<user>\d+)>
    | <@&(?P<role>\d+)>
    | <\#(?P<channel>\d+)>
    | <a?:(?P<emoji>\w+):\d+>
    | </(?P<command>[^:>]{1,100}):\d+>
    """,
    re.VERBOSE | re.A,
)


def readable(text: str, names: Mapping[str, str]) -> str:
    """Return `text` with names in place of ids; `names` has users by id. Unknown ids become their kind."""

    def spoken(found: re.Match[str]) -> str:
        if found["user"]:
            return f"@{names.get(found['user'], 'someone')}"
        if found["emoji"]:
            return f":{found['emoji']}:"
        if found["command"]:
            return f"/{found['command']}"
        return "@role" if found["role"] else "#channel"

    return _MARKUP.sub(spoken, text)
