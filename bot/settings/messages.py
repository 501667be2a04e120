"""Wordings for pydantic's validation errors, in the voice of the settings."""

from pydantic_core import ErrorDetails

_WORDING = {
    "missing": "is missing",
    "int_parsing": "is not a whole number",
    "int_from_float": "is not a whole number",
    "float_parsing": "is not a number",
    "finite_number": "is not a finite number",
    "greater_than": "must be more than {gt:g}",
    "greater_than_equal": "must be at least {ge:g}",
    "less_than_equal": "must be at most {le:g}",
    "string_too_long": "is longer than {max_length} characters",
    "too_short": "is shorter than {min_length} characters",
    "literal_error": "is not one of the accepted values",
}


def worded(error: ErrorDetails) -> str:
    """Return what is wrong with a value; pydantic's own text where `_WORDING` has none."""
    # Only our own wordings are templates: pydantic's text may quote a value with a brace in it.
    template = _WORDING.get(error["type"])
    return template.format_map(error.get("ctx", {})) if template else error["msg"]
