"""Whom a courtesy title means: "Mr Poe" is not Mia Poe."""

from __future__ import annotations

from dataclasses import replace

from dedup.facts.first_names import EITHER
from dedup.facts.gazetteer import fold_key, gazetteer
from dedup.facts.names import NameTable

_COURTESY = {"mr": "m", "mrs": "f", "ms": "f", "miss": "f"}


def part_titles(table: NameTable, text: str) -> NameTable:
    """Part "Mr Poe" from Mia Poe: a courtesy title of the other sex means somebody else.

    The sex of a key is that of the title before its full name, else of its given name, else
    of the first title; the other one goes by the surname alone.
    """
    titles: dict[str, str] = {}
    known: dict[str, str] = {}
    for item in table.named:
        sex = _COURTESY.get(item.role.rstrip("."), "")
        printed = text[item.start : item.end].split()
        if item.kind == "person" and sex:
            titles.setdefault(item.key, sex)
            if len(printed) > 1:
                known.setdefault(item.key, sex)
    lists = gazetteer()
    for key in titles:
        given = fold_key(table.names[key].split(" ")[0])
        female, male = given in lists.female, given in lists.male
        told = ("f" if female else "m") if female != male and given not in EITHER else titles[key]
        known.setdefault(key, told)
    named, others = [], {}
    for item in table.named:
        sex = _COURTESY.get(item.role.rstrip("."), "")
        surname = text[item.start : item.end]
        if sex and sex != known.get(item.key, sex) and " " not in surname:
            others[fold_key(surname)] = (surname, sex)
            named.append(replace(item, key=fold_key(surname)))
        else:
            named.append(item)
    if not others:
        return table
    return replace(
        table,
        named=tuple(named),
        names={**table.names, **{key: surname for key, (surname, _) in others.items()}},
        kinds={**table.kinds, **dict.fromkeys(others, "person")},
        genders={**table.genders, **known, **{key: sex for key, (_, sex) in others.items()}},
    )
