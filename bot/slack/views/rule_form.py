"""The window in which a rule is written as a form, and tried on a post."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.routing import Priority, Route
from bot.routing.editing.fields import CONTINUE, IGNORE, LONGEST, OPTION_LONGEST, PRAISE, RuleFields, joined
from bot.routing.editing.trial import Trial
from bot.routing.facts import SENTIMENTS
from bot.routing.rules import DEFAULT
from bot.slack import Block
from bot.slack.views.blocks import (
    Element,
    actions,
    button,
    divider,
    header,
    line,
    named,
    plain,
    rich,
    text,
    title_of,
    untrusted,
)
from bot.slack.views.inputs import OPTIONS, View, choice, field, option, window, words_field
from bot.slack.views.modals import TeamChoice
from bot.slack.views.text import clean, cut, one_line, units

NAME_LONGEST = 100
POST_LONGEST = 1_000
HIDDEN_SHOWN = 10
# A window accepts 250 kB: https://docs.slack.dev/reference/methods/views.open
VIEW_BYTES, FEW = 240_000, 30
VERDICT_SHOWN = 300
# The action id of the field and the button that try the rule; the block ids of the fields.
TRY, POST = "rule_try", "rule_try"
NAME, PLACE, DELETE, EXAMPLES = "name", "place", "delete", "examples"
LAST = "last"


@dataclass(frozen=True, slots=True)
class Clash:
    """A change of the same rule by someone else since the window was opened."""

    #: The Slack id of that person; "" when it was not in Slack.
    by: str
    #: Their rule in words; "" when they deleted it.
    theirs: str


@dataclass(frozen=True, slots=True)
class RuleForm:
    """The contents of the form besides the entered fields."""

    fields: RuleFields
    #: What comes back: the version, unpublished steps, and which rule it is.
    carried: Mapping[str, object]
    teams: Sequence[TeamChoice]
    networks: Sequence[str]
    macros: Sequence[str]
    #: Keys and names of the other rules, in order; the rule can be placed before each of them.
    others: Sequence[tuple[str, str]]
    #: The key of the rule that follows, or LAST.
    place: str = LAST
    #: True for a rule that does not exist yet.
    is_new: bool = True
    #: True when `praise` can be chosen: the rules name a marketing team.
    praises: bool = False
    #: Lists that have no field here.
    without_field: frozenset[str] = frozenset()
    #: What the rule has that the form cannot show, as lines of YAML.
    hidden: Sequence[str] = ()
    #: The post that it is tried on, and the result.
    post: str = ""
    trial: Trial | None = None
    clash: Clash | None = None
    #: Examples in the file that expect something else.
    failing: Sequence[str] = ()


def form_window(form: RuleForm) -> View:
    """Return the window. A redraw keeps what was entered.

    When very long names make it too large for Slack, its lists offer fewer entries.
    """
    view = _drawn(form, OPTIONS)
    return view if len(json.dumps(view)) <= VIEW_BYTES else _drawn(form, FEW)


def _drawn(form: RuleForm, most: int) -> View:
    return window(
        "rule_form",
        "Add rule" if form.is_new else "Edit rule",
        "Preview",
        dict(form.carried),
        *_warnings(form),
        _line(
            NAME,
            "Name",
            form.fields.name,
            longest=min(max(NAME_LONGEST, units(form.fields.name)), LONGEST),
            optional=False,
        ),
        header("When a post"),
        *_conditions(form),
        header("Then"),
        *_effects(form, most),
        _place(form, most),
        *_hidden(form),
        divider(),
        *_trial(form),
        *_deletion(form),
        close="Back",
    )


def _warnings(form: RuleForm) -> Iterator[Block]:
    if form.clash:
        yield rich(*_clash(form.clash))
    if form.failing:
        yield rich(
            line(text("Examples in the rules file expect something else:", bold=True)),
            *(line("• ", untrusted(each, VERDICT_SHOWN)) for each in form.failing[:5]),
        )
        update = option("Change these examples to fit the rule", "yes")
        yield field(EXAMPLES, "Examples", _boxes(EXAMPLES, [update]), optional=True)


def _clash(clash: Clash) -> Iterator[Element]:
    who = named(clash.by) if clash.by else text("Someone at the command line")
    done = " changed this rule in the meantime." if clash.theirs else " deleted this rule in the meantime."
    yield line(who, text(done, bold=True), " Preview again to replace it with what you entered.")
    if clash.theirs:
        yield line("It is now: ", untrusted(clash.theirs, VERDICT_SHOWN))


def _conditions(form: RuleForm) -> Iterator[Block]:
    fields = form.fields
    yield rich(line("Every field you fill in must match. In a list, one entry is enough."))
    lists = (
        _area("words", "Has one of these words", joined(fields.words), "Whole words, separated by commas."),
        _area("phrases", "Has one of these phrases", joined(fields.phrases, "\n"), "One on each line."),
        _line("hashtags", "Has one of these hashtags", joined(fields.hashtags), longest=LONGEST),
        *_networks(form),
        field("sentiment", "Sounds", _many("sentiment", _sentiments(), fields.sentiment), optional=True),
    )
    yield from (block for block in lists if block["block_id"] not in form.without_field)
    yield field(
        "followers", "Author's followers, at least", _number("followers", fields.followers), optional=True
    )
    hours = [option("In business hours", "in"), option("Outside business hours", "out")]
    yield field("hours", "Team's hours", choice("hours", "At any time", hours, fields.hours), optional=True)


def _effects(form: RuleForm, most: int) -> Iterator[Block]:
    fields = form.fields
    yield field("team", "Send it to", choice("team", "Choose a team", _ways(form, most), fields.team))
    named_priorities = [*(priority.name.lower() for priority in Priority), "auto"]
    priorities = [option(name.capitalize(), name) for name in named_priorities]
    yield field(
        "priority",
        "Priority",
        choice("priority", "Not set (normal)", priorities, fields.priority),
        optional=True,
    )
    if "tags" not in form.without_field:
        yield _line("tags", "Tags", joined(fields.tags), longest=LONGEST)
    names = list(dict.fromkeys([*filter(None, [fields.macro]), *form.macros]))
    if names:
        options = [option(one_line(name, 75), name) for name in names[:most] if units(name) <= OPTION_LONGEST]
        yield field(
            "macro", "Suggest saved reply", choice("macro", "None", options, fields.macro), optional=True
        )


def _ways(form: RuleForm, most: int) -> list[Element]:
    """Return the teams, and the other things that can happen to a post; the rule's own first of all teams."""
    teams = sorted(form.teams, key=lambda team: team.name != form.fields.team)
    ways = [option("No team: ignore these posts", IGNORE)]
    if form.praises:
        ways.insert(0, option("Marketing, as praise", PRAISE))
    if form.fields.team == CONTINUE:
        ways.append(option("No team: later rules decide", CONTINUE))
    return [*(option(one_line(team.title, 75), team.name) for team in teams[: most - len(ways)]), *ways]


def _networks(form: RuleForm) -> list[Block]:
    names = [
        each
        for each in dict.fromkeys([*form.fields.networks, *form.networks])
        if units(each) <= OPTION_LONGEST
    ]
    options = [option(title_of(name), name) for name in names[:OPTIONS]]
    element = _many("networks", options, form.fields.networks)
    return [field("networks", "Is on", element, optional=True)] if options else []


def _place(form: RuleForm, most: int) -> Block:
    """Return the list of places. In a long list, those around the present one can be chosen, and the two ends."""
    keys = [key for key, _ in form.others]
    at = keys.index(form.place) if form.place in keys else len(keys)
    first = max(0, min(at - most // 2, len(keys) - (most - 2)))
    shown = sorted({0, *range(first, min(first + most - 2, len(keys)))}) if keys else []
    options = [option(_before(number, form.others[number][1]), form.others[number][0]) for number in shown]
    options.append(option("At the end", LAST))
    chosen = form.place if form.place in keys else LAST
    block = field(PLACE, "Place in the list", choice(PLACE, "Choose a place", options, chosen))
    return block | {"hint": plain("The first rule that matches decides. Put urgent and narrow rules first.")}


def _before(number: int, name: str) -> str:
    return f"{number + 1}. before {one_line(name, 50)}"


def _hidden(form: RuleForm) -> Iterator[Block]:
    if form.hidden:
        more = len(form.hidden) - HIDDEN_SHOWN
        yield rich(
            line(text("Also in this rule, and kept:", bold=True)),
            *(line(untrusted(each, VERDICT_SHOWN)) for each in form.hidden[:HIDDEN_SHOWN]),
            *([line(f"and {more} more")] if more > 0 else []),
            line("To change this, choose Edit as YAML beside Add rule."),
        )


def _trial(form: RuleForm) -> Iterator[Block]:
    yield words_field(POST, "Try it on a post", form.post, longest=POST_LONGEST, dispatch=True, optional=True)
    yield rich(*_outcome(form))
    yield actions(button(TRY, "Try it", "rule", says="Try the rule on this post")) | {"block_id": "try_again"}


def _outcome(form: RuleForm) -> Iterator[Element]:
    if not form.post.strip():
        yield line("Paste a post to see whether this rule matches it.")
    elif form.trial is None:
        yield line(
            "Fill in the conditions of the rule to try it. If you did, press Preview to see what is wrong."
        )
    else:
        yield from _tried(form, form.trial)


def _tried(form: RuleForm, trial: Trial) -> Iterator[Element]:
    sign, verdict = ("✓ ", "This rule matches.") if trial.matched else ("✗ ", "This rule does not match.")
    yield line(sign, text(verdict, bold=True), " ", untrusted("; ".join(trial.verdicts), VERDICT_SHOWN))
    if trial.matched and trial.earlier:
        yield line(
            "But an earlier rule decides: ", untrusted(trial.earlier, bold=True), ". Move this rule above it."
        )
    yield _active(form, trial.active)
    if assumed := _assumed(form.fields):
        yield line(f"Assumed: {assumed}.")


def _active(form: RuleForm, active: Route) -> Element:
    """Return where the active rules send the post, and why."""
    titles = {team.name: team.title for team in form.teams}
    where = (
        [" ignore it"]
        if active.ignored is not None
        else [" send it to ", untrusted(titles.get(active.team, active.team))]
    )
    why = (
        [": no rule matches it."] if active.why == DEFAULT else [", by the rule ", untrusted(active.why), "."]
    )
    return line("The active rules", *where, *why)


def _assumed(fields: RuleFields) -> str:
    """Return what the trial takes for granted of a post, of which only the text is known."""
    network = f"it is on {title_of(fields.networks[0])}" if fields.networks else ""
    followers = f"its author has {fields.followers} followers" if fields.followers else ""
    return ", ".join(filter(None, (network, followers)))


def _deletion(form: RuleForm) -> Iterator[Block]:
    if not form.is_new:
        box = option("Delete this rule, and the examples that expect it", "yes")
        yield field(DELETE, "Delete", _boxes(DELETE, [box]), optional=True)


def _area(word: str, label: str, given: str, hint: str) -> Block:
    return words_field(word, label, given, optional=True) | {"hint": plain(hint)}


def _line(word: str, label: str, given: str, *, longest: int, optional: bool = True) -> Block:
    """Return a field of one line."""
    element: Element = {"type": "plain_text_input", "action_id": word, "max_length": longest}
    if words := cut(clean(given), longest):
        element["initial_value"] = words
    return field(word, label, element, optional=optional)


def _number(word: str, given: str) -> Element:
    """Return a field for a whole number: https://docs.slack.dev/reference/block-kit/block-elements/number-input-element"""
    element: Element = {
        "type": "number_input",
        "action_id": word,
        "is_decimal_allowed": False,
        "min_value": "0",
    }
    return element | ({"initial_value": given} if given.isdecimal() else {})


def _many(word: str, options: Sequence[Element], chosen: Sequence[str]) -> Element:
    """Return a list to choose several from.

    https://docs.slack.dev/reference/block-kit/block-elements/multi-select-menu-element
    """
    first = [each for each in options if each["value"] in chosen]
    element: Element = {
        "type": "multi_static_select",
        "action_id": word,
        "placeholder": plain("Any", 150),
        "options": list(options),
    }
    return element | ({"initial_options": first} if first else {})


def _boxes(word: str, options: Sequence[Element]) -> Element:
    return {"type": "checkboxes", "action_id": word, "options": list(options)}


def _sentiments() -> list[Element]:
    return [option(each.capitalize(), each) for each in SENTIMENTS]
