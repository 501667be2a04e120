"""The windows to edit, check, preview and save the rules; their history."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate

from bot.mention import Mention
from bot.routing import RuleError
from bot.routing.replay import Move, Replayed
from bot.slack import Block, Message
from bot.slack.views.blocks import (
    Element,
    actions,
    button,
    date,
    line,
    message,
    person,
    plain,
    quote,
    rich,
    text,
    untrusted,
)
from bot.slack.views.inputs import INPUT_LIMIT, View, window, words_field
from bot.slack.views.modals import notice_modal
from bot.slack.views.rule_text_parts import FIELDS, Part, part_at
from bot.slack.views.text import clean, cut, one_line, units

# A window accepts 250 kB: https://docs.slack.dev/reference/methods/views.open
VIEW_BYTES = 240_000
FAULTS_SHOWN, LINE_SHOWN = 4, 60
FAULTS_LIMIT = 900
KINDS_SHOWN = 8
NOTE_LIMIT = 300
_NUMBER = re.compile(r"\bline ([1-9]\d{0,6})\b", re.IGNORECASE)
TOO_LONG = (
    "The rules are too long for a Slack window. Use the command line: `python -m bot routing export > rules.yaml`, "
    "edit the file, `python -m bot routing replay rules.yaml`, `python -m bot routing import rules.yaml`."
)


@dataclass(frozen=True, slots=True)
class Version:
    """A saved version: its author ("" for the command line), time and note; `is_file` for a return to the file."""

    number: int
    author: str
    at: datetime
    note: str
    is_file: bool


def block_of(place: int) -> str:
    """Return the block id of the field with that part."""
    return f"part_{place}"


def edit_window(parts: Sequence[Part], number: int, version: str, steps: Sequence[str] = ()) -> View | None:
    """Return the rules in fields, with the version they come from; None when they are too long for a window.

    `steps` are changes of a list that are in the text already.
    """
    if len(parts) > FIELDS or any(units(part.text) > INPUT_LIMIT for part in parts):
        return None
    fields = [
        words_field(block_of(place), part.label, part.text, optional=True) for place, part in enumerate(parts)
    ]
    intro = line(
        "These rules decide which team gets a post. Preview them to see errors, or what would change."
    )
    carried = {"number": number, "version": version, "steps": list(steps)}
    view = window("rules", "Edit rules as YAML", "Preview", carried, rich(intro), *fields)
    return view if len(json.dumps(view)) <= VIEW_BYTES else None


def edit_message() -> Message:
    """Return a message with the button that opens the window."""
    return message(rich(line("Edit the routing rules in a window:")), actions(edit_button()))


def edit_button() -> Element:
    return button("edit_rules", "Edit rules", "rules", says="Edit the routing rules")


def faults_in(parts: Sequence[str], faults: Sequence[RuleError]) -> dict[str, str]:
    """Return the errors by field, each with its line there, the text of that line, and the remedy."""
    found: dict[str, list[str]] = {}
    lines = "".join(parts).split("\n")
    before = [0, *accumulate(part.count("\n") for part in parts)]
    for fault in faults:
        place = part_at(parts, fault.line)
        found.setdefault(block_of(place), []).append(
            _said(parts[place], fault, fault.line - before[place], lines)
        )
    return {block: one_line(" • ".join(_few(said)), FAULTS_LIMIT) for block, said in found.items()}


def said_of(fault: RuleError, lines: Sequence[str]) -> str:
    """Return an error in which the text of a line of the file is in place of its number, which no window shows."""

    def quoted(found: re.Match[str]) -> str:
        written = "".join(lines[int(found[1]) - 1 : int(found[1])]).strip()
        return f"“{one_line(written, LINE_SHOWN)}”" if written else found[0]

    return _NUMBER.sub(quoted, fault.said)


def _said(part: str, fault: RuleError, line_here: int, lines: Sequence[str]) -> str:
    """Return an error with the line it is in. A field shows no numbers, so the line's text is there too."""
    written = "".join(part.split("\n")[line_here - 1 : line_here]).strip()
    quoted = f" “{one_line(written, LINE_SHOWN)}”" if written else ""
    return f"Line {line_here}{quoted}: {said_of(fault, lines)}"


def checking_window(draft: str, days: int) -> View:
    """Return the window that is shown while a preview runs; nothing can be saved yet."""
    words = f"The rules are valid. Testing them on the posts of the last {days} days …"
    return {
        "type": "modal",
        "callback_id": "rules_checking",
        "external_id": draft,
        "title": plain("Preview changes", 24),
        "close": plain("Back", 24),
        "blocks": [rich(line(words))],
    }


def preview_window(draft: str, found: Replayed, days: int, whole: bool, note: str = "") -> View:
    """Return the preview, from which the rules can be published.

    `whole`: it covers all posts of those days. `note` is the change note that it suggests. The window carries it, too:
    Slack may leave out a field's first value until someone types (slackapi/bolt-js#1258).
    """
    # The window carries the note in 3,000 characters; many changes of a list have a longer one.
    note = cut(clean(note), NOTE_LIMIT)
    some = "" if whole else "the first "
    rest = f" of {some}{found.posts:,} posts of the last {days} days would go elsewhere."
    head = line(text(f"{found.moved:,}", bold=True), rest)
    field = words_field("note", "Change note (shown in history)", note, longest=NOTE_LIMIT, optional=True)
    field |= {"hint": plain("Publish activates the rules for everyone. History has the versions before it.")}
    blocks = [rich(head), *_kinds(found), *_shadows(found), field]
    carried = {"draft": draft} | ({"note": note} if note else {})
    view = window("rules_save", "Preview changes", "Publish", carried, *blocks, close="Back")
    return view | {"external_id": draft}


def published_window(number: int) -> View:
    """Return the window after a publication. Closing it closes those below, which show the rules before it."""
    undo = button("undo_rules", "Undo", str(number), says=f"Undo version {number} of the rules")
    said = message(rich(line(f"Version {number} of the rules is active for everyone.")), actions(undo))
    return _last_window(said, "Rules published")


def undone_words(number: int, undone: int) -> str:
    """Return the answer to *Undo*: `number` is the version with the rules from before `undone`."""
    return f"Undone: version {number} has the rules from before version {undone}."


def undone_window(number: int, undone: int) -> View:
    """Return that answer for the window of a publication."""
    return _last_window(message(rich(line(undone_words(number, undone)))), "Rules restored")


def _last_window(said: Message, title: str) -> View:
    return notice_modal(said, title) | {"close": plain("Done"), "clear_on_close": True}


def history_message(versions: Sequence[Version]) -> Message:
    """Return the newest versions. All but the active one, and the rules file, can be restored."""
    if not versions:
        return message(rich(line("No saved versions yet. The rules file is active.")), actions(edit_button()))
    rows = [block for place, each in enumerate(versions) for block in _version(each, in_force=not place)]
    from_file = [] if versions[0].is_file else [_restore(0, "Use the rules file")]
    return message(*rows, actions(edit_button(), *from_file))


def history_window(versions: Sequence[Version]) -> View:
    """Return the newest versions as a window on top of the rules, so that it needs no button to edit them."""
    blocks = [_without(block, "edit_rules") for block in history_message(versions).blocks]
    return notice_modal(message(*filter(None, blocks)), "History of the rules")


def _without(block: Block, word: str) -> Block:
    """Return a block without the button of that action id; an empty one when it has no other."""
    elements = [each for each in block["elements"] if each.get("action_id") != word]
    return block | {"elements": elements} if elements else {}


def _few(said: Sequence[str]) -> list[str]:
    more = len(said) - FAULTS_SHOWN
    return [*said[:FAULTS_SHOWN], *([f"and {more} more"] if more > 0 else [])]


def _kinds(found: Replayed) -> Iterator[Block]:
    shown = found.moves[:KINDS_SHOWN]
    yield from (_kind(*each) for each in shown)
    if more := found.moved - sum(count for _, count, _ in shown):
        yield rich(line(f"and {more:,} in other changes"))


def _shadows(found: Replayed) -> Iterator[Block]:
    """Yield the dry-run rules that matched most, with their counts."""
    busiest = sorted(found.shadows.items(), key=lambda one: -one[1].went.total())[:KINDS_SHOWN]
    lines = [
        line(text(f"{watched.went.total():,}: ", bold=True), "would match the dry-run rule ", untrusted(rule))
        for rule, watched in busiest
    ]
    if lines:
        yield rich(*lines)


def _kind(move: Move, count: int, examples: Sequence[Mention]) -> Block:
    where = line(text(f"{count:,}: ", bold=True), untrusted(move.source), " → ", untrusted(move.target))
    rules = line("rule then: ", untrusted(move.rule_then), ", now: ", untrusted(move.rule_now))
    return rich(where, rules, *(quote(one_line(post.title or post.text, 150)) for post in examples[:1]))


def _version(version: Version, in_force: bool) -> Iterator[Block]:
    who = person(version.author) if version.author else text("the command line")
    what = " · back to the rules file" if version.is_file else ""
    note = [text(" · "), untrusted(version.note, NOTE_LIMIT)] if version.note.strip() else []
    state = [text(" · active", bold=True)] if in_force else []
    yield rich(line(f"{version.number} · ", date(version.at), " · by ", who, what, *note, *state))
    if not in_force and not version.is_file:
        yield actions(_restore(version.number, "Restore"))


def _restore(number: int, label: str) -> Element:
    says = f"Restore version {number} of the rules" if number else "Use the rules file again"
    return button("restore_rules", label, str(number), says=says)
