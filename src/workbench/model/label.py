"""Label: a text shown to readers, in French and in English."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Language = Literal["en", "fr"]


class Value(BaseModel):
    """A frozen value that refuses fields it does not know and numbers that are none."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, allow_inf_nan=False)


class Label(Value):
    """The same text in both languages; neither may be empty."""

    en: str = Field(min_length=1, description="English text")
    fr: str = Field(min_length=1, description="French text")

    def in_(self, language: str) -> str:
        """Return the text in `language`, "en" or "fr"."""
        return self.fr if language == "fr" else self.en
