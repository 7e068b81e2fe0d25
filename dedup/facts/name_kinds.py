"""What a run of capitals names: person, organisation or place, and under which key.

The article's own evidence decides: titles and roles beside a name, suffixes, prepositions,
brackets with an acronym, then the gazetteer, then the likelier kind. Short forms ("Rubio",
"the PSA") take the key of the long form that the article prints.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dedup.facts.bearers import Bearers
from dedup.facts.first_names import (
    is_short_form,
    one_first_name,
    opens_with_surname,
    whole_first,
)
from dedup.facts.gazetteer import STATE_LETTERS, Gazetteer, fold_key
from dedup.facts.name_bodies import body_key, short_forms
from dedup.facts.name_forms import (
    acts_as_person,
    double_surnames,
    doubled,
    goes_by,
    is_branch,
    is_firm,
    is_headed,
    is_lying,
    is_of_a_people,
    is_plural_noun,
    is_rest,
    is_shouted,
    is_thing,
    is_word,
    parted,
    person_key,
    stream_of,
    swapped,
    told_surname,
    without_article,
)
from dedup.facts.name_lands import counties, is_home, is_pair, is_seat
from dedup.facts.name_never import (
    LETTER_AND_FIGURE,
    case_names,
    is_abstract,
    is_at,
    is_called,
    is_counted,
    is_heading,
    is_in_case,
    is_label,
    is_matter,
    is_no_name,
    is_predecessor,
    is_work,
    storm_name,
)
from dedup.facts.name_owners import owned_key, without_party
from dedup.facts.name_runs import Run
from dedup.facts.name_votes import PERSON_SUFFIX, Votes, with_own_role
from dedup.facts.name_words import (
    COMPASS,
    HONORIFICS,
    KNOWN_PEOPLE,
    NAME_STARTS,
    NAMED_AFTER,
    NO_NAMES,
    NOBLE_HEADS,
    OBJECT_BEFORE,
    PARTISANS,
    PATRONYMIC,
    PLURAL_BODIES,
    REGNAL,
    STORMS,
    WORD_NAMES,
)
from dedup.facts.offices import Role, bearer_of, land_behind, read_role, spelled_out
from dedup.lexicon import related
from dedup.model import FactKind
from dedup.text import stem

RELATIONS = {
    **dict.fromkeys(("in", "at", "across", "inside", "within", "throughout", "around"), "in"),
    **dict.fromkeys(("near", "nearby", "beside", "off"), "near"),
    "outside": "outside",
    **dict.fromkeys(("from",), "from"),
    **dict.fromkeys(("to", "into", "toward", "towards"), "to"),
}
# "Andrea Norby Poe (ANP)", "Andrea Norby Poe, often referred to as ANP"
_NICKNAME = re.compile(
    r"(?: \(|,? (?:who is )?(?:[a-z]{2,9} )?(?:known|referred to|nicknamed|called|dubbed)"
    r"(?: as| by)?(?: (?:his|her|the) initials,?)? [\"']?)([A-Z]{3,5})\b"
)
# The state whose name alone is the capital's.
_STATE_NAMESAKE = "washington state"
# Votes by which a word is a place, whatever body it begins ("in Norby", "Norby, Ohio").
_OFTEN_PLACE = 4
# "the Port Safety Authority (PSA)"
_LETTERS = re.compile(r" \((?:the )?([A-Z][A-Za-z&]{1,9})\)")
# Votes by which a word is a person, whatever thing bears the name too.
_TOLD = 3


@dataclass(frozen=True, slots=True)
class Named:
    """One name as it stands in one sentence, under its key.

    ``subject`` tells that the name stands before the sentence's other names and
    is no possessive: it may be what a later "he" or "she" means.
    """

    start: int
    end: int
    sentence: int
    kind: FactKind
    key: str
    role: str = ""
    relation: str = ""
    subject: bool = True


def _is_married(run: Run) -> bool:
    return run.role.rstrip(".") == "mrs"


class Resolver:
    """Decides kind and key of each run from all runs of the article."""

    def __init__(
        self, runs: Sequence[Run], folded: str, lower_words: set[str], table: Gazetteer
    ) -> None:
        self.folded = folded
        self.table = table
        self.lower_words = lower_words
        # The party of a case, alone, is the case ("Poe was overturned").
        self._cases = case_names(runs, folded)
        runs = [
            with_own_role(run, folded)
            for run in runs
            if not (is_in_case(run, folded) or is_predecessor(run))
        ]
        self.genders: dict[str, str] = {}
        self.roles: list[Role] = []
        # The places in ``roles`` of those offices of each bearer that no land is known of.
        self._held: dict[str, dict[Role, int]] = defaultdict(dict)
        self.long_names: dict[str, str] = {}
        self._persons: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._bodies: dict[str, set[str]] = defaultdict(set)
        self._keys: dict[str, tuple[FactKind, str]] = {}
        self._firsts: dict[str, str] = {}
        self._alone = {run.key for run in runs if len(run.words) == 1}
        self._printed = Counter(run.key for run in runs)
        self._titled_alone = {
            run.key for run in runs if len(run.words) == 1 and run.role.rstrip(".") in HONORIFICS
        }
        self._seen_inside: set[str] = {run.key for run in runs if not run.initial}
        doubles = double_surnames(runs)
        runs = [doubled(run, doubles) for run in runs]
        self._told = {surname for run in runs if (surname := told_surname(run, table))}
        cut = [self._without_common_start(without_party(run, table)) for run in runs]
        self.runs = [part for run in cut for part in parted(run, self._told, self._alone, table)]
        # "The Zorbos won", of whom two may be counted.
        self._led = {run.key for run in self.runs if run.before == "the"}
        self._things = {name for run in runs if (name := self._thing(run))}
        self._surnames: set[str] = set()
        self._bearers = Bearers(self.runs, folded)
        self._votes = Votes(self.runs, folded, table)
        self._lying = {run.key for run in self.runs if is_lying(run, folded, table)}
        homes = {run.key for run in self.runs if is_home(run, folded, self._votes)}
        self._homes = homes | counties(folded)
        self._first_names = self._names_of_places()
        self._somebody = {run.key for run in self.runs if acts_as_person(run, folded)}
        for run in self.runs:
            if len(run.words) > 1:
                self._settle(run)
        for run in self.runs:
            if len(run.words) == 1:
                self._settle(run)
        self.slips: set[str] = set()  # surfaces that a slip of the hand made
        self._mend_slips()

    def _names_of_places(self) -> frozenset[str]:
        """Return the given names that are places too and whose age or role the article tells."""
        alone = [run for run in self.runs if len(run.words) == 1]
        told = {run.key for run in alone if run.apposed and self.table.is_given(run.key)}
        return frozenset(told - {run.key for run in alone if run.before in RELATIONS})

    def _thing(self, run: Run) -> str:
        """Return what a storm, a work, a label or a counted thing is called, else ""."""
        given = self.table.is_given(run.words[0].lower)
        counted = is_counted(run, self.table) and run.key not in self._led
        is_thing = counted or is_label(run, self.folded)
        is_thing = is_thing or is_work(run, self.folded, person=given)
        return run.key if is_thing else storm_name(run)

    def _without_common_start(self, run: Run) -> Run:
        """Drop a first word that is only capital because a sentence begins with it."""
        while len(run.words) > 1 and not run.titled:
            rest = replace(run, words=run.words[1:])
            first = run.words[0].lower
            # "Watch Poe speak", "Celebrating Poe": a verb, and "Poe" ever after.
            if not rest.words[0].capital or first in STORMS:
                break  # "Tides and Dues Enforcement"
            known = len(rest.words) > 1 and rest.key in self.table.organisations
            body = known and first not in NAME_STARTS
            verb = body or rest.key in self._alone
            verb = verb and first not in NAMED_AFTER and bool(related(stem(first)))
            if not (run.initial or (verb and first.endswith("ing"))):
                break
            adverb = run.words[0].text.istitle() and first.endswith("ly")
            adverb = adverb and bool(related(stem(first)))
            group = run.after in self.table.groups or run.after[:-1] in self.table.roles
            # "Defecting Norby lawmakers"
            verb = verb or (group and first.endswith(("ing", "ed")) and bool(related(stem(first))))
            common = verb or adverb or first in self.lower_words or first in self.table.roles
            body = body and run.key not in self.table.organisations
            if (body or rest.key in PARTISANS) and self._is_adjective(first):
                return replace(rest, initial=False)
            n_words = len(rest.words) - (rest.words[-1].lower in PERSON_SUFFIX)
            if n_words == 1 and not common:
                break  # "Liora Stannick" once, "Stannick" ever after
            given = self.table.is_given(run.words[0].lower)
            seen = run.initial and run.key in self._seen_inside
            if seen or run.key in self.table.places or run.key in self.table.organisations:
                break
            if not (rest.key in self._seen_inside or common) or given or self._body_like(run):
                break
            run = replace(rest, initial=False)
        return run

    def _is_adjective(self, first: str) -> bool:
        """Tell "Prominent Democrats" from "House Democrats" and "Ostran Democrats"."""
        table = self.table
        tables = (table.organisations, table.organisation_heads, table.places, table.demonyms)
        return bool(related(stem(first))) and not any(first in names for names in tables)

    def _body_like(self, run: Run) -> bool:
        return run.words[-1].lower in self.table.organisation_heads | self.table.place_heads

    def _kind(self, run: Run) -> FactKind | None:
        """Return the kind of a run, or None if it is no name."""
        table, key, words = self.table, run.key, run.words
        if run.in_title or (len(words) == 1 and is_rest(key)):
            return None
        if key in table.organisations:
            return "organisation"
        if (key in table.places or self._state_of(run)) and not run.titled:
            return "place"
        partner = run.start in self._votes.partners
        told = run.titled or (run.apposed and not is_plural_noun(run, table))
        told = told or partner or run.after == "and his"
        called = is_called(run, self.folded, table)
        if is_matter(run, called=called) or is_heading(run, table):
            return None
        if partner:
            return "person"
        possessive = words[-1].possessive and table.is_given(words[0].lower)
        told = told or (possessive and words[0].lower not in WORD_NAMES)
        told = told or key in KNOWN_PEOPLE
        if run.initial and len(words) == 1 and key not in self._seen_inside and not told:
            return None
        if len(words) == 1 and (key in table.demonyms or key in table.titles):
            return "person" if run.titled and not is_of_a_people(run, table) else None
        if is_no_name(run, self._persons, table):
            return None
        if len(words) == 1 and key in COMPASS and run.before == "the":
            return "place"
        if len(words) == 1 and LETTER_AND_FIGURE.fullmatch(words[0].text):
            return "organisation"
        if len(words) > 1 and "-" in key and is_pair(key, table):
            return None
        if is_firm(run, table) or is_seat(run, self._seen_inside, table):
            return "organisation"
        if is_branch(run, table):
            return "place"
        votes = self._votes.of[key]
        if key in self._lying and not votes["person"]:
            return "place"
        if key in self._homes and votes["person"] < _TOLD:
            return "place"
        if key in self._things | self._cases and votes["person"] < _TOLD:
            return None
        known = key in KNOWN_PEOPLE and not votes["organisation"] + votes["place"]
        if key in self._somebody or known:
            return "person"
        if votes:
            best = max(sorted(votes), key=lambda kind: votes[kind])
            if best == "person" or votes[best] > 1:
                return best  # type: ignore[return-value]  # the votes' keys are kinds
        printed = (self.lower_words, self._alone)
        if len(words) == 1:
            headed = is_headed(run, self.folded, table)
            return None if headed or is_word(run, *printed, table) else "organisation"
        if is_shouted(run, self.lower_words):
            return None
        # "at Norbek Research", "Poor Cause Georgia"
        led = is_at(run, self.folded) or words[-1].lower in PLURAL_BODIES
        if led or (len(words) > 2 and words[-1].lower in table.places):
            return "organisation"
        plain = all(re.fullmatch(r"[^\W\d_]+(?:['-][^\W\d_]+)*|[A-Z]\.", w.text) for w in words)
        acronym = any(w.text.isupper() and len(w.text) > 1 and "." not in w.text for w in words)
        abstract = [word for word in words if is_abstract(word)]
        if abstract and abstract[-1] is words[-1] and words[-1].lower.endswith(("ments", "tions")):
            return None  # "for Prior Conditions"
        person = plain and not acronym and len(words) <= 4 and not abstract
        return "person" if person and not is_thing(run, *printed, table) else "organisation"

    def _settle(self, run: Run) -> None:
        """Decide kind and key for a surface and note its short forms."""
        surface = run.key
        if surface not in self._keys:
            if (
                len(run.words) == 1
                and surface in self._persons
                and surface not in self.table.places
                and run.start not in self._votes.partners
            ):
                return
            plain = surface not in self.table.places and surface not in self.table.demonyms
            plain = plain and surface not in NO_NAMES  # the Holocaust, not its museum
            # What a well-known body goes by is not taken for the initials of another.
            plain = plain and self.table.organisations.get(surface, surface) == surface
            plain = plain and self._votes.of[surface]["place"] < _OFTEN_PLACE  # a town
            if plain and len(run.words) == 1 and len(self._bodies.get(surface, ())) == 1:
                self._keys[surface] = ("organisation", next(iter(self._bodies[surface])))
                return
            kind = self._kind(run)
            if kind is None:
                return
            self._keys[surface] = (kind, self._new_key(kind, run))
        kind, key = self._keys[surface]
        if kind == "person":
            self._note_person(run, key)
        elif kind == "organisation":
            self._note_body(run, key)

    def _mend_slips(self) -> None:
        """Give a long word printed once, two of whose letters changed places, the other's key."""
        for surface, (kind, key) in list(self._keys.items()):
            if kind == "place" or key != surface or self._printed[surface] > 1:
                continue
            known = self._keys.keys() | self._persons.keys()
            others = [one for one in swapped(surface) if one in known]
            if len(others) == 1 and others[0] in self._persons:
                self._persons[surface] = self._persons[others[0]]
                del self._keys[surface]
            elif len(others) == 1:
                self._keys[surface] = self._keys[others[0]]
            self.slips.update([surface] if len(others) == 1 else ())

    def _new_key(self, kind: FactKind, run: Run) -> str:
        words = [word.text for word in run.words]
        if kind == "person":
            if words[0].lower() in NOBLE_HEADS and "of" in words:
                return run.key
            if run.key in self._bearers.juniors:
                return f"{self._bearers.juniors[run.key]} {fold_key(words[0])[0]}"
            if run.key in self._bearers.short_juniors:
                return self._bearers.short_juniors[run.key]
            partner = [word.text for word in self._votes.partners.get(run.start, ())]
            if not partner and self._is_surname_first(run):
                return person_key([*words[1:], words[0]])
            first = whole_first(fold_key(words[0]))
            printed = words[0] if words[0] == "Al" else first
            return self._one_key(person_key([printed, *words[1:], *partner]), first)
        if run.key in self.table.organisations:
            return self.table.organisations[run.key]
        if kind == "place":
            key = self._state_of(run) or self.table.places.get(run.key, run.key)
            key = re.sub(r"^co\.? ", "county ", key)  # "Co Norby"
            self.long_names.setdefault(key, " ".join(words))
            if words[0] in ("Mount", "Mt", "Mt.") and run.key not in self.table.places:
                self._keys.setdefault(fold_key(words[-1]), (kind, key))
            stream = stream_of(run, self.table)
            if stream:
                self._keys.setdefault(stream, (kind, key))
            return key
        return body_key(run, self._bodies, self.table)

    def _state_of(self, run: Run) -> str:
        """Return the state whose letters stand in brackets ("Rep. Jane Poe (TN)"), else ""."""
        bracketed = self.folded.endswith(" (", 0, run.start) and self.folded[run.end] == ")"
        return fold_key(STATE_LETTERS.get(run.words[0].text, "")) if bracketed else ""

    def _is_surname_first(self, run: Run) -> bool:
        """Tell "Li Jinshan", of whom the article says "Li" or "Mr. Li", from "Lee Poe"."""
        if len(run.words) not in (2, 3):
            return False
        first, last = run.words[0], run.words[-1]
        rest = [word.text for word in run.words[1:]]
        eastern = opens_with_surname(first.lower, rest, alone=first.lower in self._alone)
        known = eastern and not any(self.table.is_given(word.lower()) for word in rest)
        return (known or first.lower in self._titled_alone) and last.lower not in self._alone

    def _one_key(self, key: str, first: str) -> str:
        """Return the key of "Dick Poe" if the article has Richard Poe."""
        surname, _, initial = key.rpartition(" ")
        known = {earlier for _, earlier in self._persons.get(surname, ())}
        spelled = {f"{without_article(surname)} {first[:1]}", f"al-{surname} {first[:1]}"} - {key}
        if len(spelled & self._firsts.keys()) == 1 and key not in self._firsts:
            return next(iter(spelled & self._firsts.keys()))  # "Omar Norby" and "Omar al-Norby"
        same = [one for one in known if is_short_form(first, self._firsts.get(one, ""))]
        if len(same) == 1 and key not in known:
            return same[0]
        if surname and initial == first[:1] and self._is_another(first, self._firsts.get(key, "")):
            return f"{surname} {first}"  # "Maria Poe", where "poe m" is Mia
        self._firsts.setdefault(key, first)
        return key

    def _is_another(self, first: str, other: str) -> bool:
        """Tell whether two first names are spelled out and are two persons'."""
        given = self.table.is_given(first) and self.table.is_given(other)
        return given and not one_first_name(first, other)

    def _note_person(self, run: Run, key: str) -> None:
        words = [fold_key(word.text) for word in run.words]
        words += [fold_key(word.text) for word in self._votes.partners.get(run.start, ())]
        while len(words) > 2 and words[-1] in PERSON_SUFFIX:
            words.pop()
        # A father's name is not his: "bin Norby" is none of "Norby".
        begins = (at for at in range(len(words)) if words[at - 1] not in PATRONYMIC or not at)
        short = [run.key, *(" ".join(words[at:]) for at in begins)]
        if len(words) > 1 and without_article(words[-1]) != words[-1]:
            short.append(without_article(words[-1]))
        if len(words) > 1:
            first_land = words[0] in self.table.places or words[0] in self.table.demonyms
            if not first_land or self.table.is_given(words[0]):
                short.append(words[0])
            land = self.table.places.get(words[-1]) in self.table.demonyms.values()
            if not land or self._is_told(run):
                self._surnames.add(words[-1])
            self._bearers.note(run, key)
        if run.key in self._bearers.short_juniors:
            short = [run.key]
        if run.key in self._bearers.juniors:
            short = [run.key, words[0]]
        spelled = run.titled or self.table.is_given(words[0])
        nickname = _NICKNAME.match(self.folded, run.end)
        if nickname and spelled and nickname[1].lower() == "".join(word[0] for word in words):
            short.append(nickname[1].lower())
        for form in short:
            bearers = self._persons[form]
            if not bearers or bearers[-1][1] != key:
                bearers.append((run.start, key))
        if len(words) > 1:
            first = words[0]
            female, male = first in self.table.female, first in self.table.male
            if female != male and not self.genders.get(key):
                self.genders[key] = "f" if female else "m"
        if run.gender and (run.titled or not self.genders.get(key)):
            self.genders[key] = run.gender
        self.genders.setdefault(key, "")

    def _is_told(self, run: Run) -> bool:
        """Tell whether a title, a given name or an initial opens a person's name."""
        first = run.words[0]
        return run.titled or self.table.is_given(first.lower) or len(first.text.rstrip(".")) == 1

    def _note_role(self, run: Run, key: str) -> None:
        role = replace(read_role(run.role.split(), self.table), key=key)
        if role.words and role.head not in HONORIFICS and "former" not in run.role:
            if not role.places and role not in self._held[key]:
                self._held[key][role] = len(self.roles)
            self.roles.append(role)
            if "secretary of state" in run.role:
                self.roles.append(Role(frozenset({"secretary"}), "secretary", key))

    def _note_land(self, run: Run, key: str) -> None:
        """Note that "Poe of Norby" holds the offices named so far for Norby."""
        place = land_behind(self.folded, run.end, self.table)
        if place is not None:
            for role, at in self._held.pop(key, {}).items():
                self.roles[at] = replace(role, places=frozenset({place}))

    def _note_body(self, run: Run, key: str) -> None:
        words = [word.text for word in run.words]
        if len(words) < 2:
            return
        for form in short_forms(words, self.lower_words, self.table):
            self._bodies[form].add(key)
        bracket = _LETTERS.match(self.folded, run.end)
        if bracket and bracket[1].lower() not in self.table.places:
            self._bodies[bracket[1].lower()].add(key)
            self._keys[bracket[1].lower()] = ("organisation", key)
        lower = [word.lower() for word in words]
        head = lower[0] if "of" in lower else lower[-1]
        self.roles.append(Role(frozenset(lower), head, key))

    def resolve(self, run: Run) -> list[Named]:
        """Return the name that a run is, as a list of at most one."""
        surface = run.key
        kind: FactKind
        if is_rest(surface):
            return []
        office = spelled_out(surface) if run.before == "the" else ""
        bearer = bearer_of(office, self.roles, self.table) if office else None
        if bearer is not None:
            return [Named(run.start, run.end, run.sentence, "person", bearer, office)]
        known_place = surface in self.table.places and not run.titled
        if surface in self._surnames and run.before not in RELATIONS:
            known_place = False  # "Kate Ireland … Ireland said"
        if surface in self._first_names and surface in self._persons:
            known_place = False  # "Victoria Poe … Victoria, 26, …"
        alias = None if known_place else self._person_for(run)
        if alias is not None:
            kind, key = "person", alias
        elif surface in self._keys:
            kind, key = self._keys[surface]
            if kind == "organisation" and key != surface:
                key = owned_key(self.folded, run, key, self.table)
        else:
            return []
        if run.in_title and kind == "place":
            return []
        end = run.end
        if run.after == "state" and f"{key} state" == _STATE_NAMESAKE:
            key, end = _STATE_NAMESAKE, end + len(" state")
        if kind == "person":
            if run.role:
                self._note_role(run, key)
            if run.gender:
                self.genders[key] = run.gender
            self._note_land(run, key)
            if goes_by(key, surface) and not _is_married(run):
                self._bearers.bear(key)
        relation = RELATIONS.get(run.before, "") if kind == "place" else ""
        role = run.role if kind == "person" else ""
        subject = run.before not in OBJECT_BEFORE
        common = surface in self.table.organisation_heads - self.table.organisations.keys()
        # "Tides reports" is no committee on tides.
        short = kind == "organisation" and key != surface and len(run.words) == 1
        common = common or (short and bool(related(stem(surface))))
        if common and run.initial and surface in self.lower_words:
            return []  # the capital of a sentence's first word: "Union leaders left"
        return [Named(run.start, end, run.sentence, kind, key, role, relation, subject)]

    def _person_for(self, run: Run) -> str | None:
        """Return the person whose full or short name this is, nearest before first."""
        bearers = self._persons.get(run.key)
        if not bearers:
            return None
        if run.gender:
            fitting = [b for b in bearers if self.genders.get(b[1], "") in ("", run.gender)]
            bearers = fitting or bearers
        if self._bearers.is_other(run.key) and (
            (run.titled and run.role in REGNAL)
            or not run.gender
            or all(self.genders.get(b[1], "") != run.gender for b in bearers)
        ):
            return run.key
        full = [bearer for bearer in bearers if bearer[1] != run.key] or bearers
        # Whose surname it is goes by it, before whose first name it is.
        own = [b for b in full if b[0] <= run.start and goes_by(b[1], run.key)]
        full = own or full
        if not _is_married(run):
            likely = self._bearers.likely(run.key, [key for _, key in full])
            full = [bearer for bearer in full if bearer[1] in likely]
        earlier = [bearer for bearer in full if bearer[0] <= run.start]
        first = self.table.is_given(run.key) and not any(b[1].startswith(run.key) for b in full)
        if first and not earlier and not run.titled:
            return None  # nobody goes by the first name before the full one
        return max(earlier)[1] if earlier else min(full)[1]

    def settled(self, surface: str) -> bool:
        """Tell whether a surface has a kind of its own in the article."""
        return surface in self._keys

    def knows(self, surface: str) -> bool:
        """Tell whether the article names somebody or something so."""
        return surface in self._persons or surface in self._keys
