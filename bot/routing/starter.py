"""The starter rules: one team with one channel for every post."""

import json
import re

# The same text for `baton init`, for a Baton without rules, and at the top of the repository.
_STARTER = """\
# yaml-language-server: $schema=docs/routing_rules.schema.json
# Routing rules: which team gets which post. docs/routing.md explains every key, and has rules to copy.
# Try a change before it goes live:   python -m bot routing check
#                                     python -m bot routing explain "my bill is wrong"
# A value that begins with # or @ needs quotes.

teams:
  {team}:
    channel: {channel}
    first_response: 60m

# The fallback for posts that no rule matches.
default: {{team: {team}}}

# Evaluated from the top: the first rule whose conditions all match decides.
rules:
  - name: outage
    when: {{words: [outage, offline, down]}}
    then: {{team: {team}, priority: high}}

# Test posts for `routing check`: the expected routing of each.
examples:
  - text: "Is it down again?"
    expect: {{rule: outage, team: {team}, priority: high}}
  - text: "Where is my order?"
    expect: {{rule: default, team: {team}}}
"""


def starter_rules(team: str, channel: str) -> str:
    """Return the text of rules that send every post to `team`, whose Slack channel is `channel` (#name or id)."""
    # JSON is YAML too: in quotes, # begins no comment, and null is a name.
    is_plain = re.fullmatch(r"[a-z0-9][a-z0-9_-]*", team) and team != "null"
    name = team if is_plain else json.dumps(team, ensure_ascii=False)
    return _STARTER.format(team=name, channel=json.dumps(channel, ensure_ascii=False))
