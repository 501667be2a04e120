"""The JSON Schema of routing_rules.yaml, by which editors complete it and mark what does not belong."""

import json
from typing import Any

from bot.routing.schema import FileForm

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAMED = ("properties", "$defs")
ABOUT = "Which team hears of which post. Every key is explained in docs/routing.md."


def schema_text() -> str:
    """The schema as its file holds it, made from the forms that read the rules."""
    made = FileForm.model_json_schema(by_alias=True)
    whole = {"$schema": DIALECT, **_bare(made), "title": "routing_rules.yaml", "description": ABOUT}
    return json.dumps(whole, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _bare(piece: Any) -> Any:
    """Without the titles made up from names and without defaults and nulls, which nobody writes in the file."""
    if isinstance(piece, list):
        return [_bare(one) for one in piece if one != {"type": "null"}]
    if not isinstance(piece, dict):
        return piece
    kept: dict[str, Any] = {
        key: _keys(value) if key in NAMED else _bare(value) for key, value in piece.items()
    }
    for made_up in ("title", "default"):
        kept.pop(made_up, None)
    if len(kept.get("anyOf", ())) == 1:
        kept |= kept.pop("anyOf")[0]
    return kept


def _keys(named: dict[str, Any]) -> dict[str, Any]:
    """Pieces by names that are the file's own; `default` is a key of it as well."""
    return {name: _bare(piece) for name, piece in named.items()}
