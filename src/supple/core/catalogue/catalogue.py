"""All exercises together: finding them, and whether they fit together. No loading, no judging."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from itertools import chain
from types import MappingProxyType

from supple.core.catalogue.exercise_faults import Fault, Known, exercise_faults
from supple.core.errors import NotFoundError, Problem
from supple.core.exercise import Category, Exercise
from supple.core.measuring.names import DECLARED
from supple.core.planning.screening import CODES


class Catalogue(Mapping[str, Exercise]):
    """Exercises by id, in the order of their categories, levels and ids; citations by key."""

    def __init__(
        self, exercises: Iterable[Exercise], sources: Mapping[str, str] | None = None
    ) -> None:
        self.exercises = MappingProxyType({e.id: e for e in sorted(exercises, key=_place)})
        self.sources = MappingProxyType(dict(sources or {}))
        harder: dict[str, tuple[str, ...]] = {}
        for exercise in self.exercises.values():
            for easier in exercise.progression_from:
                harder[easier] = (*harder.get(easier, ()), exercise.id)
        self._harder = harder

    def __getitem__(self, key: str) -> Exercise:
        return self.exercises[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.exercises)

    def __len__(self) -> int:
        return len(self.exercises)

    def exercise(self, key: str) -> Exercise:
        """One exercise. Raises NotFoundError, which names what is nearly written so."""
        found = self.exercises.get(key)
        if found is None:
            raise NotFoundError(self._no_such(key))
        return found

    def near(self, key: str) -> tuple[str, ...]:
        """Ids that may have been meant by one that does not exist, likeliest first."""
        written = key.strip().lower().replace(" ", "_").replace("-", "_")
        if written in self.exercises:
            return (written,)
        close = get_close_matches(written, self.exercises, n=4, cutoff=0.6)
        inside = [name for name in self.exercises if written and written in name]
        named = [exercise.id for exercise in self.search(key)]
        return tuple(dict.fromkeys(chain(close, inside, named)))[:4]

    def _no_such(self, key: str) -> str:
        near = self.near(key)
        if near:
            return f'There is no exercise "{key}". Did you mean {_either(near)}?'
        return f'There is no exercise "{key}". `supple catalogue` lists all of them.'

    def progressions(self, key: str) -> tuple[str, ...]:
        """The next harder exercises: those that grow from this one."""
        return self._harder.get(key, ())

    def families(self) -> tuple[tuple[str, ...], ...]:
        """Exercises connected by progressions, each family from its easiest on.

        Every exercise is in exactly one family; families come in the order of their first.
        """
        left, found = dict.fromkeys(self), []
        while left:
            members, waiting = [], [next(iter(left))]
            while waiting:
                name = waiting.pop()
                if name in left:
                    del left[name]
                    members.append(name)
                    waiting += [*self[name].progression_from, *self.progressions(name)]
            found.append(tuple(sorted(members, key=self._difficulty)))
        return tuple(found)

    def _difficulty(self, key: str) -> tuple[int, int, tuple[int, int, str]]:
        steps, level, seen = 0, [key], set[str]()
        while level:
            seen.update(level)
            easier = {name for one in level for name in self[one].progression_from}
            level = [name for name in easier if name in self and name not in seen]
            steps += bool(level)
        return (steps, self[key].level, _place(self[key]))

    def search(self, words: str, language: str = "en") -> tuple[Exercise, ...]:
        """Exercises in which every word occurs; those with a hit in the name come first."""
        wanted = words.casefold().split()
        hits = []
        for exercise in self.values():
            name, rest = _searched(exercise, language)
            if all(word in name or word in rest for word in wanted):
                hits.append((not all(word in name for word in wanted), exercise))
        return tuple(exercise for _, exercise in sorted(hits, key=lambda hit: hit[0]))

    def chosen(
        self,
        *,
        category: Category | None = None,
        level_max: int | None = None,
        equipment: Collection[str] | None = None,
        judged: bool | None = None,
        words: str = "",
        language: str = "en",
    ) -> tuple[Exercise, ...]:
        """Exercises that pass every filter given.

        `equipment` is what there is at hand: an exercise passes if it needs nothing else.
        What an exercise can do without ("strap_optional") never keeps it out.
        """
        at_hand = None if equipment is None else set(equipment)
        return tuple(
            exercise
            for exercise in (self.search(words, language) if words else self.values())
            if (category is None or exercise.category is category)
            and (level_max is None or exercise.level <= level_max)
            and (at_hand is None or set(needed(exercise)) <= at_hand)
            and (judged is None or exercise.judged is judged)
        )


def needed(exercise: Exercise) -> tuple[str, ...]:
    """The equipment that an exercise cannot do without."""
    return tuple(item for item in exercise.equipment if not item.endswith("_optional"))


def _place(exercise: Exercise) -> tuple[int, int, str]:
    return (list(Category).index(exercise.category), exercise.level, exercise.id)


def _searched(exercise: Exercise, language: str) -> tuple[str, str]:
    text = exercise.words(language)
    name = f"{text.name} {exercise.sanskrit} {exercise.id}"
    rest = [text.summary, exercise.category, *exercise.stretches, *exercise.strengthens]
    rest += [*exercise.spinal_movement, *exercise.equipment, *exercise.tags]
    return (_plain(name), _plain(" ".join(rest)))


def _plain(words: str) -> str:
    return words.casefold().replace("_", " ")


def _either(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last


def faults(
    catalogue: Catalogue,
    *,
    measures: Collection[str] = frozenset(DECLARED),
    describing: Collection[str] = frozenset(),
    codes: Collection[str] = frozenset(CODES),
    elsewhere: Collection[str] = frozenset(),
) -> list[Problem]:
    """Every fault of a catalogue, exercise by exercise, and of how they fit together.

    Parameters
    ----------
    catalogue : Catalogue
        What is checked.
    measures, codes
        Names that criteria and contraindications may use.
    describing
        Measures that only shapes may use beside those: they tell which pose it is.
    elsewhere
        Ids that exist although they are not in this catalogue (another folder; a file that
        could not be read, which is a fault told already).

    Returns
    -------
    list of Problem
        Empty for a sound catalogue; in the order of the exercises.
    """
    known = Known(measures=measures, describing=describing, codes=codes, sources=catalogue.sources)
    ids = {*catalogue, *elsewhere}
    found: list[Problem] = []
    for exercise in catalogue.values():
        found += exercise_faults(exercise, known)
        found += [
            Problem(f"{exercise.id}.toml: {key}", what) for key, what in _links(exercise, ids)
        ]
    for key in ("regress_to", "progression_from"):
        found += _circles(catalogue, key)
    return found


def _links(exercise: Exercise, ids: Collection[str]) -> Iterator[Fault]:
    named = [
        *(("progression_from", name) for name in exercise.progression_from),
        *(("regress_to", name) for name in exercise.regress_to),
        *(("prerequisites", p.exercise) for p in exercise.prerequisites if p.exercise),
    ]
    if exercise.counterpose is not None:
        named.append(("counterpose", exercise.counterpose))
    for key, name in named:
        if name == exercise.id:
            yield key, "names the exercise itself"
        elif name not in ids:
            close = get_close_matches(name, ids, n=1)
            meant = f'; did you mean "{close[0]}"?' if close else ""
            yield key, f'there is no exercise "{name}"{meant}'


def _circles(catalogue: Catalogue, key: str) -> list[Problem]:
    """Chains that come back to where they began: nobody would ever find the easiest one."""
    found, done = [], set[str]()

    def follow(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            circle = (*path[path.index(name) :], name)
            if not done & {circle[0]}:
                where = f"{circle[0]}.toml: {key}"
                found.append(Problem(where, f"goes in a circle: {' -> '.join(circle)}"))
            return
        if name in done or name not in catalogue:
            return
        for easier in getattr(catalogue[name], key):
            follow(easier, (*path, name))
        done.add(name)

    for name in catalogue:
        follow(name, ())
    return found
