"""The interface's words in one language. Where they come from is an adapter's business."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Locale:
    """Words by key, "section.name". Keys missing in a language have the English words.

    `missing` names those keys, so that a translator sees what is left to do.
    """

    language: str
    name: str
    words: Mapping[str, str]
    missing: tuple[str, ...] = ()

    def say(self, key: str, **values: object) -> str:
        """The words of a key with its values filled in; `count=1` takes "<key>_one" if there is.

        Raises
        ------
        KeyError
            An unknown key: ours to mend, so a test looks for each key that a page uses.
        """
        if values.get("count") == 1 and f"{key}_one" in self.words:
            key = f"{key}_one"
        return self.words[key].format(**values) if values else self.words[key]

    def has(self, key: str) -> bool:
        return key in self.words

    def section(self, name: str) -> dict[str, str]:
        """The words of one section by their short names."""
        start = f"{name}."
        return {
            key.removeprefix(start): words
            for key, words in self.words.items()
            if key.startswith(start)
        }
