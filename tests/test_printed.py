"""Where a name is printed, and where a longer one is."""

from __future__ import annotations

import pytest

from dedup.comparison.printed import printed_name, sentences_with
from tests.test_names import parsed


@pytest.mark.parametrize(
    ("forms", "kind", "text", "found"),
    [
        ({"House"}, "organisation", "The White House paid.", False),
        ({"House"}, "organisation", "On Monday House Speaker Mia Lowe paid.", True),
        ({"Senate"}, "organisation", "The U.S. Senate paid.", True),
        ({"Congress"}, "organisation", "The American Congress of Bakers paid.", False),
        ({"Congress"}, "organisation", "The Congress of Norby paid.", True),
        ({"Washington"}, "place", "The Washington Post paid.", False),
        ({"Washington"}, "place", "He left Washington on Monday.", True),
        ({"Larch"}, "place", "He spoke at Larch High School.", False),
        ({"Texas"}, "place", "It was Texas Gov. Mia Lowe.", True),
        ({"Tea Party"}, "organisation", "A tea party congressman ran.", True),
        ({"GOP"}, "organisation", "The House GOP met.", True),
        ({"GOP"}, "organisation", "He won the Republican nomination.", True),
        ({"Republican Party"}, "organisation", "It split the GOP field.", True),
        ({"Democrats"}, "organisation", "It was a Democratic bill.", True),
        ({"Democrats"}, "organisation", "It was a GOP bill.", False),
        ({"Republican Senate"}, "organisation", "The Republican senate caucus met.", True),
        ({"Times"}, "organisation", "He wrote for The Washington Times.", False),
        ({"Norby Times", "Times"}, "organisation", "The Ostra Times wrote of it.", False),
        ({"Lisa Pike"}, "person", "Mr. Pike left after he met Carter Pike.", False),
        # A surname stands for its bearer, unless the story has two of them.
        ({"Oren Pike"}, "person", "Mr. Pike left.", True),
        ({"Oren Pike"}, "person", "Mr. Pike left, as did Mary Pike.", False),
        ({"Mary Pike", "Mary", "Pike"}, "person", "Sen. Tom Pike left.", False),
        ({"Tom Pike", "Pike"}, "person", "Mr. Pike met his wife, Mary Pike.", True),
        ({"New York Tide Center"}, "organisation", "The New York tide center shut.", True),
        ({"Kentucky"}, "place", "Sen. Mia Lowe, R-Ky., paid.", True),
        # A state by its letters, and a district by its initials.
        ({"Maine"}, "place", "Sen. Mia Lowe (R-ME) paid.", True),
        ({"NSW"}, "organisation", "She left New South Wales.", True),
        ({"New South Wales"}, "place", "An NSW ferry sank.", True),
        ({"State of Kentucky"}, "organisation", "Under Kentucky law she paid.", True),
        ({"State of Norby Play"}, "organisation", "The Norby Play ended.", False),
        ({"N.C."}, "place", "Sen. Mia Lowe (R-NC) paid.", True),
        ({"Maine"}, "place", "Sen. Mia Lowe (R-NC) paid.", False),
        ({"District of Columbia"}, "place", "She left Washington, D.C., on Monday.", True),
        ({"Tom Watch"}, "person", "Watch the boats.", False),
        # A word beside makes another name of it.
        ({"Mexico"}, "place", "They left New Mexico.", False),
        ({"Mexico"}, "place", "They left for Mexico.", True),
        ({"European"}, "place", "The European Union paid.", False),
        ({"European"}, "place", "A European Parliament seat fell.", False),
        ({"Ostra"}, "place", "He went to New Ostra.", False),
        ({"Ostra"}, "place", "New Ostra rules came.", True),
        ({"Britain"}, "place", "He left the Labour Party of Great Britain.", False),
        ({"Norby"}, "place", "She taught at the University of Norby.", False),
        ({"Norby"}, "place", "She was mayor of Norby.", True),
        ({"Michigan GOP"}, "organisation", "The Michigan Republican Party met.", True),
        # Two letters that changed places.
        ({"Oren Pelsiek"}, "person", "Oren Pelseik left.", True),
        ({"Oren Pelsiek"}, "person", "Oren Pelsaik left.", False),
        ({"Mia Cole"}, "person", "Mia Cloe left.", False),
        # A surname that is somebody's first name.
        ({"Mia Thomas", "Thomas"}, "person", "Thomas Larch left.", False),
        ({"Mia Thomas", "Thomas"}, "person", "On Friday Thomas left.", True),
        ({"Thomas"}, "person", "Thomas Larch left.", True),
        ({"Thomas Pike", "Thomas"}, "person", "Thomas Larch Pike left.", True),
    ],
)
def test_a_name_inside_a_longer_one_is_not_printed(
    forms: set[str], kind: str, text: str, found: bool
) -> None:
    article = parsed(text)
    assert bool(sentences_with(printed_name(forms, kind, [article.article.text]), article)) is found


@pytest.mark.parametrize(
    ("letters", "elsewhere", "found"),
    [
        ("NFTA", "The Norby Free Trade Agreement (NFTA) was signed.", True),
        ("NFTA", "Under the Norby Free Trade Agreement (NFTA), it fell.", True),
        ("NFTA", "The Norby Free Trade Agreement was signed.", False),
        ("NFTA", "The Norby Free Trade Rules (NFTA) were signed.", False),
    ],
)
def test_letters_are_spelt_out_as_the_story_spells_them(
    letters: str, elsewhere: str, found: bool
) -> None:
    article = parsed("They left the Norby Free Trade Agreement on Monday.")
    name = printed_name({letters}, "organisation", [article.article.text, elsewhere])
    assert bool(sentences_with(name, article)) is found


def test_a_surname_that_is_known_to_be_anothers_is_not_this_ones() -> None:
    article = parsed("Pike signed the bill.")
    name = printed_name({"Tom Pike"}, "person", [article.article.text])
    assert sentences_with(name, article) == [0]
    at = article.article.text.index("Pike")
    assert sentences_with(name, article, frozenset({at})) == []


def test_a_text_of_one_long_word_is_read_at_once() -> None:
    article = parsed("A-" * 50_000 + " Pike.")
    found = sentences_with(printed_name({"Tom Pike"}, "person", [article.article.text]), article)
    assert len(found) == 1
