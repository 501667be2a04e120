"""The settings of one Baton: read once from the environment and `.env`, checked, and frozen."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import unquote, urlsplit

from dotenv import dotenv_values
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError


def _beginning(*prefixes: str) -> AfterValidator:
    def check[T: (str, SecretStr)](value: T) -> T:
        text = value.get_secret_value() if isinstance(value, SecretStr) else value
        if not text.startswith(prefixes):
            raise PydanticCustomError("setting", "does not start with {prefixes}", {"prefixes": " or ".join(prefixes)})
        return value

    return AfterValidator(check)
