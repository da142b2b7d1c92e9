"""Which adapter keeps which promise. The only module that knows them; each loads on use."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supple.app.ports import CatalogueSource
    from supple.core.catalogue import Catalogue
    from supple.core.exercise import Exercise
    from supple.core.programme import Programme


class _OwnCatalogue:
    """The exercises, programmes and citations that come with the product, each read once."""

    @cache  # noqa: B019 there is one of these a process
    def _read(self) -> Catalogue:
        from supple.adapters.catalogue_toml import own

        return own()

    def exercises(self) -> Mapping[str, Exercise]:
        return self._read().exercises

    @cache  # noqa: B019
    def programmes(self) -> Mapping[str, Programme]:
        from supple.adapters.programmes_toml import read_programmes

        return read_programmes(exercises=self.exercises(), sources=self.sources())

    def sources(self) -> Mapping[str, str]:
        return self._read().sources


@cache
def catalogue() -> CatalogueSource:
    """The catalogue that comes with the product."""
    return _OwnCatalogue()


def exercise_files(place: Path) -> Catalogue:
    """Somebody's own exercise files, which may build on ours. Raises CatalogueError."""
    from supple.adapters.catalogue_toml import load, own

    return load(place, sources=place / "sources.toml", beside=own())
