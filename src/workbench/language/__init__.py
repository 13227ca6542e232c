"""Language: all that is shown, in French and in English, with each language's typography."""

from workbench.language.speech import Speech, catalogue

__all__ = ["Speech", "catalogue"]
