"""Names that carry a number, a small word, a people or a ship; and capitals that name nobody."""

import pytest

from tests.test_names import names

NAMES = {
    "people of a state before a name": (
        "She chose her fellow Arizonan Mark Devlin over Ann Lowell.",
        [("person", "devlin m"), ("person", "lowell a")],
    ),
    "side of politics": ("They drew criticism from the Right and the Left alike.", []),
    "people": ("He said that Hispanics and Latinos and Black voters had moved.", []),
    "letter behind a figure": (
        "They went to Ramp Up 3D in June.",
        [("organisation", "ramp up 3d")],
    ),
    "number behind a common word": (
        "They gave to Project 21 in June.",
        [("organisation", "project 21")],
    ),
    "month that ends a name": (
        "They boarded the MB Mae Jan near Norby.",
        [("organisation", "mb mae jan"), ("place", "norby")],
    ),
    "month behind a title": (
        "They saw Ana Jan, a nurse, in Norby.",
        [("person", "jan a"), ("place", "norby")],
    ),
    "ship under a queen's name": (
        "In June the ferry Queen of the Isles sank near Norby.",
        [("organisation", "queen of the isles"), ("place", "norby")],
    ),
    "ship in apposition": (
        "A rusty yacht, the Queen Anne, sank near Norby.",
        [("organisation", "queen anne"), ("place", "norby")],
    ),
    "ship between dashes": (
        "A rusty ferry - Princess of the Lakes - sank near Norby.",
        [("organisation", "princess of the lakes"), ("place", "norby")],
    ),
    "ship under a woman's name": (
        "In June the trawler Anna Maria sank near Norby.",
        [("organisation", "anna maria"), ("place", "norby")],
    ),
    "person before an acronym": (
        "It printed parts of the Carter Pell FISA file. Lisa Pell left; later Pell spoke.",
        [
            ("person", "pell c"),
            ("organisation", "fisa"),
            ("person", "pell l"),
            ("person", "pell l"),
        ],
    ),
    "body with two purposes": (
        "She led the Center for Conservation and Research of Endangered Fish there.",
        [("organisation", "center for conservation and research of endangered fish")],
    ),
    "body before its letters": (
        "It belongs to the Ostra State Television and Radio Broadcasting Company (OSTRB) now.",
        [
            ("organisation", "ostra state television and radio broadcasting company"),
            ("organisation", "ostra state television and radio broadcasting company"),
        ],
    ),
    "plural of letters": ("Other corporate CEOs and two NGOs support it.", []),
    "letters of a thing": ("Someone with an IP address and a PR firm did it.", []),
    "speech": ("It was a grim Inaugural Address for a leader.", []),
    "towns in a list": (
        "They came from Norbury, Conn.; the Bronx; and Brooklyn.",
        [
            ("place", "norbury"),
            ("place", "connecticut"),
            ("place", "bronx"),
            ("place", "brooklyn"),
        ],
    ),
    "shows": (
        'Roe told the "Sunday Evening Forum," and later "This Week" and "Greet the Press."',
        [],
    ),
    "magazine": (
        "It stood in Coastal Atlas magazine.",
        [("organisation", "coastal atlas")],
    ),
    "children in a list": (
        "They saw his children Donald, Zelmira and Ottoline.",
        [("person", "donald"), ("person", "zelmira"), ("person", "ottoline")],
    ),
    "family": (
        "They met Jane Ollander. The Ollanders left.",
        [("person", "ollander j")],
    ),
    "paper under its last word": (
        "They read The New York Times. The Times reported it.",
        [("organisation", "new york times"), ("organisation", "new york times")],
    ),
    "country before a body": (
        "They met the US Congress and the United States Congress. They met the U.S. Army.",
        [
            ("organisation", "congress"),
            ("organisation", "congress"),
            ("organisation", "united states army"),
        ],
    ),
    "describer before a name": (
        "The Norby-supporting Pell came. They met Carter Pell, a Labour-leaning clerk.",
        [
            ("organisation", "norby"),
            ("person", "pell c"),
            ("person", "pell c"),
            ("organisation", "labour"),
        ],
    ),
    "rank before an office": (
        "They met RNC Co-Chairwoman Ann Lowell. The RNC left.",
        [("person", "lowell a"), ("organisation", "republican national committee")],
    ),
    "whip": (
        "They met House Minority Whip Mark Devlin.",
        [("person", "devlin m")],
    ),
    "party of a state": (
        "They met the Michigan GOP. They met the Michigan Republican Party. The House GOP left.",
        [
            ("organisation", "michigan republican party"),
            ("organisation", "michigan republican party"),
            ("organisation", "house republicans"),
        ],
    ),
    "members of a party": (
        "Many of the GOPers left.",
        [("organisation", "republicans")],
    ),
    "party before an adjective": (
        "They met Ukip Euro candidate Ana Lowell. In June Ukip left.",
        [
            ("organisation", "ukip euro"),
            ("person", "lowell a"),
            ("organisation", "uk independence party"),
        ],
    ),
    "party of a country": (
        "He had left the Communist Party of Great Britain.",
        [("organisation", "communist party of great britain")],
    ),
    "surname first": (
        "They met chairman Li Dalmo. Mr. Li left. They met Kim Dal-min and Xi Jianmen. "
        "They met Choi Dal Min, and Choi left.",
        [
            ("person", "li d"),
            ("person", "li d"),
            ("person", "kim d"),
            ("person", "xi j"),
            ("person", "choi d"),
            ("person", "choi d"),
        ],
    ),
    "two first names of one surname": (
        "They met Linda Ollander. They met Loretta T. Ollander and Lou Pell. They met Louis Pell.",
        [
            ("person", "ollander l"),
            ("person", "ollander loretta"),
            ("person", "pell l"),
            ("person", "pell l"),
        ],
    ),
    "office of an officer": (
        "They left the Office of the Director of Norby Intelligence.",
        [("organisation", "office of the director of norby intelligence")],
    ),
    "common head that opens a sentence": (
        "Delegates of the Union left. Union leaders met. The union paid.",
        [("organisation", "union")],
    ),
    "plea": ("They wrote: “Please come.” And again: Ladies, Please come.", []),
    "belt": ("They won the Rust Belt.", [("place", "rust belt")]),
    "show on a weekday": ("They watched Saturday Night Live and left.", []),
    "people of a country": ("They spoke for the American People.", [("place", "united states")]),
    "coast": ("They came to the West coast.", []),
    "people before a court": (
        "She was the first Hispanic Supreme Court judge.",
        [("organisation", "supreme court")],
    ),
    "laboratory": (
        "They met at the Jet Pulsion Laboratory.",
        [("organisation", "jet pulsion laboratory")],
    ),
    "person before the White House": (
        "She served in the Pell White House. Mr. Pell left.",
        [("organisation", "pell white house"), ("person", "pell")],
    ),
    "airline under its people": (
        "They flew Malaysia Airlines. They flew Malaysian Airlines.",
        [("organisation", "malaysian airlines"), ("organisation", "malaysian airlines")],
    ),
    "short form of a first name": (
        "Clerk Bob Marlow left. Peggy Tarn stayed.",
        [("person", "marlow r"), ("person", "tarn m")],
    ),
    "surname of one and first name of another": (
        "Ana Vance spoke. Then the strategist Vance Calloway came. They refused to back Vance.",
        [("person", "vance a"), ("person", "calloway v"), ("person", "vance a")],
    ),
    "person before an affair": (
        "They followed the Jorim Vash controversy. The Vash debacle went on.",
        [("person", "vash j"), ("person", "vash j")],
    ),
    "body before a scandal": (
        "They followed the Ostra Dynamica scandal.",
        [("organisation", "ostra dynamica")],
    ),
    "joint of a town's name": (
        "They fled to Mazar-i-Sharif. They wept in Mazar-e-Sharif.",
        [("place", "mazar-e-sharif"), ("place", "mazar-e-sharif")],
    ),
    "long form behind an era": (
        "The Tarnholm-era Delayed Rent for Island Farmers (DRIF) plan ended.",
        [
            ("organisation", "delayed rent for island farmers"),
            ("organisation", "delayed rent for island farmers"),
        ],
    ),
    "ministries of two lands": (
        "The Russian Fishery Ministry denied it. Romania's Fishery Ministry said a man had died. "
        "Russia's Fishery Ministry agreed.",
        [
            ("organisation", "russian fishery ministry"),
            ("place", "romania"),
            ("organisation", "romanian fishery ministry"),
            ("place", "russia"),
            ("organisation", "russian fishery ministry"),
        ],
    ),
    "party word behind a place": ("It was the old Norby Democratic set. Democratic men left.", []),
    "party word behind a body": (
        "They met the Senate Democratic leaders.",
        [("organisation", "senate")],
    ),
    "title of many words": (
        'Her book, "Stop Mending Your Roof with a Hammer and Nail," sold well.',
        [],
    ),
    "party's letter before a state": (
        "They met Ann Poe (D., N.Y.) and Ben Vash (R., Wisc.) there.",
        [("person", "poe a"), ("place", "new york"), ("person", "vash b"), ("place", "wisconsin")],
    ),
    "suffix behind a comma": ("They met Ben Vash, Jr., 76, there.", [("person", "vash b")]),
    "office of a body before a name": (
        "Then House Foreign Herring Committee Chairman Eliot Vash spoke.",
        [("person", "vash e")],
    ),
    "office with a land before a name": (
        "It was what Ostra Views Chief US Economist Paul Vashworth wrote.",
        [("person", "vashworth p")],
    ),
    "rank behind a service": (
        "He met Marine Gen. Joseph Vash and Poe Caucus Chair Rep. Mark Pell.",
        [("person", "vash j"), ("person", "pell m")],
    ),
    "given name that is a title": (
        "They saw Rep. Dean Vash on Monday.",
        [("person", "vash d")],
    ),
    "land before a person's surname": (
        "Liora Vash and Karen Poe met. It was a list of Texas Poe donors. Then Poe left.",
        [
            ("person", "vash l"),
            ("person", "poe k"),
            ("place", "texas"),
            ("person", "poe k"),
            ("person", "poe k"),
        ],
    ),
    "adjective before a surname": (
        "Longtime Vash lawyers left. They followed Karen Vash.",
        [("person", "vash k"), ("person", "vash k")],
    ),
    "agency behind a name": (
        "They saw Karen Vash AFP and Ben Poe AP there.",
        [
            ("person", "vash k"),
            ("organisation", "afp"),
            ("person", "poe b"),
            ("organisation", "ap"),
        ],
    ),
    "decade in words": ("It was in the late Seventies that they left, by the Eighties.", []),
    "adjective with a capital": (
        "They feared Western states and the lack of Congressional action and Islamist men.",
        [],
    ),
    "people of a part of the world": (
        "The aid went to Central American states and to Native American artists.",
        [("place", "central america")],
    ),
    "prefix": ("He spoke. “Un-signing it would harm them,” he said.", []),
    "handle, hashtag and link": (
        "They wrote to @VashForNorby about #StopVash and https://t.co/VAsh3x9 there.",
        [],
    ),
    "letter and figure": ("The men bought E15 and raced in Q3 with a V6 engine.", []),
    "hyphen between months": ("In the July-September quarter it fell by two-thirds.", []),
    "sentence glued to a name": (
        "It is life or Death The United States hopes for.",
        [("organisation", "death"), ("place", "united states")],
    ),
    "attorney of a town": (
        "He has ties to the Manhattan U.S. attorney there.",
        [("place", "manhattan"), ("place", "united states")],
    ),
    "gallery": (
        "She came to Vasha Gallery shows and to Lira Hotel dances.",
        [("organisation", "vasha gallery"), ("organisation", "lira hotel")],
    ),
    "bookmaker": (
        "Then bookmaker Vasha Pellam spoke.",
        [("organisation", "vasha pellam")],
    ),
    "branch in a land": (
        "They work for Vashagroup North America there.",
        [("organisation", "vashagroup north america")],
    ),
    "body named after a person": (
        "She runs the Margaret Vash Center for Freedom there.",
        [("organisation", "margaret vash center for freedom")],
    ),
    "laboratory of a science": (
        "They praised the Laboratory of Molecular Botany there.",
        [("organisation", "laboratory of molecular botany")],
    ),
    "school of two arts": (
        "He taught at the Norby School of Arts and Crafts there.",
        [("organisation", "norby school of arts and crafts")],
    ),
    "organization for a purpose": (
        "They asked the International Organization for Herring there.",
        [("organisation", "international organization for herring")],
    ),
    "national association": (
        "The National Association of Truck Stop Owners denied it.",
        [("organisation", "national association of truck stop owners")],
    ),
    "association of people with an irregular plural": (
        "He leads the Norby Cattlemen's Association there.",
        [("organisation", "norby cattlemen association")],
    ),
    "research ship": (
        "They boarded the RRS Karen Vash there.",
        [("organisation", "rrs karen vash")],
    ),
    "square": (
        "It stood in front of the Vashaban-el-Poe square there.",
        [("place", "vashaban-el-poe")],
    ),
    "major is no rank": (
        "She was among the first major Washington men to come.",
        [("place", "washington")],
    ),
    "former and a people": (
        "They met Derek Vash, Former British diplomat and author.",
        [("person", "vash d"), ("place", "united kingdom")],
    ),
    "letters of a person": (
        "President Andrea Vash Poe (AVP) spoke. Then the AVP camp met.",
        [("person", "poe a"), ("person", "poe a"), ("person", "poe a")],
    ),
    "letters without the land": (
        "They met on the U.S. Renewable Fish Standard. They want to reform the RFS now.",
        [
            ("organisation", "united states renewable fish standard"),
            ("organisation", "united states renewable fish standard"),
        ],
    ),
    "spellings of a Slavic name": (
        "President Oleg Norbelskiy spoke. Then Norbelskyy and Norbelsky left.",
        [("person", "norbelsky o")] * 3,
    ),
    "spellings of a town": (
        "They flew to Kiev and then to Kyiv.",
        [("place", "kyiv"), ("place", "kyiv")],
    ),
    "county in short": (
        "They met in Co Norlough and left County Norlough.",
        [("place", "county norlough"), ("place", "county norlough")],
    ),
    "people who need no first name": (
        "There was a show of Picasso and a probe into Nixon there.",
        [("person", "picasso"), ("person", "nixon")],
    ),
    "association under its letters": (
        "Prices fell, according to AAA.",
        [("organisation", "american automobile association")],
    ),
    "heading in capitals": (
        "He left. TRADE IN NORBY was up 7 Nov 2010. They met in Norby.",
        [("place", "norby"), ("place", "norby")],
    ),
    "shouted word": ("They feared a VETO of the bill. It was an idle veto.", []),
    "part of a law": ("They invoked Article 5 and met under Article II of it there.", []),
    "people of a state alone": ("They said that Arizonans and Alabamians had left.", []),
    "paper named after a people": (
        "It was so, according to the Oregonian.",
        [("organisation", "oregonian")],
    ),
    "short ranks": (
        "They met Naval Special Warfare Commander Rear Adm. Colm Vash there.",
        [("person", "vash c")],
    ),
    "body's officer with an unknown first name": (
        "They met Norby Safety Agency Administrator Brumble Vash there.",
        [("person", "vash b")],
    ),
    "stateless people": ("They backed Kurdish fighters there.", []),
    "number of a bill": (
        "They were attached to H.R. 3355 in the House of Representatives.",
        [("organisation", "house of representatives")],
    ),
    "address": ("They told Your Honor about Pride Month and the Fish Price Index.", []),
    "office pro tempore": (
        "They met Ohio Senate President Pro Tem Kevin Dunmore in June.",
        [("person", "dunmore k")],
    ),
    "shadow office with a hyphen": (
        "They met Shadow Attorney-General Mark Dunmore in June.",
        [("person", "dunmore m")],
    ),
    "chief of police": (
        "They met Lorbury Chief of Police Scot Dunmore in June.",
        [("person", "dunmore s")],
    ),
    "office of five words and a name with an accent": (
        "They met former Housing and Urban Development Secretary Julián Dunmore in June.",
        [("person", "dunmore j")],
    ),
    "a people's thing that goes by its own name": (
        "A Chilean Tirvex rocket rose. They saw the Tirvex fall.",
        [("place", "chile"), ("organisation", "tirvex"), ("organisation", "tirvex")],
    ),
    "nobody's first name is a people's": (
        "They saw a Chilean Tirvex rocket rise.",
        [("organisation", "chilean tirvex")],
    ),
    "firm with its land": (
        "The owner of Norbek Telecom Chile left. They flew to Chile.",
        [("organisation", "norbek telecom chile"), ("place", "chile")],
    ),
    "institute for those who own": (
        "They read a study by the Institute for Women's Harbour Research in June.",
        [("organisation", "institute for women harbour research")],
    ),
    "committee with a list": (
        "He sat on the Senate Health, Education, Labor and Pensions Committee in June.",
        [("organisation", "senate health education labor and pensions committee")],
    ),
    "union with a list and its letters": (
        "They joined the Harbour, Maritime and Transport (HMT) union in June.",
        [("organisation", "harbour maritime and transport")] * 2,
    ),
    "no list of persons": (
        "They met Anna, Robert and the Transport Committee in June.",
        [("person", "anna"), ("person", "robert"), ("organisation", "transport committee")],
    ),
    "committee before a name": (
        "They asked House Health and Means Committee Chairman Kevin Dunmore in June.",
        [("person", "dunmore k")],
    ),
    "act with two parts": ("They passed the Tax Cuts and Jobs Act in June.", []),
    "law firm of two": (
        "They asked law firm Haddock and Brune in June.",
        [("organisation", "haddock and brune")],
    ),
    "inquiry into a matter": (
        "They read of the Royal Commission into Harbour Deaths in Custody.",
        [("organisation", "royal commission into harbour deaths in custody")],
    ),
    "Arabic surname with its article and without": (
        "They met Omar al-Norbek in June. Norbek said so. He asked al-Norbek again.",
        [("person", "norbek o")] * 3,
    ),
    "two spellings of an Arabic surname": (
        "They met Omar al-Norbek in June. Omar Norbek said so.",
        [("person", "norbek o")] * 2,
    ),
    "surname with two letters changed": (
        "They met Anna Velmarken in June. They said that Velmraken had left.",
        [("person", "velmarken a")] * 2,
    ),
    "numbers of bills": (
        "They voted on AB 450 and SB 54 and on Assembly bill 103 in June.",
        [],
    ),
    "plea to readers": ("Your stories Send us your pictures of the harbour.", []),
    "heading of common words": ("He left. DEADLY RECENT QUAKES 2005 dock sank, 2004 burnt.", []),
    "word of a heading": ("They read coverage of the Crisis in June and then left.", []),
    "day that bears a word": ("They lost much on Black Monday and left.", []),
    "place by where it lies": (
        "They fought in eastern Garuth and at a camp near the town Polmar, in June.",
        [("place", "garuth"), ("place", "polmar")],
    ),
    "town behind a comma": (
        "They stormed Garuth, a small town west of the river, in June.",
        [("place", "garuth")],
    ),
    "who works for a city": (
        "They asked Garuth, a city contractor, in June.",
        [("organisation", "garuth")],
    ),
    "who does what people do": (
        "They saw that Garuno wept in June.",
        [("person", "garuno")],
    ),
    "city before its state": (
        "He asked a class from Stoat City, Ohio, in June.",
        [("place", "stoat city"), ("place", "ohio")],
    ),
    "who says so": (
        '"We will stay," said Henduro, one of the hundreds who fled.',
        [("person", "henduro")],
    ),
    "who gives no surname": (
        "He gave only his first name, Akparo, and left.",
        [("person", "akparo")],
    ),
    "mountain by its name alone": (
        "They climbed Mount Lorbuk in June. They said that Lorbuk had rumbled.",
        [("place", "mount lorbuk")] * 2,
    ),
    "town that a body has its name from": (
        "The Lorbury Quill Festival Fund closed. They live in Lorbury, Ohio, and in Lorbury.",
        [
            ("organisation", "lorbury quill festival fund"),
            ("place", "lorbury"),
            ("place", "ohio"),
            ("place", "lorbury"),
        ],
    ),
    "letters a share goes by": ("The index NBTX, -2.75%, fell in June.", []),
    "kind of oil": ("They sold Brent crude in June.", []),
    "people and state with a hyphen": ("They saw a Chilean-U.S. crew.", [("place", "chile")]),
    "land in brackets": (
        "They thank Quillon Entertainment (Japan) and left for Japan.",
        [("organisation", "quillon entertainment"), ("place", "japan"), ("place", "japan")],
    ),
    "role put in by another hand": (
        "They think [show creator Mark] Willermon made it.",
        [("person", "willermon m")],
    ),
    "paper and whom it is told of": (
        "They met Anna Velmarken in June. She told CBX News Velmarken had left.",
        [("person", "velmarken a"), ("organisation", "cbx news"), ("person", "velmarken a")],
    ),
    "body whose first word opens the sentence": (
        "He left. Immigration and Customs Enforcement said so. They spoke of immigration.",
        [("organisation", "immigration and customs enforcement")],
    ),
    "two parties of colours and an appeal": (
        "They asked Blue and White and Save the Children in June.",
        [("organisation", "blue and white"), ("organisation", "save the children")],
    ),
    "plural that opens a list": (
        "Borrowers, student advocates and lawmakers fought in June.",
        [],
    ),
    "project by its first word": (
        "They worked in Project Lorvane and left.",
        [("organisation", "project lorvane")],
    ),
    "caption glued to a sentence": ("He left. CLOSE There may be thirty who stay.", []),
    "body and its office": (
        "They nominated him to be NASA Administrator in June.",
        [("organisation", "nasa")],
    ),
    "numbered part of a law": ("They left, unless Part IV says otherwise.", []),
    "class of visa": (
        "They process H-2A visas and met the G-20 in June.",
        [("organisation", "g-20")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), NAMES.values(), ids=NAMES)
def test_odd_forms_of_names(text, expected):
    assert [(m.kind, m.slots.key) for m in names(text)] == expected


def test_verbs_of_telling_are_no_role():
    [first] = names("They wrote a post announcing singer Vicky Dunmore in June.")
    assert first.slots.role == "singer"


def test_a_slip_is_not_the_printed_name():
    found = names("They fought at Velmraken in June. They held the town of Velmarken since.")
    assert [(m.slots.key, m.slots.name) for m in found] == [("velmarken", "Velmarken")] * 2
