"""The JSON Schema of routing_rules.yaml, which lets editors complete its keys and mark wrong ones."""

import json
from typing import Any

from bot.routing.schema import FileForm

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAMED = ("properties", "$defs")
ABOUT = "Rules that route each post to a team. docs/routing.md explains every key."


def schema_text() -> str:
    """Return the text of the schema file, generated from the models that read the rules."""
    made = FileForm.model_json_schema(by_alias=True)
    whole = {"$schema": DIALECT, **_bare(made), "title": "routing_rules.yaml", "description": ABOUT}
    return json.dumps(whole, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _bare(piece: Any) -> Any:
    """Return the schema without generated titles, defaults and nulls, which the file never contains."""
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
    """Return the named pieces; here a name is a key of the file, and `default` is one as well."""
    return {name: _bare(piece) for name, piece in named.items()}
