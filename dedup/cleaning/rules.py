"""Precise rules on top of the learned scores: what one line plainly is.

Priorities: a body line is never lost to a rule that only looks alike (every
rule that could match prose asks for more); a plain sign of furniture beats the
model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dedup.cleaning import patterns as p
from dedup.cleaning.asides import aside_role, is_labelled_link
from dedup.cleaning.features import ORDINARY_WORDS, LineFacts, has_sentence_break
from dedup.cleaning.words import TOKEN
from dedup.model import Role
from dedup.text import STOP_WORDS, fold

# Prose at or above this is a sentence, whatever words it uses.
PROSE = 0.5
# Longer lines than this hold whole articles (JSONL feeds): body, whatever they look like.
WHOLE_ARTICLE = 1500
# A title has seldom more words, and fewer function words than prose (0.3 to 0.5).
_TITLE_WORDS, _TITLE_STOPS = 16, 0.4
_TITLE_PARTS = re.compile(r"^[^,]{3,60}(?:: | [-\u2013\u2014+|] )")
# A crosshead in capitals that asserts nothing has no more words, and none of these marks.
_CROSSHEAD_WORDS = 4
_SCORE_WORDS = 8
# A clause without a main one heads a part of a text: "WHEN THE ISLANDS HAVE THE BALL".
_CLAUSE_OPENS = ("WHEN ", "WHERE ", "IF ")
_BEHIND_BUTTON = re.compile(r"CLOSE [A-Z'\"](?=[^.!?]{0,60}[a-z])")
_CAPTION_WORDS = 60
# With its date right before its source, one that names many people.
_LONG_CAPTION = 90
# Who took a picture and for which paper, and nothing else.
_FEW_CREDIT = 8
_HEADLINE_MARKS = frozenset(":;?'\",")
_WORDS_THAT_SAY = frozenset("said says told was were had has been will would is are".split())
_SAYING = re.compile(r"\b(?:" + "|".join(sorted(_WORDS_THAT_SAY)) + r")\b")
_SMALL = frozenset("and or & to the a an of this in on for with us our by at min mins".split())
_TITLE_MARK = re.compile(r"[?!]?[\"')]{0,2}$")
_CLICK_HERE = re.compile(r"[\W_]*(?:click|tap) here")
# Two to five names, or one word with a second capital in it ("(REUTERS)", "(YouTube)"); possessive,
# as a run of capitals could be cut into names in very many ways.
_NAME_IN_BRACKETS = re.compile(
    r"\((?:[A-Z][\w.'-]++(?: [A-Z][\w.'-]++){1,4}"
    r"|[A-Z][\w.'-](?:(?![A-Z])[\w.'-])*+[A-Z][\w.'-]++|[A-Z]{3}) ?\)"
)
_TO_THE_READER = re.compile(r"\b(?:your|our)\b")
_CONTRIBUTED = re.compile(r"\bcontributed (?:to (?:this|the)|reporting)\b")
_REPORTED_BY = re.compile(r"^this (?:story|article|report) was ")
# Characters before "contributed", and the share of capitals in a longer list of names and places.
_FEW_NAMES, _NAMES_SHARE = 160, 0.4
_THIS_STORY = re.compile(r"this (?:story|article|report|piece|post)\b")
_CORRECTION = re.compile(r"(?:correction|clarification) ?:")
# "The lost ferries Read more", "The lost ferries Listen · 2:09", "Play Video 3:41 The lost …"
_POINTS_ELSEWHERE = re.compile(r"play video \d.*|.{3,160} (?:read more|listen · \d[\d: ]*)")
_CLOSING_AGENCY = re.compile(
    rf"(?<=[.!?\"'”’])\s*(\({p.AGENCY}\)\.?"
    rf"|(?<=\s)(?:(?:[\w'-]+ ){{0,3}}[\w'-]+/)?{p.AGENCY})$",
    re.IGNORECASE,
)
_QUOTED_LINE = re.compile(r"['\"]((?:[^'\".!?,]|(?<=\w)'(?=\w)){3,60})['\"]")
# "'Sheer waste':Under the new board, …", "Inquiry:Why …": a label and, glued to it, a headline.
_LABELLED = re.compile(r"[^.!?:\"]{3,70}:(?=[A-Z])[^.!:\"]{12,140}")
# "BRIDGE VOTE: Two members say they will leave": a label in capitals and a headline.
_CAPITAL_LABEL = re.compile(r"[A-Z][A-Z0-9 .'&/-]{2,40}: ?[^\s.!:][^.!:]{4,140}")
# "NORBY The ferries …", "NORBY At least …": only a city that is written without its country,
# as others are names of persons and houses in capitals. After the AP style guide's list.
_DATELINE_CITY = re.compile(r"([A-Z]{3,}(?: [A-Z]{3,}){0,2}) (?=(?:A |[A-Z][a-z]+[ ,']))")
_CITIES = frozenset(
    """ATLANTA BALTIMORE BOSTON CHICAGO CINCINNATI CLEVELAND DALLAS DENVER DETROIT HONOLULU HOUSTON
    INDIANAPOLIS MIAMI MILWAUKEE MINNEAPOLIS PHILADELPHIA PHOENIX PITTSBURGH SEATTLE WASHINGTON
    AMSTERDAM ATHENS BAGHDAD BANGKOK BEIJING BEIRUT BERLIN BRUSSELS CAIRO DJIBOUTI DUBLIN GENEVA
    GIBRALTAR HAVANA HELSINKI ISLAMABAD ISTANBUL JERUSALEM JOHANNESBURG KABUL LONDON LUXEMBOURG
    MACAU MADRID MANILA MILAN MONACO MONTREAL MOSCOW MUNICH OSLO OTTAWA PARIS PRAGUE ROME SEOUL
    SHANGHAI SINGAPORE STOCKHOLM SYDNEY TEHRAN TOKYO TORONTO VIENNA WARSAW ZURICH
    DAMASCUS DUBAI JAKARTA KIEV KYIV MUMBAI NAIROBI RIYADH TRIPOLI""".split()
) | {
    "HONG KONG", "KUWAIT CITY", "LAS VEGAS", "LOS ANGELES", "MEXICO CITY", "NEW DELHI",
    "NEW ORLEANS", "NEW YORK", "OKLAHOMA CITY", "PANAMA CITY", "SALT LAKE CITY", "SAN ANTONIO",
    "SAN DIEGO", "SAN FRANCISCO", "VATICAN CITY",
}  # fmt: skip
_NOT_A_PLACE = frozenset(
    """update updated watch breaking related note video photos photo exclusive analysis opinion
    live read more read comment explainer explained fact check warning correction editor's
    interview review listen gallery poll""".split()
)


def states(line: LineFacts) -> bool:
    """Return whether the line makes a statement (a finite verb in a sentence)."""
    return line.end_mark and bool(_SAYING.search(line.lower))


def asks_to_subscribe(line: LineFacts) -> bool:
    """Return whether the line asks to subscribe, or says that others can read on."""
    if line.n_words <= ORDINARY_WORDS and not line.is_quoted():
        return line.paywall
    return p.PAYWALL.search(line.lower) is not None


def plain_role(line: LineFacts) -> Role | None:
    """Return the role a line has wherever it stands, or None."""
    if line.length >= WHOLE_ARTICLE and line.stop_share >= 0.15 and line.n_words:
        return "body"
    aside = aside_role(line)
    if aside is not None:
        return aside
    if is_labelled_link(line):
        return "teaser"
    if line.ordinary:
        return None
    flags = line.flags
    if line.n_words == 0:
        return "chrome"
    if "advertisement" in flags or _is_menu(line) or asks_readers(line):
        return "chrome"
    if "credit" in flags and _is_credit(line):
        return "credit"
    if _is_caption(line):
        return "caption"
    if line.n_words <= _FEW_CREDIT and _taken_for(line):
        return "credit"
    if _is_byline(line):
        return "byline"
    if "pointer" in flags and _is_pointer(line):
        return "chrome" if _CLICK_HERE.match(line.lower) else "teaser"
    if _points_elsewhere(line) or _is_labelled(line):
        return "teaser"
    if p.CONTINUE.fullmatch(line.lower):
        return "chrome"
    if "comment head" in flags and line.n_words <= 8 and not states(line):
        return "chrome"
    if "related head" in flags and line.n_words >= 2 and not states(line):
        return "chrome"
    if line.text[0] == "(" and _NAME_IN_BRACKETS.fullmatch(line.text):
        return "credit"
    if "call" in flags or ("path" in flags and _is_path(line)):
        return "chrome"
    if flags & {"subscribe", "copyright"} and line.n_words <= 40 and not _is_report(line):
        return "credit" if "credit" in flags and "copyright" in flags else "chrome"
    return None


def in_any_text(line: LineFacts) -> bool:
    """Return whether the form of a line shows alone that it is no part of an article."""
    if aside_role(line) is not None or is_labelled_link(line):
        return True
    return _is_labelled(line) and is_labelled_title(line)


def asks_readers(line: LineFacts) -> bool:
    """A box that asks for comments and prints one: "HAVE YOUR SAY They should resign now"."""
    return line.text.startswith("HAVE YOUR SAY")


def _points_elsewhere(line: LineFacts) -> bool:
    """A headline of another page with what to do there."""
    return not line.end_mark and _POINTS_ELSEWHERE.fullmatch(line.lower) is not None


def _is_labelled(line: LineFacts) -> bool:
    """A headline of another page with its label, glued together by a colon."""
    if line.end_mark or line.n_words > 25 or ":" not in line.text:
        return False
    return _LABELLED.fullmatch(line.text) is not None


def has_capital_label(line: LineFacts) -> bool:
    """Return whether the line is a label in capitals and a headline, as links to articles are."""
    if line.end_mark or line.n_words > 25 or ":" not in line.text:
        return False
    return _CAPITAL_LABEL.fullmatch(line.text) is not None


def is_in_capitals(line: LineFacts) -> bool:
    """Return whether the line is a headline in capitals: no quotation, cry, score, crosshead."""
    text = line.text
    if not text.isupper() or line.n_words < 4 or text[-1] in ".!:)":
        return False
    if text[-1].isdigit() and line.n_words <= _SCORE_WORDS:
        return False
    part = line.n_words <= _CROSSHEAD_WORDS or text.startswith(_CLAUSE_OPENS)
    if part and _HEADLINE_MARKS.isdisjoint(text):
        return False
    return text[0] not in "\"'" or text[-1] not in "\"'"


def is_title(line: LineFacts) -> bool:
    """Return whether the line reads as a title: a phrase without a verb of news, with no end.

    Few function words, or a mark between two parts; a paragraph that was cut off has neither.
    """
    if line.n_words > _TITLE_WORDS or line.end_mark or line.is_quoted():
        return False
    parted = _TITLE_PARTS.search(line.text) is not None
    if line.stop_share > (_TITLE_STOPS if parted else 0.5 * _TITLE_STOPS):
        return False
    last = line.lower.rpartition(" ")[2]
    ended = last[-1:].isalnum() and last not in STOP_WORDS
    return ended and not _SAYING.search(line.lower) and not has_sentence_break(line)


def is_labelled_title(line: LineFacts) -> bool:
    """Return whether four words or more stand behind the label of a line."""
    return len(line.text.partition(":")[2].split()) >= 4


def _is_menu(line: LineFacts) -> bool:
    """A short line of menu words (and small words between them), unmarked."""
    if line.n_words > 12 or line.end_mark or not line.n_words:
        return False
    share = line.menu_share()
    if share >= 0.99:
        return True
    if share < 0.5 and line.length > 4 * line.n_words:
        return False
    tokens = TOKEN.findall(line.lower)
    if all(len(token) == 1 for token in tokens):
        return len(tokens) >= 2 and not line.text.isdigit()
    other = [t for t in tokens if t not in p.UI_WORDS and t not in _SMALL and not t.isdigit()]
    return not other and share >= 0.5 and line.n_words <= 8


def _is_path(line: LineFacts) -> bool:
    """A path of menus or a bar of names: no sentence, and either a menu word or a bar."""
    if states(line) or line.end_mark:
        return False
    return " | " in line.text or "»" in line.text or line.menu_share() > 0.15


def _is_report(line: LineFacts) -> bool:
    """Prose of the third person that only mentions subscribing or copyright."""
    if not line.end_mark or line.n_words < 6:
        return False
    if line.lower.startswith(
        ("subscribe", "sign up", "sign in", "register", "log in", "©", "copyright")
    ):
        return False
    if _TO_THE_READER.search(line.lower) and '"' not in line.text:
        return False
    legal = ("all rights reserved", "may not be", "appears in print on")
    return not any(words in line.lower for words in legal)


def _is_credit(line: LineFacts) -> bool:
    contributed = _CONTRIBUTED.search(line.lower)
    if contributed:
        return _names_contributors(line, contributed.start())
    if _THIS_STORY.match(line.lower) or _CORRECTION.match(line.lower):
        return True
    # Credits are names; a sentence that opens alike has words of its own.
    sentence = line.end_mark and line.n_words > 7 and line.capital_share() < 0.35
    return not (states(line) and line.n_words > 8) and not sentence


def _names_contributors(line: LineFacts, at: int) -> bool:
    """Return whether a line says little, or nothing but names and places, before "contributed".

    A long one may be the last paragraph of an article with the credit behind it.
    """
    if line.n_words <= 45 and at <= _FEW_NAMES:
        return True
    said = _SAYING.search(_REPORTED_BY.sub("", line.lower))
    return said is None and line.capital_share() >= _NAMES_SHARE


def _is_caption(line: LineFacts) -> bool:
    """A line that ends in an agency in brackets, or opens as captions do, or a long one of both."""
    if _shows_somebody(line) or _is_video(line) or _is_filed(line):
        return True
    if "caption" not in line.flags:
        return False
    if line.n_words <= _CAPTION_WORDS or p.FILE_PHOTO.match(line.lower) is not None:
        return True
    return line.n_words <= _LONG_CAPTION and p.DATED_SOURCE.search(line.lower) is not None


def _shows_somebody(line: LineFacts) -> bool:
    """A line without a full stop that says who is pictured."""
    if line.end_mark or line.end_colon or line.clipped or not 6 <= line.n_words <= _CAPTION_WORDS:
        return False
    return "pictured" in line.lower and p.PICTURED.search(line.lower) is not None


def _is_video(line: LineFacts) -> bool:
    """A video's caption behind the button that closes it: "CLOSE Two men row to the pier"."""
    return line.text.startswith("CLOSE ") and _BEHIND_BUTTON.match(line.text) is not None


def _is_filed(line: LineFacts) -> bool:
    """A picture from the file, or people by where they stand in one, or one with its source."""
    if line.n_words > _CAPTION_WORDS:
        return False
    if "file " in line.lower and p.FILED.search(line.lower):
        return True
    if "(" in line.lower[:12] and p.WHO_STANDS_WHERE.match(line.lower):
        return True
    return not line.end_mark and line.n_words > _FEW_CREDIT and _taken_for(line)


def _taken_for(line: LineFacts) -> bool:
    return "/" in line.text[-60:] and p.TAKEN_FOR.search(line.text[-90:]) is not None


def is_item(line: LineFacts) -> bool:
    """Return whether the line has the form of a list item: a mark, a number or a date."""
    marked = line.has_bullet() or line.starts_digit() or "date" in line.flags
    return bool(marked) and line.menu_share() < 0.5 and "address" not in line.flags


def has_source_tail(line: LineFacts) -> bool:
    """Return whether a name without a verb follows the line's only sentence."""
    if line.n_words > 45 or line.end_mark or line.is_quoted():
        return False
    return p.SOURCE_TAIL.search(line.text[-70:]) is not None


def is_bio(line: LineFacts) -> bool:
    """Return whether the line introduces an author, as it does under an article."""
    return line.n_words <= 40 and p.BIO.match(line.text) is not None


def is_house_bio(line: LineFacts) -> bool:
    """Return whether the line introduces an author and the house written for."""
    return line.n_words <= 40 and p.HOUSE_BIO.match(line.text) is not None


def crosshead(line: LineFacts) -> str:
    """Return the lower-case words of a line that is a few words in quotation marks, or ""."""
    if not 1 <= line.n_words <= 8:
        return ""
    match = _QUOTED_LINE.fullmatch(line.lower)
    return match[1] if match else ""


def announces(head: str, below: str) -> bool:
    """Return whether the words of a crosshead, or two and all that say something, come below it.

    Args:
        head: The crosshead.
        below: The text below it, lower case.
    """
    if head in below:
        return True
    said = [word for word in TOKEN.findall(head) if word not in STOP_WORDS]
    return len(said) >= 2 and set(said) <= set(TOKEN.findall(below))


def _is_byline(line: LineFacts) -> bool:
    if line.end_mark or line.n_words > 20 or _SAYING.search(line.lower):
        return False
    if "byline" in line.flags:
        names = re.split(r"\bby\b:?|:", line.text, maxsplit=1, flags=re.IGNORECASE)[-1]
        found = re.findall(r"[^\W\d_][\w'.-]*", names)
        capital = sum(word[0].isupper() for word in found)
        return bool(found) and capital >= 0.5 * len(found)
    if p.STAFF.fullmatch(line.lower):
        return line.capital_share() >= 0.4 and line.n_words <= 8
    if "date" in line.flags:
        parts = [part.strip() for part in re.split(r"\s[|·•—-]\s", line.text)]
        stamps = [part for part in parts if p.STAMP.fullmatch(part.lower())]
        others = [part for part in parts if part not in stamps]
        named = all(part and part[0].isupper() and part.count(" ") < 5 for part in others)
        return bool(stamps) and bool(others) and named
    return False


def _is_pointer(line: LineFacts) -> bool:
    """Also-read lines: a label, then a headline."""
    return line.n_words <= 30 and (
        not states(line)
        or line.lower.startswith(("also read", "read also", "read more", "related"))
    )


def is_date_stamp(line: LineFacts) -> bool:
    """Return whether the line is a date and time of publication, and nothing else."""
    return "stamp" in line.flags and line.n_words <= 16 and not states(line)


def is_person_line(line: LineFacts) -> bool:
    """Return whether a non-body line near the headline looks like an author's line."""
    if line.end_mark or line.n_words > 12 or line.n_words < 2:
        return False
    if p.JOB.search(line.lower):
        return line.capital_share() >= 0.5
    return "date" in line.flags and line.capital_share() >= 0.5


def furniture_sign(line: LineFacts) -> float:
    """Return how surely this line alone shows that the text came with its page.

    1 is enough; a menu word (0.5) may also be a subheading.
    """
    if line.ordinary:
        return 0.0
    flags = line.flags
    if line.sentence_like >= PROSE and states(line) and "call" not in flags:
        return 0.0
    if "advertisement" in flags or ("path" in flags and _is_path(line)):
        return 1.0
    if "related head" in flags and line.n_words >= 2:
        return 1.0
    if "comment head" in flags or p.CONTINUE.fullmatch(line.lower):
        return float(not states(line))
    if "call" in flags:
        return 1.0
    if flags & {"subscribe", "copyright"}:
        return float(not _is_report(line))
    if _points_elsewhere(line) or ("pointer" in flags and _is_pointer(line)):
        return 1.0
    return 0.5 if _is_menu(line) and line.n_words <= 6 else 0.0


def is_headline_like(line: LineFacts) -> bool:
    """Return whether the line has the form of a headline: some words and no full stop."""
    if not 3 <= line.n_words <= 30 or line.length > 200:
        return False
    if line.end_mark and not line.text.endswith(("?", "!", "'", '"')):
        return False
    if line.clipped or line.end_colon or line.has_bullet():
        return False
    plain = {"advertisement", "byline", "credit", "caption", "stamp", "address", "comment head"}
    return not line.flags & (
        plain | {"related head", "pointer", "copyright", "subscribe"}
    ) and bool(_TITLE_MARK.search(line.text))


def dateline_length(text: str) -> int:
    """Return the characters of the dateline that opens a paragraph, 0 if none.

    An agency in brackets or a place (in capitals, or with a date or an agency in brackets), then
    a dash; or a place in capitals and a colon.
    """
    head = fold(text[:140])
    if ")" in head:
        match = p.DATELINE_PLACE.match(head)
        if match and not _NOT_A_PLACE & set(re.findall(r"[a-z']+", match.group().lower())):
            return len(match.group().rstrip())
    if head[:1] == "(":
        match = p.DATELINE_AGENCY.match(head)
        return len(match.group().rstrip()) if match else 0
    match = p.DATELINE.match(head)
    if match:
        opening = match.group()
        place = opening.split("(")[0].split(",")[0].strip(" -—–―")
        firm = "(" in opening or re.search(r" \d{1,2}\b", opening) or place.isupper()
        if firm and len(place) >= 3 and place.lower() not in _NOT_A_PLACE:
            return len(opening.rstrip())
    match = _DATELINE_CITY.match(head)
    if match and match[1] in _CITIES:
        return len(match[1])
    match = p.DATELINE_COLON.match(head)
    if match and not _NOT_A_PLACE & set(re.findall(r"[a-z']+", match.group().lower())):
        return len(match.group().rstrip())
    return 0


def ends_in_agency(text: str) -> int:
    """Return where a closing "(AP)" after a full sentence begins, 0 if there is none."""
    if len(text) > 400 or not text.endswith(")"):
        tail_start = max(len(text) - 60, 0)
    else:
        tail_start = max(len(text) - 100, 0)
    match = _CLOSING_AGENCY.search(text[tail_start:])
    return tail_start + match.start(1) if match else 0


def message_end(text: str) -> int:
    """Return where the name under a message begins that closes a line, 0 if there is none."""
    tail_start = max(len(text) - 130, 0)
    match = (
        p.MESSAGE_TAIL.search(text[tail_start:])
        if text[-1:].isalnum() or text[-1:] == ")"
        else None
    )
    return tail_start + match.start() if match else 0


def longest_short_run(lines: Sequence[LineFacts]) -> int:
    """Return the most adjacent lines that are short, unmarked, and no list items."""
    best = run = 0
    for line in lines:
        if (
            line.length < 60
            and not line.end_mark
            and line.stop_share < 0.3
            and not (line.has_bullet() or line.starts_digit())
        ):
            run += 1
            best = max(best, run)
        else:
            run = 0
    return best


def is_furnished(lines: Sequence[LineFacts]) -> bool:
    """Return whether anything shows that the text came with the furniture of its page."""
    if sum([furniture_sign(line) for line in lines if not line.ordinary]) >= 1:
        return True
    clipped = sum(1 for line in lines if line.clipped and line.length > 40)
    # Five: headline, author, date and a subhead may stand together in clean text.
    return clipped >= 3 or longest_short_run(lines) >= 5
