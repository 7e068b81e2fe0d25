"""Captions, pointers, crossheads, signatures: lines that stand in a text and are no news of it."""

from __future__ import annotations

import pytest

from dedup.cleaning import clean_article
from dedup.cleaning.entries import live_entries
from dedup.cleaning.features import line_facts
from dedup.model import Article, CleanArticle

BODY = (
    "The harbour board voted on Tuesday to close the northern bridge for two years.",
    "Ferries will sail every hour until the bridge is open again, the board said.",
    "Captain Ilse Varnow told the board that the old ferries had been sold in spring.",
)
LONG = " The bridge was built by her late brother, the board said." * 7


def cleaned(*lines: str) -> CleanArticle:
    return clean_article(Article(id="a", source="s", headline="", text="\n\n".join(lines)))


def roles(*lines: str) -> dict[str, str]:
    found = cleaned(*lines)
    text = found.article.text
    return {text[line.span.start : line.span.end]: line.role for line in found.lines}


@pytest.mark.parametrize(
    "caption",
    [
        "In this May 3, 2031 photo, two rowers pass the closed bridge." + LONG
        + " (AP Photo/Ann Orrel)",
        "FILE PHOTO: Ilse Varnow (7) and Oren Pike (12) row past the bridge before a race against "
        "the northern islands in Tarnholm, Velmark, Oct 6, 2030, which they lost by three lengths "
        "in heavy rain. Mandatory Credit: Ann Orrel-QUAY TODAY Sports/File Photo",
        "FILE - This May 3, 2031 file photo shows the bridge." + LONG,
        "TARNHOLM, VELMARK - MAY 3: A rower passes the closed bridge on May 3, 2031." + LONG
        + " (Photo by Ann Orrel/Getty Images)",
    ],
)  # fmt: skip
def test_a_long_caption_is_one(caption: str) -> None:
    assert roles(*BODY[:2], caption, BODY[2])[caption] == "caption"


def test_among_captions_the_source_of_a_picture_is_enough() -> None:
    view = "A view of the new bridge from the old pier." + LONG + " (AP Photo/Ann Orrel)"
    others = [f"FILE - In this May {day}, 2031 photo, rowers pass." + LONG for day in (3, 4, 5)]
    assert roles(*BODY, *others, view)[view] == "caption"
    assert roles(*BODY, view)[view] == "body"


def test_a_paragraph_about_a_photo_is_body() -> None:
    line = "In this photo the bridge looks whole, though nobody had crossed it for years." + LONG
    assert roles(*BODY, line)[line] == "body"


def test_where_only_captions_came_the_text_is_not_whole() -> None:
    found = cleaned(
        *[f"FILE - In this May {day}, 2031 photo, rowers pass." + LONG for day in (3, 4)]
    )
    assert found.body() == ""
    assert found.truncated


@pytest.mark.parametrize(
    "line",
    [
        "'Sheer waste of our money':Under the new board, islanders wait years for a ferry",
        "Inquiry:Why the harbour board sold its old ferries in spring",
    ],
)
def test_a_label_glued_to_a_headline_points_elsewhere(line: str) -> None:
    more = "More:Letters show how the bridge was sold"
    assert roles(*BODY[:2], more, line, BODY[2])[line] == "teaser"


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("'Board not to blame'", "chrome"),
        ("'It's a mean trick'", "chrome"),
        ("'Ferries for all'", "body"),
    ],
)
def test_a_crosshead_announces_words_that_come_below(line: str, role: str) -> None:
    below = "The board knew last and it's a mean trick to blame its captains, Pike said on Monday."
    assert roles(*BODY[:2], line, below, BODY[2])[line] == role


@pytest.mark.parametrize(
    "line",
    [
        "QPIA via Getty Images",
        "To contact the reporter on this story: Ann Orrel in Tarnholm at orrel@tarn.example",
    ],
)
def test_who_took_or_wrote_it_is_a_credit(line: str) -> None:
    assert roles(*BODY[:2], line, BODY[2])[line] == "credit"


@pytest.mark.parametrize("opening", ["(CNN) --", "(Reuters) -", "(AP) —"])
def test_an_agency_in_brackets_is_a_dateline(opening: str) -> None:
    found = roles(f"{opening} {BODY[0]}", *BODY[1:])
    assert found[opening] == "dateline"
    assert found[BODY[0]] == "body"


def test_other_words_in_brackets_open_a_sentence() -> None:
    line = "(Varnow) — The name on the door was that of the captain, the board said."
    assert roles(line, *BODY)[line] == "body"


@pytest.mark.parametrize(
    "ending",
    [
        "As always, the harbour board is talking about its ferries. https://t.co/YQdrNqRxyA",
        "The harbour board is talking about its old ferries again, see pic.twitter.com/Yq1dRx",
        "The harbour board is talking about its ferries — Ilse Varnow (@varnow) May 3, 2031",
        "The harbour board is talking about its old ferries again and again and again\n\n"
        "Reporting by Ann Orrel; editing by Oren Pike",
    ],
)
def test_an_address_or_a_signature_closes_a_text(ending: str) -> None:
    assert not cleaned(*BODY, ending).truncated


def test_the_end_mark_of_an_agency_is_no_word_of_its_text() -> None:
    found = cleaned(*BODY[:2], f"{BODY[2]} {'Nobody spoke for the islands. ' * 3}Enditem")
    assert not found.truncated
    assert [line.role for line in found.lines] == ["body", "body", "body", "chrome"]


def test_a_sentence_without_its_end_still_breaks_off() -> None:
    assert cleaned(
        *BODY, "The harbour board is talking about its old ferries again and the"
    ).truncated


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("With Quay Post wires", "credit"),
        ("With wire services and staff reports", "credit"),
        ("With Herald wires.", "credit"),
        ("With wires torn and masts down, the boats came home.", "body"),
        ("With Reuters", "credit"),
        ("Enlarge By Ann Orrel, QUAY TODAY Ida Roe waits on the old pier on May 3.", "caption"),
        ("Enlarge photo by Ann Orrel for the Quay Post", "caption"),
        ("Read the harbour board's plans for the islands on Scribd.", "chrome"),
        ("View the full ruling on DocumentCloud", "chrome"),
        ("Read aloud on the pier, the ruling on the bridge took an hour.", "body"),
    ],
)
def test_credits_and_links_of_the_house(line: str, role: str) -> None:
    assert roles(*BODY, line)[line] == role


LAST = "The crews of the sold ferries will be paid until the end of the year, she said."
END = "Nobody in the hall spoke against the plan to sell the tunnel to the islands."
ROW = (
    "BRIDGE VOTE: Two more members say they will leave",
    "IN SPITE OF THE STORM: Vell's way to the chair is clear",
)


def test_labelled_links_in_a_row_are_judged_together() -> None:
    links = (*ROW, "FULL COVERAGE: The latest from the harbour", "TARNHOLM: Next dates")
    found = roles(*BODY[:2], *links, BODY[2])
    assert {found[link] for link in links} == {"teaser"}
    found = roles(BODY[0], *ROW, BODY[1], *links[2:], BODY[2])
    assert {found[link] for link in links} == {"teaser"}


def test_labelled_lines_without_a_link_among_them_stay() -> None:
    found = roles(*BODY, *ROW, LAST)
    assert {found[line] for line in ROW} == {"body"}
    box = ("BORN: Tarnholm, Velmark", "PARTY: The islands' list")
    found = roles(*BODY, *box, LAST, "FULL COVERAGE: The latest from the harbour", END)
    assert found[box[0]] == "body"


def test_a_dash_read_as_a_control_character_ends_a_dateline() -> None:
    found = cleaned("TARNHOLM \x97 " + BODY[0], *BODY[1:])
    text = found.article.text
    pieces = [(text[line.span.start : line.span.end], line.role) for line in found.lines]
    assert pieces[:2] == [("TARNHOLM \x97", "dateline"), (BODY[0], "body")]


@pytest.mark.parametrize(
    ("above", "roles_above"),
    [
        (["Ann Orrel", "USA TODAY"], ["byline", "byline"]),
        (["Ann Orrel and Ida Roe", "Opinion contributor"], ["byline", "byline"]),
        (["By Ann Orrel", "BBC News, Norby"], ["byline", "byline"]),
        (["USA TODAY"], ["byline"]),
        (["Ann Orrel"], ["body"]),
    ],
)
def test_an_author_and_his_house_above_the_text(above: list[str], roles_above: list[str]) -> None:
    found = cleaned(*above, *BODY).lines
    assert [line.role for line in found[: len(above)]] == roles_above


@pytest.mark.parametrize(
    ("line", "role"),
    [
        (
            "Write to Ann Orrel at ann.orrel@quay.example and Ida Roe at i.roe@quay.example",
            "chrome",
        ),
        ("Ann.Orrel-Desk@quay.example and follow me on Quayline: @AnnOrrel", "chrome"),
        ("Send tips to ann@quay.example.", "chrome"),
        ("Share Your Thoughts Should the bridge stay shut? Join the conversation below.", "chrome"),
        ("Topics: harbours, bridges-and-tunnels, tarnholm", "chrome"),
        ("First posted", "chrome"),
        ("Slideshow (5 Images)", "chrome"),
        ("Story Continued Below", "chrome"),
        ("Related Video Captain Varnow spoke on the pier in May. Photo: Quay Pictures", "chrome"),
        ("Related video of the pier was shown to the board, she said.", "body"),
        ("This story has been corrected to show that two ferries were sold, not three.", "chrome"),
        ("This report was revised in May by the ministry, which added two ferries.", "body"),
        ("Warning: this report contains strong language", "chrome"),
        ("Warning: the ferries will not wait, the board told the islands.", "body"),
        ("Editor's note: An earlier version of this story gave another date.", "chrome"),
        ("Editor's note: The board has since voted for a tunnel to the islands.", "body"),
        ("For more on the ferries, please listen to this episode of The Pier:", "chrome"),
        ("For more on fares than on boats, the islands pay, Varnow said.", "body"),
        ("Read the harbour board's letter below.", "chrome"),
        ("CLICK FOR ALL RESULTS OF THE HARBOUR VOTE", "chrome"),
        ("Contributing: Ann Orrel, Ida Roe and the Harbour Press", "credit"),
        ("Contributing: Ann Orrel in Norby, Vm.; Ida Roe; The Harbour Press.", "credit"),
        ("This story was compiled from Harbour Press material and other sources.", "credit"),
        ("This story was compiled by her from old letters, the board said!", "body"),
        (
            "Harbour Press writer Ann Orrel contributed from Norby and Ida Roe from Tarnholm.",
            "credit",
        ),
        ("The writer, a captain's son, contributed in May to the fund of the islands.", "body"),
        ("Readers' views Send us your pictures", "chrome"),
        ("He asked the board to send us your ferries.", "body"),
        (
            "To comment on a QUAYLINE.NET story or review, you must be logged in. User comments do "
            "not reflect the viewpoint of the house.",
            "chrome",
        ),
        ("To comment on the ferries now would be wrong, the board said.", "body"),
        ("As of Monday, this article is no longer being updated.", "chrome"),
        ("For continuing coverage on the bridge, check out our harbour section.", "chrome"),
        ("Full coverage of the vote on the bridge:", "chrome"),
        ("Full coverage of the fares was promised by the board on Tuesday.", "body"),
        ("Original story below:", "chrome"),
        ("More:", "chrome"),
        ("CLOSE Captain Varnow sells the last ferries of the islands. Quay Video", "caption"),
        ("CLOSE TO THE PIER, THE BOARD SOLD FERRIES. They are old.", "body"),
        ("Captain Ilse Varnow, pictured yesterday on the pier, has sold the ferries", "caption"),
        ("Captain Ilse Varnow, pictured yesterday on the pier, has sold the ferries.", "body"),
        ("Captain Varnow sells the last ferries on Tuesday. [AP]", "caption"),
        ("[Follow live coverage of the vote with our reporters on the islands.]", "chrome"),
        ("(For a link to the ruling, click on: quay.example/2ldj)", "chrome"),
        ("(Pictured below: the northern bridge in 1955)", "caption"),
        ("Varnow's letter to the board: http://www.quay.example/varnow-1.html", "chrome"),
        ("@varnow @quayboard https://t.co/YQdrNqRxyA", "chrome"),
        (
            "QUAY NEWSLETTERS Morning Boats in your inbox. Sign Up By signing up you agree to "
            "receive email newsletters from the Quay Post. You can unsubscribe at any time. This "
            "site is protected by a test and the terms of its owner, who may read what is typed "
            "here for as long as the boats of the harbour sail to the islands.",
            "chrome",
        ),
        ("(TQP)", "credit"),
        ("Opinion:Of course the bridge should be a tunnel", "teaser"),
        ("More:The ferries were sold in spring. Who bought them?", "teaser"),
        ("Ferry trial updates:Board members argue about the tunnel", "teaser"),
        ("Ilse Varnow waits on the pier on May 3, 2031. Ann Orrel | Pier | Reuters", "caption"),
        ("This article is more than 2 years old", "chrome"),
        ("This article is older than the bridge, she said.", "body"),
        (
            "JUST WATCHED Varnow: boats are old Replay More Videos ... MUST WATCH Varnow: boats "
            "are old 01:32",
            "chrome",
        ),
        ("Must watch the ferries, said the board at 10:30.", "body"),
        ("Please upgrade your browser to view this content. Timeline hide Show all", "chrome"),
        ("Adjust font size:", "chrome"),
        ("WATCH:", "chrome"),
        ("Enditem", "chrome"),
        ("Interested in Ilse Varnow? Add Ilse Varnow as an interest. Add Interest", "chrome"),
        ("Interested in ferries? The board is not, she said.", "body"),
        ("Every day at Quay, we aim to answer your questions. Please contribute.", "chrome"),
        ("Every day at noon, the ferries aim to sail.", "body"),
        ("Editor's Note: Read live updates from the pier. Send us what you saw.", "chrome"),
        ("\u2022 This article is based in part on wire service reports.", "credit"),
        ("Quay Radio via YouTube", "credit"),
        ("QBC/wires", "credit"),
        ("Ann Orrel/Sun-Post", "credit"),
        ("Ilse Varnow speaks on the pier in Norby on Tuesday. Ann Orrel/Quay-Times", "caption"),
        ("(From left) Ilse Varnow and Ann Orrel hold up the ruling on the pier", "caption"),
        ("(From left to right the board turned in a year, Varnow said.)", "body"),
        ("Boats wait at the pier of Norby, in this April 4, 2031 file photo. The...", "caption"),
        ("A combination of file photos show Ilse Varnow in Norby and Ida Roe in May.", "caption"),
        ("Ann Orrel, BBC News, Norby", "byline"),
        ("Ann Orrel, USA TODAY and Ida Roe, Norby (Ky.) Quay Press\u200b", "byline"),
        ("Ann Orrel, Norby (Ky.) Quay Press", "body"),
        ("\u2022 This article and the subheading were amended on 3 May 2031.", "chrome"),
        ("Orrel et al. 2031. Bridges. Piers 7, 103; doi: 10.1088/0004-637X/7/2/103", "credit"),
        ("Quay Press Like us on Facebook and follow us on Twitter", "chrome"),
        ("For all the latest Harbour News, download the Quay App.", "chrome"),
        ("For more, make sure you're following us on our Instagram @quay", "chrome"),
        ("For all the latest doubts, the board sold the ferries.", "body"),
        ("Ann Orrel/Board's Office/Handout via REUTERS", "credit"),
        (
            "Captain Ilse Varnow holds up the signed deed of the ferries on the pier of Norby, "
            "May 3, 2031.",
            "caption",
        ),
        (
            "Captain Ilse Varnow displays the deed on the pier, Tuesday, Jan. 3, 2031, in Norby",
            "caption",
        ),
        ("Captain Ilse Varnow takes over the ferries of the islands on May 3, 2031.", "body"),
        ("Captain Ilse Varnow held up the signed deed on the pier on May 3, 2031.", "body"),
    ],
)
def test_asides_are_known_in_a_text_without_other_furniture(line: str, role: str) -> None:
    assert roles(*BODY[:2], line, BODY[2])[line] == role


@pytest.mark.parametrize(
    ("tail", "role"),
    [
        ("Quay Press Like us on Facebook and follow us on Twitte", "chrome"),
        ("For all the latest Harbour News, download Quay Post App", "chrome"),
        ("RELATED: Board sells the pier RELATED: Ferries in their last summer", "chrome"),
        ("Ann Orrel: aorrel@quay.example; 555-0100; Twitter @orrel. Gallery", "byline"),
        ("For all the latest doubts, the board has sold its ferries", "body"),
        ("RELATED: Board sells the pier. It was old, said the captain.", "body"),
    ],
)
def test_what_a_house_says_of_itself_is_cut_off_the_last_line(tail: str, role: str) -> None:
    found = roles(*BODY, f"{LAST} {tail}")
    assert found.get(tail, "body") == role


def test_lines_under_a_heading_of_links_are_links() -> None:
    links = ("Captain Varnow: 'The pier is old'", "Boats of the islands")
    found = roles(*BODY[:2], "More coverage of the ferries:", *links, BODY[2])
    assert [found[line] for line in links] == ["teaser", "teaser"]
    assert found[BODY[2]] == "body"


CAPITALS = "HARBOUR BOARD SELLS THE LAST FERRIES TO THE ISLANDS, CAPTAIN SAYS"


@pytest.mark.parametrize(
    ("line", "role"),
    [
        (CAPITALS, "teaser"),
        ("ILSE VARNOW: WHY I SOLD THE FERRIES", "teaser"),
        ("CAPTAIN SELLS THE LAST FERRIES", "teaser"),
        ("NO FERRIES IN SPRING", "body"),
        ("WHEN THE NORBY BOATS HAVE THE WIND", "body"),
        ("WHAT IS A 'NIGHT FERRY,' AND WHO PAYS?", "teaser"),
        ("TARNHOLM 72, NORBY HARBOUR 51", "body"),
        ("NOBODY SELLS A FERRY IN SPRING ON THESE ISLANDS, NOT EVEN A CAPTAIN!", "body"),
        ("'NO FERRIES, NO VOTES, NO TUNNEL TO ANY OF THE ISLANDS'", "body"),
    ],
)
def test_a_headline_in_capitals_between_paragraphs_is_a_teaser(line: str, role: str) -> None:
    assert roles(*BODY[:2], line, BODY[2])[line] == role


def test_capitals_are_body_at_the_top_behind_a_colon_and_in_a_text_full_of_them() -> None:
    assert roles(CAPITALS, *BODY)[CAPITALS] == "headline"
    assert roles(*BODY[:2], "The sign on the pier reads:", CAPITALS, BODY[2])[CAPITALS] == "body"
    heads = (CAPITALS, CAPITALS.replace("LAST", "NEW"), CAPITALS.replace("ISLANDS", "PORT"))
    found = roles(BODY[0], heads[0], BODY[1], heads[1], BODY[2], heads[2])
    assert {found[head] for head in heads} == {"body"}


@pytest.mark.parametrize(
    "ending",
    [
        "Those who know more about the ferries of Tarnholm should mail the desk: desk@quay.example",
        "The harbour board is talking about its ferries. Nobody in the hall was asked. Ida Roe",
        '"The harbour board is talking about its ferries, and it does not listen." — PIER RADIO',
        "The Bridge - An in-depth examination of the northern harbour's bridge",
        "Angry captains, lost boats as Tarnholm harbour shuts northern bridge",
        "The crews will be paid.\n\nCLICK HERE TO READ MORE FROM ANN ORREL",
        "The crews will be paid.\n\nRead more:\n\nWhy the ferries stay in port",
    ],
)
def test_what_stands_under_a_whole_text_does_not_break_it_off(ending: str) -> None:
    assert not cleaned(*BODY, ending).truncated


@pytest.mark.parametrize(
    "ending",
    [
        "Later in the spring the captain of the ferry and her crew walked with the boar",
        "The board of the harbour was asked by Sen. Ana Vell",
        "The crews will be paid.\n\nRead more",
    ],
)
def test_a_cut_paragraph_or_a_page_break_still_breaks_a_text_off(ending: str) -> None:
    ending = ending.replace("The board of", "In May, for all to hear, the old board of")
    assert cleaned(*BODY, ending).truncated


@pytest.mark.parametrize("opening", ["New Norby (CNN Business)", "Tarnholm (CNN)"])
def test_a_place_and_an_agency_need_no_dash(opening: str) -> None:
    found = roles(f"{opening} {BODY[0]}", *BODY[1:])
    assert found[opening] == "dateline"
    assert found[BODY[0]] == "body"


def test_a_gallery_shows_each_caption_again_with_a_button() -> None:
    shown = ("Two men row to the old pier in May.", "Captain Ilse Varnow sells a ferry.")
    closed = [caption + " Close" for caption in shown]
    found = roles(*BODY[:2], shown[0], closed[0], shown[1], closed[1], BODY[2])
    assert {found[line] for line in (*shown, *closed)} == {"caption"}
    assert found[BODY[1]] == "body"
    once = roles(*BODY[:2], closed[0], BODY[2])
    assert once[closed[0]] == "body"


def test_a_caption_and_its_source_are_cut_off_what_a_page_glued_behind_them() -> None:
    caption = "The harbour board sold the last ferries in spring. | Ann Orrel/Getty Images"
    found = roles(BODY[0], f"{caption} Board sells ferries", *BODY[1:])
    assert found[caption] == "caption"
    assert found["Board sells ferries"] != "caption"
    bars = "The harbour board sold the last ferries. | Norby and/or Tarnholm get them."
    assert roles(*BODY, bars)[bars] == "body"


def test_who_signs_a_message_is_cut_out_of_a_line_that_goes_on() -> None:
    signed = "pic.twitter.com/ab12 \u2014 Ilse Varnow (@varnow) May 3, 2031"
    found = roles(BODY[0], f"The ferries are sold. {signed} The board met on Tuesday.", *BODY[1:])
    assert found["The ferries are sold."] == "body"
    assert found[signed] == "credit"
    assert found["The board met on Tuesday."] == "body"


ENTRIES = (
    "2:55 p.m. ET: Ferry shares recover after the vote",
    "2:05 p.m. ET: Board members leave the room one by one",
    "12:35 p.m. ET: Ferry shares fall again at noon",
)


FIGURES = ("Tin (TN=F): -0.10% or -1.60", "Zinc (ZC=F): 12.40, off 1.20")


def _entries_in(*lines: str) -> set[str]:
    """Return which lines a live report takes back when only whole sentences are body."""
    facts = [line_facts(line) for line in lines]
    found = live_entries(
        facts, ["body" if each.end_mark else "chrome" for each in facts], [None] * len(facts)
    )
    return {lines[i] for i in found}


def test_the_entries_and_figures_of_a_live_report_are_body() -> None:
    other = "Ten piers for a night out"
    lines = (ENTRIES[0], BODY[0], *FIGURES, ENTRIES[1], BODY[1], other, ENTRIES[2])
    assert _entries_in(*lines, BODY[2]) == {*ENTRIES, *FIGURES}
    assert ENTRIES[2] not in _entries_in(*lines)  # with nothing under it, no end of an article


def test_a_list_of_programmes_has_times_and_no_prose() -> None:
    assert _entries_in(*BODY, *ENTRIES, BODY[0]) == set()
    assert _entries_in(*ENTRIES[:2], *BODY) == set()


@pytest.mark.parametrize(
    "caption",
    [
        "Ilse Varnow arrives at the pier, June 2, 2031 in Tarnholm. Ann Orrel/Getty Images",
        "Rowers pass the closed bridge, June 2, 2031, in Tarnholm. Ann Orrel/AP",
        "Rowers pass the closed bridge in Tarnholm, May 3, 2031. Ann B. Orrel/AP Photo",
        "Rowers pass the closed bridge in Tarnholm. Ann Orrel/Quay/Shutterstock",
        "The captain's 'plan' for the bridge Ann Orrel/AFP via Getty Images",
        "Rowers pass the closed bridge in Tarnholm. ((Quay Harbour Office/Associated Press))",
        "This May 3, 2031 photo provided by Oren Pike shows the bridge." + LONG
        + " (Oren Pike via AP)",
        "Rowers pass the closed bridge in Tarnholm, Monday, May 3, 2031." + LONG
        + " (AP Photo/Ann Orrel)",
    ],
)  # fmt: skip
def test_a_line_that_ends_in_a_picture_and_its_house_is_a_caption(caption: str) -> None:
    assert roles(*BODY[:2], caption, BODY[2])[caption] == "caption"


def test_a_slash_or_the_house_in_a_sentence_makes_no_caption() -> None:
    for line in (
        "The board asked Quay/Norby, a firm that sells pictures to Getty Images.",
        "The boats were sold after a poll by Norby/Pike, the captain told the board.",
    ):
        assert roles(*BODY[:2], line, BODY[2])[line] == "body"


def test_a_reporter_who_signs_the_last_paragraph_takes_no_text_with_him() -> None:
    found = roles(*BODY, "The old ferries had been sold to Velmark, the captain said. Ann Orrel/AP")
    assert found["The old ferries had been sold to Velmark, the captain said."] == "body"
    assert found["Ann Orrel/AP"] == "credit"


@pytest.mark.parametrize(
    "line",
    [
        "Varnow reported from Norby. Quay Press writers Ann Orrel from Tarnholm, Velm., Oren Pike "
        "Marsh from Eastholm, Velmark, Jan Tellow from Upper Norby and Ilse Roe from Southholm "
        "contributed to this report.",
        "Quay Press writers " + "Ann Orrel and Oren Pike in Norby; " * 7 + "and Jan Tellow in "
        "Eastholm contributed to this report.",
        "This story was reported by the Quay Press. Writers " + "Ann Orrel in Norby, " * 7
        + "and Jan Tellow in Eastholm contributed to this report.",
    ],
)  # fmt: skip
def test_however_many_contributed_it_is_a_credit(line: str) -> None:
    assert roles(*BODY, line)[line] == "credit"


def test_a_last_paragraph_with_a_credit_behind_it_is_body() -> None:
    line = BODY[1] * 2 + " Jan Tellow of the Quay Press in Norby contributed to this report."
    assert roles(*BODY, line)[line] == "body"


@pytest.mark.parametrize(
    "bio",
    [
        "Ann Orrel was an adviser to two mayors. She is a senior fellow at the Harbour Institute "
        "and the author of 'Old Ferries.'",
        "Ann B. Orrel, PhD is a Tellow Postdoctoral Fellow at Norby College.",
        "Ann Orrel is Editor-at-Large at Quay News. Her new book, Old Ferries, is out now.",
        "Ann Orrel is an associate professor of history at Norby College.",
    ],
)
def test_a_guest_is_introduced_under_an_article(bio: str) -> None:
    assert roles(*BODY, bio)[bio] == "byline"
    assert roles("Ann Orrel", *BODY, bio)[bio] == "byline"
    assert roles(*BODY, "Orrel said that the bridge had been closed too late.", bio)[bio] == "body"


@pytest.mark.parametrize(
    "line",
    [
        "Ilse Varnow is a senior fellow at the Harbour Institute.",
        "Jan Tellow was the third captain to be heard by the board this week.",
        "The Harbour Institute is the author of two reports on the ferries.",
    ],
)
def test_of_whom_an_article_speaks_it_may_end(line: str) -> None:
    assert roles(*BODY, line)[line] == "body"


WAVES = (
    "Waves of three metres had hit the pier in winter, and two boats sank behind it.",
    "Nobody was hurt, though the harbour office lost its roof and most of its papers.",
)


def test_a_clock_under_a_text_is_no_news() -> None:
    for line in ("Updated at 6:21 p.m.", "Last updated: 10 p.m. ET", "Posted at 9:05 am"):
        assert roles(*BODY, line)[line] == "dateline"
        assert roles(*BODY, *WAVES, line)[line] == "chrome"
    line = "Updated at 6:21 p.m. by the board, the list named three boats."
    assert roles(*BODY, *WAVES, line)[line] == "body"


def _titled(line: str, headline: str) -> list[tuple[str, str]]:
    text = "\n\n".join((line, *BODY))
    found = clean_article(Article(id="a", source="s", headline=headline, text=text))
    return [(text[each.span.start : each.span.end], each.role) for each in found.lines[:-3]]


def test_the_headline_is_cut_off_the_paragraph_behind_it() -> None:
    title, lead = (
        "Norby board closes the northern bridge",
        "Ferries will sail every hour until May.",
    )
    whole = [(title, "headline"), (lead, "body")]
    assert _titled(f"{title} {lead}", title) == whole
    assert _titled(f"harbour & sea {title} {lead}", title) == [("harbour & sea", "chrome"), *whole]
    menu = "Old boats: Two sold | Three burnt. Harbour in depth: Songs of the sea | Index"
    assert _titled(f"{menu} {title} NORBY (AP) \u2014 {lead}", title) == [
        (menu, "chrome"),
        (title, "headline"),
        ("NORBY (AP) \u2014", "dateline"),
        (lead, "body"),
    ]
    caption = "Rowers pass the closed bridge. | Ann Orrel/Getty Images"
    assert _titled(f"{caption} harbour {title} {lead}", title) == [
        (caption, "caption"), ("harbour", "chrome"), *whole,
    ]  # fmt: skip


def test_a_sentence_that_opens_as_its_headline_stays_whole() -> None:
    title = "Norby board closes the northern bridge"
    for line in (
        f"{title} for two years, and ferries will sail every hour until May.",
        f"{title} Tuesday, and ferries will sail every hour until May.",
        f'Under the words "{title} Again" the paper told of ferries that sail every hour.',
        f"The paper was wrong. {title} Ferries will sail every hour until May.",
    ):
        assert _titled(line, title) == [(line, "body")]
    assert _titled(f"{BODY[0]} {BODY[1]}", BODY[0]) == [(f"{BODY[0]} {BODY[1]}", "body")]


def test_a_notice_and_a_name_are_cut_off_the_last_paragraph() -> None:
    last = "The old ferries had been sold, said historian Oren Marsh."
    notice = "Copyright 2031 The Quay Press. All rights reserved. It may not be rewritten."
    assert roles(*BODY, f"{last} {notice}")[notice] == "chrome"
    found = roles(*BODY, f"{last} Ann Orrel")
    assert (found[last], found["Ann Orrel"]) == ("body", "byline")
    for line in (
        "The board also heard from Capt. Ann Orrel",
        "Nobody would pay for a new pier. The Northern",
        "Nobody would pay for it! Go Norby",
    ):
        assert roles(*BODY, line)[line] == "body"


@pytest.mark.parametrize(
    ("opening", "city"),
    [("MANILA ", "MANILA"), ("NEW YORK ", "NEW YORK"), ("SALT LAKE CITY ", "SALT LAKE CITY")],
)
def test_a_city_in_capitals_opens_a_text_without_a_dash(opening: str, city: str) -> None:
    assert roles(opening + BODY[0], *BODY[1:])[city] == "dateline"


@pytest.mark.parametrize(
    "line",
    [
        "GERDA Varnow, who sold the old ferries in spring, told the board so on Tuesday.",
        "VARNOW: \"We sold the old ferries in spring,\" as she told the board on Tuesday.",
    ],
)  # fmt: skip
def test_a_person_in_capitals_is_no_dateline(line: str) -> None:
    assert roles(line, *BODY)[line] == "body"
