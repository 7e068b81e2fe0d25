"""Whom a pronoun, an office and an acronym of one mean; what a name takes in, and which are one."""

from __future__ import annotations

import pytest

from dedup.model import NameSlots
from dedup.slots import compare_names
from tests.comparison_builders import compare_reports, facts_with
from tests.test_attribution import read
from tests.test_names import names

MAYOR = "Mia Lowe, the mayor, said the pier was safe. "


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # The subject of a clause of its own sentence.
        (
            "Ed Gorst spoke on. When Oren Pike came, he promised that the bridge would be safe.",
            "pike o",
        ),
        (
            "Ed Gorst spoke. It is known that when Mayor Tom Vane ran, he said it was late.",
            "vane t",
        ),
        ("Ed Gorst said it was late. After Tom Vane's car broke, he said it was old.", "gorst e"),
        (
            "Ed Gorst said it was late. The ruling is a blow to Tom Vane, who ran the port. "
            "He said the plan was safe.",
            "vane t",
        ),
        # Who spoke last in a clause of their own.
        (
            'Ana Gorst called the plan "mad", while Sen. Mary Vane (D-Ohio) implied it was dear. '
            "She said it would fail.",
            "vane m",
        ),
        ("Ana Gorst left when Mary Vane came. She said it was late.", "gorst a"),
        # Lands that are counted, and persons, are no "they".
        (
            "Clerks in Norby said they knew the bill. Mia Lowe noted that 19 other states have it. "
            "They said it was good.",
            None,
        ),
        ("The clerks said they knew the bill. Tom Vickers left. They said it was good.", "clerks"),
        # An office that one of the article holds.
        ("Gov. Mia Lowe of Ohio came. The governor said the pier was safe.", "lowe m"),
        (
            "Gov. Mia Lowe of Ohio met Gov. Tom Vane of Iowa. The Iowa governor said it was late.",
            "vane t",
        ),
        (
            "Gov. Mia Lowe of Ohio met Gov. Tom Vane. The governor said the pier was safe.",
            "governor",
        ),
        (
            "North Dakota Rep. Mia Lowe fell. The two-term congresswoman said the pier was safe.",
            "lowe m",
        ),
        ("Sen. Mia Lowe fell. The lawmaker said the pier was safe.", "lowe m"),
        (
            "Rep. Mia Lowe ran, as did Rep. Tom Vane. Lowe, of Idaho, won. "
            "The Idaho congresswoman said it was late.",
            "lowe m",
        ),
        (
            "President Mia Lowe came. The French president said the pier was safe.",
            "french president",
        ),
        # One of two who hold it: whom alone the report told of last.
        (
            "Gov. Mia Lowe met Gov. Tom Vane. Lowe left. The governor said the pier was safe.",
            "lowe m",
        ),
        (
            "President Lowe won. President Tom Vane had lost. Mr. Lowe left. Rain fell on Norby. "
            "The president said it was late.",
            "lowe",
        ),
        (
            "Gov. Mia Lowe met Gov. Tom Vane. Lowe left Vane. The governor said it was late.",
            "governor",
        ),
        # A lawmaker by party, by land and party.
        (
            "Sen. Mia Lowe (R., Maine) won. Sen. Tom Vane (D., Ohio) left. "
            "The Republican senator said it was late.",
            "lowe m",
        ),
        (
            "Sen. Tom Vane came. Sen. Mia Lowe, Maine Republican, won. "
            "The Republican senator said it was late.",
            "lowe m",
        ),
        (
            "Sen. Mia Lowe, R-Maine, met Sen. Tom Vane, R-Ohio. "
            "The Republican senator said it was late.",
            "republican senator",
        ),
        (
            "Senate Minority Leader Tom Vane left. The New York Democrat said it was late.",
            "vane t",
        ),
        ("Sen. Tom Vane came. Vane left again. The Vermont senator said it was late.", "vane t"),
        (
            "Sen. Tom Vane (R-Ohio) came. Vane left. The Ohio Democrat said it was late.",
            "ohio democrat",
        ),
        (
            "Sen. Tom Vane of Ohio came. Vane left. The Vermont senator said it was late.",
            "vermont senator",
        ),
        ("President Tom Vane left. The Vermont senator said it was late.", "vermont senator"),
        (
            "Sen. Tom Vane came. President Mia Lowe praised Vane. "
            "The New York Democrat said it was late.",
            "new york democrat",
        ),
        ("Attorney General Mia Lowe came. The A.G. said the pier was safe.", "lowe m"),
        ("The Norby Gazette had it first. Divers found gold, the newspaper said.", "norby gazette"),
    ],
)
def test_who_is_meant_is_the_one_the_article_names(text: str, speaker: str | None) -> None:
    assert [found for found, _, _ in read(text)][-1] == speaker


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Watch Pike speak. On Monday Oren Pike won, and Pike sang.", [("person", "pike o")] * 3),
        (
            "It was the birth Celebrating Pike. Oren Pike won. Later Pike left.",
            [("person", "pike o")] * 3,
        ),
        ("A senior role model The grandmother of Oren Pike died.", [("person", "pike o")]),
        ("Unfortunately, that poor boy fell.", []),
        ("They were voting YES on the No. 2 job in the name of Terrorism.", []),
        ("He ran for the Presidency after Hurricane Sandy.", []),
        ("Obituary: Oren Pike.", [("person", "pike o")]),
        ("The firm praised Angie's List on Monday.", [("organisation", "angie list")]),
        (
            "The U.S. Fish and Wildlife Service met.",
            [("organisation", "fish and wildlife service")],
        ),
        ("The Defense of Lanterns Act passed.", []),
        ('It ends "[President Jane] Poe\'s feud", he said.', [("person", "poe j")]),
        (
            "It fought the Islamic State and al Qaeda.",
            [("organisation", "islamic state"), ("organisation", "al-qaeda")],
        ),
        (
            "BBC Two showed it, and the BBC paid.",
            [("organisation", "bbc two"), ("organisation", "bbc")],
        ),
        ("Rep. Steve King spoke.", [("person", "king s")]),
        (
            "The MP for Norby North and Stoke Larch spoke.",
            [("place", "norby north"), ("place", "stoke larch")],
        ),
        ("They learned English in Norby.", [("place", "norby")]),
        (
            "Puerto Rican and South African voters met African miners.",
            [("place", "puerto rico"), ("place", "south africa"), ("place", "africa")],
        ),
        ("The GOP met. Republicans left.", [("organisation", "republicans")] * 2),
        ("Richard Pike won. Dick Pike sang.", [("person", "pike r")] * 2),
    ],
)
def test_what_is_named_is_read_whole_and_as_what_it_is(
    text: str, wanted: list[tuple[str, str]]
) -> None:
    assert [(mention.kind, mention.slots.key) for mention in names(text)] == wanted


RUNS = {
    "number that tells one body of several": (
        "The 2nd Circuit and the Second Circuit and the 9th U.S. Circuit Court of Appeals lost.",
        [
            ("organisation", "2nd circuit"),
            ("organisation", "2nd circuit"),
            ("organisation", "9th u.s. circuit court of appeals"),
        ],
    ),
    "number of a troop": (
        "She served in its 502nd Infantry Regiment and won the 3rd Prize.",
        [("organisation", "502nd infantry regiment")],
    ),
    "case in court": (
        "They cited Pell v. Board of Education and Ostra v. Nixon in Norby.",
        [("place", "norby")],
    ),
    "firm that goes by its owner": (
        "A report by Norton's Analytics was read; Norton's Hamlet was not.",
        [
            ("organisation", "norton analytics"),
            ("organisation", "norton analytics"),
            ("organisation", "hamlet"),
        ],
    ),
    "rights of those a body is for": (
        "She leads the Migrants' Rights Project there.",
        [("organisation", "migrants rights project")],
    ),
    "body for a thing": (
        "The Committee for a Cleaner Budget and the Pelham Institution for Trade Studies agreed.",
        [
            ("organisation", "committee for a cleaner budget"),
            ("organisation", "pelham institution for trade studies"),
        ],
    ),
    "inspectorate of something": (
        "A report of the Inspectorate of Constabulary was read.",
        [("organisation", "inspectorate of constabulary")],
    ),
    "committee in lower case": (
        "They asked the House Harbours committee and the Senate committee.",
        [("organisation", "house harbours committee"), ("organisation", "senate")],
    ),
    "turncoat": ("Later the Republican-turned-Independent left.", []),
    "what somebody is to another": (
        "They asked Merkel-friendly lawmakers and Park Geun-hye in June.",
        [("person", "merkel"), ("person", "park g")],
    ),
    "Americans of two peoples": (
        "Some African American and Italian American students met American students.",
        [("place", "italy"), ("place", "united states")],
    ),
    "other name behind AKA": (
        "Their singer, Tom Devlin, AKA Ollin Urrung, left.",
        [("person", "devlin t"), ("person", "urrung o")],
    ),
    "major league": (
        "They joined Major League Rowing in June.",
        [("organisation", "major league rowing")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), RUNS.values(), ids=RUNS)
def test_what_a_run_takes_in(text, expected):
    assert [(m.kind, m.slots.key) for m in names(text)] == expected


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Given Mr. Pell's age, it is late.", ["mr."]),
        ("WASHINGTON President Oren Pell left.", ["president"]),
        ("US President Oren Pell left.", ["us president"]),
        ("It was holding lawmaker Oren Pell there.", ["lawmaker"]),
        # A place has no role, and a role may be the next name's.
        ("In Pell, the president has somebody like her.", [""]),
        ("Asked in Norby, fire chief Oren Pell left.", ["", "fire chief"]),
        ("They met Oren Pell, fire chief Ana Lowe and others.", ["", "fire chief"]),
        ("They met Oren Pell, his wife Ana Lowe and others.", ["", "wife"]),
        ("They met Oren Pell, a chief Norwegian analyst, there.", ["chief", ""]),
        # What opens the main clause is no apposition.
        ("Oren Pell left. Asked of the commissioner, Pell said no.", ["", ""]),
        ("Oren Pell left. They saw the commissioner, Pell, there.", ["", "commissioner"]),
        ("Oren Pell left. As commissioner, Pell said no.", ["", "commissioner"]),
        ("Oren Pell left. A former commissioner, Pell said no.", ["", "former commissioner"]),
    ],
)
def test_roles_are_those_of_the_name_they_stand_at(text, roles):
    assert [mention.slots.role for mention in names(text)] == roles


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        # One bearer, whoever wrote the sounds down.
        ("Ana Bellman", "Ana Belman", "equal"),
        ("Norboudiya", "Norbudiya", "equal"),
        ("Shaul Petrovich", "Shaul Petrovitch", "equal"),
        ("Ana Bellman", "Ana Bedman", "disjoint"),
        ("NORBAAC", "NORBAC", "disjoint"),
        ("Poole", "Pole", "disjoint"),
        # What is called after a body or a land is another.
        ("Norby House", "Norby House Harbour Task Force", "disjoint"),
        ("Norby House", "Norby House Correspondents' Association", "disjoint"),
        ("Ostra", "South Ostra Sea", "disjoint"),
        ("Ostra", "Ostra Strait", "disjoint"),
        # A vowel that one writer heard, of two persons who may be one.
        ("dalimairi t", "dalimari t", "compatible"),
        ("dalimairi t", "dalimari b", "disjoint"),
        ("dalimairi", "dalimari", "disjoint"),
        ("dalimarki t", "dalimari t", "disjoint"),
        ("dalomari t", "dalimairi t", "disjoint"),
    ],
)
def test_forms_of_one_name_and_names_of_two(left, right, expected):
    ours, theirs = (NameSlots(key=name.lower(), name=name) for name in (left, right))
    assert compare_names(ours, theirs) == compare_names(theirs, ours) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What describes a body or a place is no part of its name.
        ("Career Justice Department aides left.", [("organisation", "department of justice")]),
        ("It was in the Failing New York Times.", [("organisation", "new york times")]),
        ("A former Democratic Ohio mayor left.", [("place", "ohio")]),
        (
            "They asked the Republican House Tides Committee.",
            [("organisation", "house tides committee")],
        ),
        ("They asked the Democratic Party.", [("organisation", "democrats")]),
        ("They fought the Sunni Islamist al Qaeda.", [("organisation", "al-qaeda")]),
        ("They want a future Democratic administration.", []),
        ("Republican House Members left.", []),
        # What a name goes on with.
        (
            "The Ostran Observatory for Lantern Rights spoke.",
            [("organisation", "ostran observatory for lantern rights")],
        ),
        (
            "He slept at the Larch Hotel and Casino there.",
            [("place", "larch hotel and casino")],
        ),
        (
            "She taught at the University of California, Davis, in May.",
            [("organisation", "university of california davis")],
        ),
        (
            "She taught at the University of California, Quist said.",
            [("organisation", "university of california"), ("organisation", "quist")],
        ),
        ("They go after Jane [Poe] there.", [("person", "poe j")]),
        ("They met Oren diPoe there.", [("person", "dipoe o")]),
        ("They met Kim Dal Min there.", [("person", "kim d")]),
        ("They met Kim Ana Larch there.", [("person", "larch k")]),
        ("They met spokesman Major-General Oren Poe.", [("person", "poe o")]),
        # Places, by what they are.
        (
            "It fell into the Selwe River, army spokesman Oren Poe said. The Selwe is deep.",
            [("place", "selwe river"), ("person", "poe o"), ("place", "selwe river")],
        ),
        ("She lives at 205 W. Larch St. there.", [("place", "w. larch st.")]),
        ("BAGHDAD A man left the city.", [("place", "baghdad")]),
        # What is no name.
        ("They took the pill RU-723 there.", []),
        ("They blame his online Bernie Bros there.", []),
        ("It is so (Unlike the Clintons).", []),
        ("It has many Trumpist voters and some Norboscepticism.", []),
        ("In the Jane Poe Show they sang.", []),
        ("They fear that the fugitive Australian left.", [("place", "australia")]),
        ("WHO HAD THE LONG KEYS", []),
        (
            "They asked the House Tides Committee. Tides rose. All tides rise.",
            [("organisation", "house tides committee")],
        ),
    ],
)
def test_what_a_name_takes_in_and_what_is_none(text, expected):
    assert [(m.kind, m.slots.key) for m in names(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Small words that go on with a body's name, and those that do not.
        (
            "They asked Physicians for Quiet Harbours there.",
            [("organisation", "physicians for quiet harbours")],
        ),
        (
            "They asked Lawyers for J.D. Harrow there.",
            [("organisation", "lawyers"), ("person", "harrow j")],
        ),
        ("They led March for Our Tides there.", [("organisation", "march for our tides")]),
        ("They left in March for Norby Point.", [("place", "norby point")]),
        (
            "They used the Authorization for Use of Harbour Force there.",
            [("organisation", "authorization for use of harbour force")],
        ),
        (
            "A Group of Nine met, as did the Dept of Tides.",
            [("organisation", "group of nine"), ("organisation", "dept of tides")],
        ),
        (
            "It is with Ostra's Tide and Harbour Safety Agency now.",
            [("organisation", "ostra"), ("organisation", "tide and harbour safety agency")],
        ),
        (
            "It is at the Norby Center on the West Side now.",
            [("organisation", "norby center"), ("organisation", "west side")],
        ),
        # Where a name ends.
        ("They saw the Norby No 1 plant in Norby.", [("place", "norby"), ("place", "norby")]),
        (
            "The priest in Larnmouth Fr Oren Belt left.",
            [("place", "larnmouth"), ("person", "belt o")],
        ),
        ("They say Jane Larch Left By All To Whom She Wrote and cry.", [("person", "larch j")]),
        ("They sang Left By All To Whom She Wrote and cried.", []),
        (
            "It is over, said CNN Meteorologist Tavor Wern. It rains.",
            [("person", "wern t")],
        ),
        # Letters that are a given name too.
        (
            "They asked SAM Norby and left Norby.",
            [("organisation", "sam norby"), ("organisation", "norby")],
        ),
        (
            "LARCH CHARGES Theft: no. They met Oren Larch, and Larch left.",
            [("person", "larch o"), ("person", "larch o")],
        ),
        # The party of a case is the case.
        ("They cite Quist v. Norby. They want Quist gone.", []),
        ("They cite Whole Larch's Tides v. Norby there.", []),
        ("On Sunday's Face the Nation he sang.", []),
        # Who bears a father's name, and who went before.
        (
            "They drove Mr. bin Larch there. They met Osman bin Larch.",
            [("person", "bin larch o"), ("person", "bin larch o")],
        ),
        ("The bin Larch driver met Osman bin Larch.", [("person", "bin larch o")] * 2),
        ("They liked the first President Poe. President Poe left.", [("person", "poe")]),
        ("They asked Sen. Mia R. Larch, Virginia Democrat, there.", [("person", "larch m")]),
        (
            "What Clinton would do. The Clinton Foundation left. Then Clinton left.",
            [("person", "clinton"), ("organisation", "clinton foundation"), ("person", "clinton")],
        ),
        ("It hurt the Trump-Larch camp.", []),
        # Whom quotation marks name, and a work.
        ('A man known as "Thomas R Quist" left.', [("person", "quist t")]),
        ('They read "Thomas Quist" there.', []),
        # An agency and whom it is told of.
        (
            "He told the AP Larch Jr. asked them.",
            [("organisation", "ap"), ("person", "larch")],
        ),
        (
            "They met Thomas Larch. He told the AP Larch left.",
            [("person", "larch t"), ("organisation", "ap"), ("person", "larch t")],
        ),
        # Letters that a person goes by, and others.
        (
            "They met Thomas Pell Larch, often referred to as TPL. Then TPL left.",
            [("person", "larch t")] * 3,
        ),
        (
            "They met Thomas Pell Larch, often referred to as NBQ. Then NBQ left.",
            [("person", "larch t"), *[("organisation", "nbq")] * 2],
        ),
        # A king's first name is not that of one who has a surname too.
        (
            "They hated King George. Later George Larch spoke.",
            [("person", "george"), ("person", "larch g")],
        ),
        (
            "They asked then-Secretary of State Brian Larch there.",
            [("person", "larch b")],
        ),
        ("It was aired by Al Norba television.", [("organisation", "al norba")]),
        ("It was a Thomas Larch television ad.", [("person", "larch t")]),
        # What a body is there for.
        (
            "It is the Task Force on Tide Reduction and Harbour Safety now.",
            [("organisation", "task force on tide reduction and harbour safety")],
        ),
        (
            "They asked Citizens to Protect Harbours and Tides there.",
            [("organisation", "citizens to protect harbours and tides")],
        ),
        (
            "A study published in Tide and Harbour Care says so.",
            [("organisation", "tide and harbour care")],
        ),
        # Lines of a list, whose capitals name somebody, and a heading.
        (
            "Thomas Larch of Ohio, 52, Norby Harbour Court",
            [("person", "larch t"), ("place", "ohio"), ("organisation", "norby harbour court")],
        ),
        ("Thomas Larch, 52, Sings at Norby Hall", []),
        (
            "They saw the Holocaust Museum. They spoke of the Holocaust.",
            [("organisation", "holocaust museum")],
        ),
        # Places.
        ("It is so in Larnia and Quell counties.", [("place", "larnia"), ("place", "quell")]),
        ("It fell into the Sea of Japan there.", [("place", "sea of japan")]),
        ("They asked a Democrat from Larnia Fields there.", [("place", "larnia fields")]),
        ("They met Rep. Mia Larch (TN) there.", [("person", "larch m"), ("place", "tennessee")]),
        (
            "They left Washington state for Washington.",
            [("place", "washington state"), ("place", "washington")],
        ),
    ],
)
def test_where_a_name_ends_and_whose_it_is(text, expected):
    assert [(m.kind, m.slots.key) for m in names(text)] == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two accidents are in living memory: Three Mile Island and another.", "Three Mile Island"),
        ("Three Mile Island was shut by the board after a long meeting.", "Three Mile Island"),
        ("Will Twitter flag it?", "Twitter"),
        ("Will Vane left the hall on Monday.", "Will Vane"),
    ],
)
def test_a_number_opens_a_known_place_and_will_opens_a_question(text: str, found: str) -> None:
    assert found in [text[span.start : span.end] for each in names(text) for span in each.spans]


@pytest.mark.parametrize(
    ("father", "others"),
    [
        # Whom the other article names once, and one as often named as another.
        ("Mr. Tarrant and his father Fred Tarrant were there. Lou Tarrant left.", ["tarrant l"]),
        ("They met Fred Tarrant. They met Lou Tarrant.", []),
    ],
)
def test_a_surname_alone_is_its_chief_bearers(father: str, others: list[str]) -> None:
    found = compare_reports("President Tarrant inspected the piers on Monday.", father)
    [own] = [
        fact
        for fact in facts_with(found, "person", "Tarrant")
        if any(m.article_id == "a" for m in fact.mentions)
    ]
    keys = {m.slots.key for m in own.mentions if isinstance(m.slots, NameSlots)}
    assert sorted(keys - {"tarrant"}) == others


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A clause in title case behind a full name.
        (
            "Senator Thomas Quist Joins Larch And Criticizes Dorn's plan there. Then Dorn left.",
            [("person", "quist t"), ("organisation", "dorn")],
        ),
        # What somebody does, held by a hyphen.
        ("Ferry-goer Rob Larch left.", [("person", "larch r")]),
        (
            "They met Minister Thomas Larch QDF there.",
            [("person", "larch t"), ("organisation", "qdf")],
        ),
        # Where somebody lives or governs.
        (
            "Thomas Larch, 55, of Quell Way, Ohio, left.",
            [("person", "larch t"), ("place", "quell way"), ("place", "ohio")],
        ),
        (
            "The 31-year-old, of Dorn Quell in Larnia, left.",
            [("place", "dorn quell"), ("place", "larnia")],
        ),
        ("He was mayor of Heath, Texas, then.", [("place", "heath"), ("place", "texas")]),
        # What is listed before "counties".
        (
            "It is so in most of Clark, Quell, Dorn and Larnia counties.",
            [("place", "clark"), ("place", "quell"), ("place", "dorn"), ("place", "larnia")],
        ),
        # A given name that is a place too, of one whose age is told by it.
        (
            "Victoria Larch left. Victoria, 26, was seen. They asked Victoria there.",
            [("person", "larch v")] * 3,
        ),
        (
            "Victoria Larch left. Victoria, 26, was seen. They lived in Victoria there.",
            [("person", "larch v"), *[("place", "victoria")] * 2],
        ),
        # Two lands held by a hyphen, and two persons.
        ("They met at the US-North Korea summit.", []),
        ("They met at the North Korea-US summit.", []),
        ("Liora Quist-Dorn left.", [("person", "quist-dorn l")]),
        # The place of those whose role stands behind it, and whose role before.
        (
            "They asked a veteran Washington trial lawyer there.",
            [("place", "washington")],
        ),
        ("They asked the former captain Washington there.", [("person", "washington")]),
        ("Defecting Quell lawmakers left.", [("organisation", "quell")]),
        # A body's field and its land; a branch's side.
        ("It is run by Norbatek Canada West.", [("organisation", "norbatek canada west")]),
        # Adverbs, tongues, wares and greetings.
        ("They left the Democratically-controlled town.", []),
        ("They used an Arabic greeting and a Kevlar hat.", []),
        ("Hey Dr. Larch, come here.", [("person", "larch")]),
        # Places.
        ("It lies at Quell Racecourse there.", [("place", "quell racecourse")]),
        ("It was sold to Bermuda. It hit FL.", [("place", "bermuda"), ("place", "florida")]),
        (
            "They left the North American Free Trade Agreement. They hated NAFTA.",
            [("organisation", "nafta")] * 2,
        ),
    ],
)
def test_names_of_where_somebody_lives_and_of_whom_a_clause_tells(text, expected):
    assert [(m.kind, m.slots.key) for m in names(text)] == expected
