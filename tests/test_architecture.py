"""Who may import whom, and how big things may grow: the shape of the tree, checked."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).parents[1]

PURE = (
    "bot.mention",
    "bot.waiting",
    "bot.job",
    "bot.lag",
    "bot.roles",
    "bot.links",
    "bot.addresses",
    "bot.hashtags",
    "bot.budget",
    "bot.hours",
    "bot.moment",
    "bot.understanding",
    "bot.shifts",
    "bot.routing",
    "bot.replaying",
    "bot.case",
    "bot.follow_ups",
    "bot.new_jobs",
    "bot.sight",
    "bot.daily",
)
# Of the desk, only what turns records into blocks; never the part that talks to Slack.
VIEWS = tuple(
    f"bot.desk.{name}"
    for name in (
        *(
            "asides",
            "assigning",
            "asking",
            "blocks",
            "buttons",
            "calendar",
            "candidates",
            "card",
            "clocks",
            "correcting",
            "emoji_codes",
            "following",
            "forms",
            "home",
            "informing",
            "known",
            "ladder",
            "markup",
            "message_words",
            "mood",
            "modals",
            "naming",
            "replying",
            "rule_parts",
            "rule_windows",
            "rules",
            "senders",
            "why",
            "shifts",
            "story",
            "text",
        ),
        "thread",
    )
)
# A handler knows cases and how they look; networks, store, outbox and errands reach it as data, through its doors.
OF_A_HANDLER = (
    *PURE,
    "bot.access",
    "bot.casebook",
    "bot.rulebook",
    "bot.intake",
    "bot.knowing",
    "bot.teaching",
    "bot.roster",
    "bot.reports",
    "=bot.desk",
    *VIEWS,
)
EVERYTHING = ("bot", "handlers")
# Where objects are built, joined and started; nobody inside imports them.
OUTERMOST = tuple(
    f"bot.{name}"
    for name in (
        "app",
        "parts",
        "web",
        "hooks",
        "bodies",
        "connections",
        "readiness",
        "process",
        "demo",
        "doctor",
        "findings",
        "__main__",
    )
)

# A unit is a module or a folder right under bot/ or handlers/; inside itself it may import as it likes.
# A name with "=" in front is the contract alone: the folder's __init__, nothing below it.
MAY_IMPORT = {
    "bot": (),
    "bot.mention": (),
    "bot.waiting": (),
    "bot.job": ("bot.waiting",),
    "bot.lag": (),
    "bot.roles": (),
    "bot.links": (),
    "bot.addresses": ("bot.mention",),
    "bot.hashtags": (),
    "bot.budget": (),
    "bot.hours": (),
    "bot.moment": (),
    "bot.settings": (),
    "bot.manifest": (),
    "bot.sandbox": (),
    "bot.logs": ("bot.settings",),
    "bot.alarms": ("bot.job", "bot.waiting", "bot.settings", "bot.networks"),
    "bot.understanding": ("bot.mention", "bot.hashtags"),
    "bot.routing": ("bot.mention", "bot.hashtags", "bot.hours", "bot.understanding"),
    "bot.routing_cli": ("bot.routing", "bot.mention", "bot.understanding"),
    "bot.replaying": ("bot.mention", "bot.routing"),
    "bot.replay_cli": (
        *PURE,
        *VIEWS,
        "bot.teaching",
        "bot.routing_cli",
        "bot.rulebook",
        "bot.rulebook_cli",
        "bot.store",
    ),
    "bot.rulebook_cli": (*PURE, "bot.logs", "bot.routing_cli", "bot.rulebook", "bot.settings", "bot.store"),
    "bot.case": ("bot.mention", "bot.routing", "bot.job", "bot.hours", "bot.understanding"),
    "bot.daily": ("bot.hours", "bot.job", "bot.routing", "bot.follow_ups", "bot.new_jobs"),
    "bot.follow_ups": ("bot.case", "bot.job", "bot.new_jobs", "bot.timed_jobs"),
    "bot.new_jobs": ("bot.case", "bot.job"),
    "bot.timed_jobs": ("bot.case", "bot.job"),
    "bot.sight": ("bot.case",),
    "bot.shifts": ("bot.hours", "bot.moment", "bot.routing"),
    "bot.roster": (*PURE, "bot.store", "bot.idempotency"),
    "bot.store": PURE,
    "bot.networks": (*PURE, "bot.settings"),
    "bot.desk": PURE,
    "bot.outbox": ("bot.job", "bot.store"),
    "bot.idempotency": (*PURE, "bot.store"),
    "bot.casebook": (*PURE, "bot.store", "bot.idempotency"),
    "bot.access": (*PURE, "bot.casebook"),
    "bot.retrying": (*PURE, "bot.store", "bot.casebook"),
    "bot.following": (*PURE, "bot.store", "bot.casebook"),
    "bot.knowing": (*PURE, "bot.store", "bot.casebook", "bot.matching"),
    "bot.ladder": (*PURE, "bot.store", "bot.casebook"),
    "bot.teaching": (*PURE, "bot.store", "bot.casebook"),
    "bot.rulebook": (*PURE, "bot.store", "bot.idempotency", "=bot.desk", *VIEWS),
    "bot.facts": (*PURE, "bot.store"),
    "bot.matching": (*PURE, "bot.store"),
    "bot.intake": (*PURE, "bot.store", "bot.casebook", "bot.facts", "bot.following", "bot.matching"),
    "bot.taking": (*PURE, "bot.store", "bot.casebook", "bot.following", "bot.intake", "=bot.networks"),
    "bot.listening": (*PURE, "bot.store", "bot.taking", "=bot.networks"),
    "bot.errands": (
        *PURE,
        "bot.store",
        "bot.casebook",
        "bot.following",
        "bot.idempotency",
        "bot.intake",
        "bot.knowing",
        "bot.ladder",
        "bot.taking",
        "bot.teaching",
        "bot.roster",
        "bot.outbox",
        "bot.rulebook",
        "=bot.networks",
        "=bot.desk",
        *VIEWS,
    ),
    "bot.reports": ("bot.store", "bot.case"),
    **dict.fromkeys(OUTERMOST, EVERYTHING),
    "handlers": (*OF_A_HANDLER, "handlers"),
    "handlers.*": (*OF_A_HANDLER, "handlers.doors", "handlers.office"),
}


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def sources(*folders: str) -> dict[str, Path]:
    return {module_of(path): path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))}


OURS = sources("bot", "handlers")


def unit_of(module: str) -> str:
    return ".".join(module.split(".")[:2])


def row_of(module: str) -> tuple[str, ...] | None:
    unit = unit_of(module)
    return MAY_IMPORT.get(unit, MAY_IMPORT["handlers.*"] if unit.startswith("handlers.") else None)


def imports_of(module: str, path: Path) -> Iterator[str]:
    """Every module of ours that this one names in an import, also inside functions and TYPE_CHECKING."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = absolute(module, path, node)
            below = (f"{origin}.{alias.name}" for alias in node.names)
            yield from (name if name in OURS else origin for name in below)


def absolute(module: str, path: Path, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = module.split(".") if path.name == "__init__.py" else module.split(".")[:-1]
    start = package[: len(package) - node.level + 1]
    return ".".join([*start, *([node.module] if node.module else [])])


def allowed(importer: str, imported: str) -> bool:
    row = row_of(importer) or ()
    return any(
        imported == entry[1:] if entry.startswith("=") else within(imported, entry)
        for entry in (unit_of(importer), *row)
    )


def within(module: str, folder: str) -> bool:
    return module == folder or module.startswith(f"{folder}.")


def test_every_module_has_a_row_in_the_table() -> None:
    homeless = [module for module in OURS if row_of(module) is None]
    assert not homeless, f"say in MAY_IMPORT what they may import: {homeless}"


def test_modules_import_only_what_the_table_allows() -> None:
    wrong = [
        f"{module} imports {name}"
        for module, path in OURS.items()
        for name in imports_of(module, path)
        if unit_of(name).split(".")[0] in EVERYTHING and not allowed(module, name)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("importer", "imported", "fine"),
    [
        ("bot.case.owning", "bot.case.records", True),
        ("bot.case.owning", "bot.store", False),
        ("bot.errands.replying", "bot.networks", True),
        ("bot.errands.replying", "bot.networks.x", False),
        ("handlers.claim", "handlers.doors", True),
        ("handlers.claim", "handlers.reply", False),
        ("handlers.claim", "bot.desk.slack", False),
        ("bot.intake", "bot.app", False),
        ("bot.sandbox.x.api", "bot.mention", False),
    ],
)
def test_the_table_says_what_the_design_says(importer: str, imported: str, fine: bool) -> None:
    assert allowed(importer, imported) is fine


def test_every_module_says_in_its_first_line_what_it_is() -> None:
    silent = [
        module
        for module, path in sources("bot", "handlers", "bench", "tests").items()
        if (text := path.read_text(encoding="utf-8"))
        and not has_first_line(ast.get_docstring(ast.parse(text)) or "")
    ]
    assert not silent, f"their first line is not a sentence of its own: {silent}"


def has_first_line(docstring: str) -> bool:
    first, _, rest = docstring.partition("\n")
    return first.endswith(".") and (not rest or rest.startswith("\n"))


def function_sizes() -> dict[str, int]:
    """Lines of every function of the product, its decorators left out, by file and name."""
    return {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": (node.end_lineno or node.lineno)
        - node.lineno
        + 1
        for path in OURS.values()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_functions_stay_small() -> None:
    sizes = function_sizes()
    too_long = {name: size for name, size in sizes.items() if size > 60}
    assert not too_long, f"over 60 lines: {too_long}"
    assert median(sizes.values()) <= 8
    assert quantiles(sizes.values(), n=10)[-1] <= 25


def test_files_stay_small() -> None:
    sizes = {module: len(path.read_text(encoding="utf-8").splitlines()) for module, path in OURS.items()}
    too_long = {module: size for module, size in sizes.items() if size > 350}
    assert not too_long, f"over 350 lines, split where a second idea begins: {too_long}"
    assert median(sizes.values()) <= 130
