"""Who may import whom, and how big things may grow: the shape of the tree, checked."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).parents[1]

# The pure core: no clock, no network, no store. Everybody else may import it.
PURE = (
    "bot.mention",
    "bot.retry_after",
    "bot.delivery",
    "bot.lag",
    "bot.roles",
    "bot.budget",
    "bot.suggest",
    "bot.hours",
    "bot.nlp",
    "bot.shifts",
    "bot.routing",
    "bot.case",
    "bot.jobs",
)
# Of Slack, only what turns records into blocks; never the part that talks to it.
VIEWS = "bot.slack.views"
# A name with "=" in front is the contract alone: the folder's __init__, nothing below it.
NETWORKS, SLACK = "=bot.networks", "=bot.slack"
EVERYTHING = ("bot", "handlers", "sandbox")
# Where objects are built, joined and started; nobody inside imports them.
OUTERMOST = ("bot.app", "bot.components", "bot.process", "bot.web", "bot.cli", "bot.__main__")
# A handler knows cases and how they look; networks, store, outbox and tasks reach it as data, through its requests.
OF_A_HANDLER = (*PURE, "bot.services", SLACK, VIEWS)

# A unit is a module or a folder right under bot/ or handlers/; inside itself it imports as it likes.
MAY_IMPORT = {
    "bot": (),
    "bot.mention": (),
    "bot.retry_after": (),
    "bot.delivery": ("bot.retry_after",),
    "bot.lag": (),
    "bot.roles": (),
    "bot.budget": (),
    "bot.suggest": (),
    "bot.settings": ("bot.suggest",),
    "bot.logs": ("bot.settings",),
    "bot.html": (),
    "bot.hours": ("bot.suggest",),
    "bot.nlp": ("bot.mention",),
    "bot.routing": ("bot.mention", "bot.hours", "bot.nlp", "bot.suggest"),
    "bot.shifts": ("bot.hours", "bot.routing"),
    "bot.case": ("bot.mention", "bot.routing", "bot.hours", "bot.nlp", "bot.delivery"),
    "bot.jobs": ("bot.case", "bot.hours", "bot.routing"),
    "bot.store": PURE,
    "bot.outbox": ("bot.delivery", "bot.jobs", "bot.store"),
    "bot.services": (*PURE, "bot.store", NETWORKS, SLACK, VIEWS),
    "bot.networks": (*PURE, "bot.settings", "bot.html"),
    "bot.slack": PURE,
    VIEWS: (*PURE, SLACK),
    "bot.fallback_alerts": ("bot.delivery", "bot.settings", "bot.networks"),
    "bot.tasks": (*PURE, "bot.store", "bot.outbox", "bot.services", NETWORKS, SLACK, VIEWS),
    **dict.fromkeys(OUTERMOST, EVERYTHING),
    "handlers": (*OF_A_HANDLER, "handlers"),
    "handlers.*": (*OF_A_HANDLER, "handlers.request", "handlers.services"),
    # The outside world on loopback: it must be able to play it without any help of ours.
    "sandbox": (),
}
# Units smaller than a folder under bot/: what is pure in a folder that is not.
INNER_UNITS = (VIEWS,)


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def sources(*folders: str) -> dict[str, Path]:
    return {module_of(path): path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))}


OURS = sources(*EVERYTHING)


def unit_of(module: str) -> str:
    """Return a module's unit: an inner one, the whole sandbox, or what is right under bot/ or handlers/."""
    if inner := next((unit for unit in INNER_UNITS if within(module, unit)), None):
        return inner
    return ".".join(module.split(".")[: 1 if within(module, "sandbox") else 2])


def row_of(module: str) -> tuple[str, ...] | None:
    unit = unit_of(module)
    return MAY_IMPORT.get(unit, MAY_IMPORT["handlers.*"] if unit.startswith("handlers.") else None)


def imports_of(module: str, path: Path, *, in_functions: bool = True) -> Iterator[str]:
    """Yield every module of ours that this one names in an import.

    Those under TYPE_CHECKING count too, and those inside functions unless they are left out.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree) if in_functions else outside_functions(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = absolute(module, path, node)
            below = (f"{origin}.{alias.name}" for alias in node.names)
            yield from (name if name in OURS else origin for name in below)


def outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    """Yield every node below this one that is in no function."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield child
            yield from outside_functions(child)


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


def test_every_row_names_modules_that_exist() -> None:
    named = {entry.removeprefix("=") for unit, row in MAY_IMPORT.items() for entry in (unit, *row)}
    assert not {name for name in named if name not in OURS and name != "handlers.*"}


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {
        module: {
            name for name in imports_of(module, path, in_functions=False) if name in OURS and name != module
        }
        for module, path in OURS.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as trouble:
        pytest.fail(f"a circle of imports: {' -> '.join(trouble.args[1])}")


@pytest.mark.parametrize(
    ("importer", "imported", "fine"),
    [
        ("bot.case.verbs.claim", "bot.case.model", True),
        ("bot.case.verbs.claim", "bot.store", False),
        ("bot.tasks.replies", "bot.networks", True),
        ("bot.tasks.replies", "bot.networks.x", False),
        ("handlers.claim", "handlers.request", True),
        ("handlers.claim", "handlers.reply", False),
        ("handlers.claim", "bot.slack.desk", False),
        ("bot.services.intake", "bot.app", False),
        ("sandbox.x.api", "bot.mention", False),
        ("bot.slack.views.card", "bot.slack.desk", False),
    ],
)
def test_the_table_says_what_the_design_says(importer: str, imported: str, fine: bool) -> None:
    assert allowed(importer, imported) is fine


def test_every_module_says_in_its_first_line_what_it_is() -> None:
    silent = [
        module
        for module, path in sources(*EVERYTHING, "bench", "tests").items()
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
