"""A short list prints each sentence once, and first what a reader can check."""

from __future__ import annotations

from dedup.model import Comparison
from dedup.options import ReportOptions
from dedup.pipeline import compare
from dedup.report import render
from tests.comparison_builders import compare_reports
from tests.conftest import make_article
from tests.report_fixtures import mill_story


def rows(comparison: Comparison, section: str) -> list[str]:
    """Return the rows of a section of the default report, each with what it prints first."""
    text = render([comparison], options=ReportOptions(width=200))
    part = text.split(f"\n{section}", 1)[-1].split("\n\n", 1)[0]
    return [line.strip() for line in part.split("\n")[1:] if line[1:2] in "=~+?"]


def test_a_clause_and_its_figure_are_one_row() -> None:
    left = "Divers pulled 31 rusty bicycles from the river below the mill."
    found = rows(compare_reports(left, "Traders lost customers."), "+ ONLY A")

    assert [row for row in found if "bicycles" in row] == [
        next(row for row in found if row.startswith(f"+  {left}"))
    ]


def test_a_quotation_and_its_tag_are_one_row() -> None:
    left = (
        "“We cannot leave ninety families on the wrong side of the water,” Mayor Ana Vell said on "
        "the radio show “Harbour Talk.”"
    )
    found = rows(compare_reports(left, "Traders lost customers."), "+ ONLY A")

    assert len([row for row in found if "families" in row or "Harbour Talk" in row]) == 1


def test_a_clause_around_a_shared_quotation_is_one_row_with_it() -> None:
    quoted = "“The old crossing will be open again before the first snow falls on Aldon,”"
    left = f"Mayor Ana Vell made one promise to the traders: {quoted} she said."
    found = rows(compare_reports(left, f"{quoted} Ana Vell told the traders."), "= SHARED")

    assert len([row for row in found if "crossing" in row]) == 1


def test_a_clause_around_a_changed_quotation_is_one_row_with_it() -> None:
    tag = "said Ana Vell, the mayor of Aldon, in a letter to the traders."
    left = f'"This is unpleasant, but it is not mysterious," {tag}'
    right = f'"It is unpleasant, it is not a mystery," {tag}'
    found = rows(compare_reports(left, right), "= SHARED")

    assert not [row for row in found if row.startswith("=") and "unpleasant" in row]


def test_courtesies_and_fragments_open_no_list() -> None:
    left = (
        "“You …” Ana Vell said. “Thank you,” she said to the divers. “The piers will stand for "
        "another hundred winters,” Oren Pike said. The town paid 4,000 florins to a diver."
    )
    found = rows(compare_reports(left, "Traders lost customers."), "+ ONLY A")

    assert not any("You …" in row or "Thank you" in row for row in found)
    assert "4,000 florins" in found[0]


def test_a_cut_quotation_is_shown_in_the_words_of_both() -> None:
    cut = "there is no room on this bridge for another lorry"
    left = f"“If you open the lanes to everyone, {cut},” Mayor Ana Vell said."
    right = f"Asked about the lanes, Mayor Ana Vell said, “{cut.capitalize()}.”"
    found = rows(compare_reports(left, right), "= SHARED")

    assert [row for row in found if "no room" in row.lower()]
    assert not [row for row in found if "open the lanes to everyone" in row]


def test_a_sentence_hardly_alike_is_not_near() -> None:
    story: Comparison = mill_story()  # type: ignore[no-untyped-call]
    text = render([story], options=ReportOptions(width=200))
    row = next(line for line in text.split("\n") if "Sixty-three firefighters" in line)

    assert "0.27" not in text
    assert "nothing near" in row


def test_what_a_compound_figure_counts_is_named() -> None:
    comparison = compare_reports(
        "Ana Vell took the 35-word oath of the harbour guild on the steps of the town hall.",
        "Ana Vell took the 38-word oath of the harbour guild on the steps of the town hall.",
    )
    text = render([comparison], options=ReportOptions(width=200))

    assert "NUMBERS CONFLICT  35-word oath" in text


def test_a_finding_of_two_speakers_is_headed_by_what_they_said() -> None:
    comparison = compare_reports(
        "Ida Marsh said the toll would ruin every small fisherman on the southern bay.",
        "Olaf Brenn said the toll would ruin small fishermen of the southern bay.",
    )
    text = render([comparison], options=ReportOptions(width=200))

    assert "WHO SAID IT  the toll would ruin" in text


def test_a_clause_that_differs_only_in_a_conflict_s_date_is_no_row_beside_it() -> None:
    left = "Oren Pike has led the dockers' union since 2002."
    right = "Oren Pike has led the dockers' union since 2003, and Holm had called it a trouble."
    found = rows(compare_reports(left, right), "= SHARED")

    assert not [row for row in found if row.startswith("~") and "led the dockers" in row]


def test_clauses_in_other_detail_are_not_denied_where_nothing_else_differs() -> None:
    comparison = compare_reports(
        "Dockers' leader Oren Pike has died in Aldon at the age of 57.",
        "Oren Pike, the leader of the dockers, has died in Aldon.",
    )
    text = render([comparison], options=ReportOptions(width=200))

    assert "or other difference was found but 1 in other detail" in text


def test_a_quotation_stands_in_its_marks_with_its_speaker() -> None:
    said = "We cannot leave ninety families on the wrong side of the water"
    left = f"“{said},” Mayor Ana Vell said."
    only = rows(compare_reports(left, "Traders lost customers."), "+ ONLY A")
    both = rows(compare_reports(left, f"Ana Vell told them: “{said}.”"), "= SHARED")

    assert [row for row in only if row.startswith(f"+  “{said}” — Ana Vell")]
    assert [row for row in both if row.startswith(f"=  “{said}” — Ana Vell")]


def test_a_quotation_in_two_pieces_is_marked_beside_the_whole_of_the_other() -> None:
    comparison = compare_reports(
        "“The mayor hid the cracks from the town,” Olaf Brenn said. “I think she did so because "
        "she was desperate to sell the toll.”",
        "“The mayor hid the cracks from the town and the bay because she was desperate to sell the "
        "toll,” Olaf Brenn said.",
    )
    text = render([comparison], options=ReportOptions(width=200))

    assert "from the town {+and the bay+} because she was desperate" in text


def test_a_buried_quotation_is_headed_by_its_words() -> None:
    said = "We cannot leave ninety families on the wrong side of the water"
    filler = "\n\n".join(f"Traders of street {n} lost half of their customers." for n in range(9))
    comparison = compare(
        make_article("a", f"“{said},” Mayor Ana Vell said.\n\n{filler}"),
        make_article("b", f"{filler}\n\n“{said},” Mayor Ana Vell said."),
    )
    text = render([comparison], options=ReportOptions(width=200))

    assert "BURIED  We cannot leave ninety families" in text
