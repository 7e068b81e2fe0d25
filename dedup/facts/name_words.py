"""Word lists for reading names: what a name carries inside and what stands around it."""

from __future__ import annotations

from dedup.facts.gazetteer import word_set

PARTICLES = word_set(
    """de van von der den bin bint ibn al el la las le los du da das do dos di del della ten ter af
    av zu y e abu umm ni mac nic"""
)
# "bin Norby": son of Norby, who is somebody else.
PATRONYMIC = frozenset({"bin", "bint", "ibn"})
# Heads after which "of …", "for …" belongs to the name.
OF_HEADS = word_set(
    """ministry department bank university house church court republic kingdom board council
    institute isle gulf bay city chamber office organization organisation federation union
    league association society museum school college academy bureau hall states port strait
    sea cape commission committee centre center agency authority district county town village
    bureau confederation congress community state states knights bank agency campaign high
    court director-general friends doctors medecins guild order house province secretariat
    diocese archdiocese battle treaty tower party laboratory gallery chiefs dept"""
)
FOR_HEADS = word_set(
    """centre center institute agency committee campaign office department foundation coalition
    fund council society commission observatory movement alliance association doctors bureau union
    ministry secretariat democracy priests organization organisation network
    school college academy faculty march authorization authorisation dept"""
)
# What people who band together call themselves ("Physicians for Quiet Harbours").
BANDED = word_set(
    """physicians doctors nurses mothers moms veterans citizens teachers scientists engineers
    journalists women americans neighbors neighbours leaders"""
)
# What a body is there to do ("Citizens to Protect Norby Harbour").
AIMS = word_set(
    """protect reduce end stop save defend elect reelect re-elect prevent fight combat promote
    expand restore abolish eliminate preserve"""
)
# Words that open sentences and name nobody, beyond the function words.
OPENERS = word_set(
    """according meanwhile however speaking asked last earlier later still also despite among
    amid since although though but police officials residents prosecutors authorities
    witnesses critics experts scientists researchers nearly almost around more most every
    everyone nobody nothing something many several two three four five six seven eight nine
    ten one twelve first second third next now today yesterday tomorrow tonight instead then
    there here yet perhaps maybe even never only just back yes no nor or so such like unlike
    within without along inside outside across behind beyond near off out over under up down
    upon until till once whether when where who why how what taking following including
    meeting writing told says said dear local national federal former new old young dozens
    hundreds thousands millions half part some any each both either neither none another other
    others anyone everything let please thank thanks sorry already added adds adding replied
    answered argued agreed overall longtime current incoming outgoing embattled disgraced born
    hey"""
)
# Questions that head other pages ("How Norby is ruled").
QUESTIONS = word_set("Who Where When Why How What Which")
# Openers that many names begin with ("New York", "the National Dockers League").
NAME_STARTS = word_set("new national federal first second third")
# Heads after which "on …" belongs to the name ("the Commission on Harbour Dues").
ON_HEADS = word_set("center centre commission committee council conference institute panel")
# Heads after which "into …" belongs to the name ("the Inquiry into Norby Harbour").
INTO_HEADS = word_set("commission inquiry")
# What a body is whose name lists what it is for ("Harbours, Ferries and Tides Committee").
LISTED_HEADS = word_set("committee subcommittee department ministry union commission")
# Whoever a body is for may own what comes behind ("Institute for Women's Health").
PLURAL_OWNERS = word_set("women children people men girls boys workers veterans families")
# What people do and no body does.
HUMAN_VERBS = word_set(
    """wept sobbed smiled laughed shrugged sighed nodded hugged whispered shouted
    married hummed cried blushed stammered"""
)
# Heads of bodies that no table of firms and offices holds.
BODY_HEADS = word_set(
    """caucus division regiment battalion infantry seminary headquarters subcommittee panel unit
    hub lab labs"""
)
# Behind these a person's name is a body's or a thing's ("Hotel Jane Poe", "Storm Jane Poe").
NAMED_AFTER = word_set(
    """hotel club radio operation hurricane storm cyclone typhoon team saint stadium estadio
    school cafe uss hms ss"""
)
# Small words that title case leaves in lower case, at three letters or more.
SMALL_IN_TITLES = word_set(
    """the and for but nor yet via per off out its his her our with from into over amid after
    upon than that this near under about against between during before until says when while
    where their your what they have been"""
)
# Verbs that may stand before a role ("met fire chief Jane Poe") and do not end in "ed".
PAST = word_set("met saw sent made took gave left got hit led won beat shot paid put told")
# Months that are given names too, and what stands before a month but not before a person.
CALENDAR_NAMES = word_set("April May June August Jan Sun")
BEFORE_MONTHS = word_set("in of since until till by last this next early late mid every on through")
# A bill's number follows.
BILLS = frozenset({"H.R.", "AB", "SB", "HB", "HJR", "SJR"})
# Verbs that stand before a role and are none of it ("announcing singer Jane Poe").
TELLING = word_set(
    """announcing naming calling telling asking quoting citing accusing urging tells says asks calls
    names accuses urges announces"""
)
# After "No 10" these show a league place, a shirt or a reactor, not the prime minister's office.
NOT_OFFICE = word_set("seed shirt jersey ranked spot pick reactor ranking in on position")
# A firm's name ends here.
FIRM_ENDS = word_set("inc. corp. ltd. co.")
# "The Duke of Norby" is a person, not the title of one.
NOBLE_HEADS = word_set(
    """duke duchess earl countess marquess viscount prince princess bishop archbishop"""
)
# Heads of bodies and places that are surnames too, behind a given name.
SURNAME_HEADS = word_set(
    """hill hills lake forest castle church bank banks guard power court house mills press lane
    post watch homes field fields point dock base camp park parks street brook brooks rivers wells
    ridge dale moss bridge bridges hall cross temple wood woods stone dean west north day bay
    ward"""
)
# Words that open a role phrase and, at the beginning of a sentence, with a capital.
ROLE_LEADS = word_set(
    """budget finance fire press campaign party team club chief head senior former assistant vice
    interim acting health defence defense foreign interior justice education trade energy sports
    music film news research executive managing artistic technical medical lead tech business
    opposition union government state county city district school board council bank army navy
    rebel aid rights human veteran retired"""
)
# "Norby-based": the name ends before the hyphen.
COMPOUND_ENDS = word_set(
    """based born backed led owned run bound focused style linked trained controlled held made built
    written funded area heavy infested friendly quality language majority enthusiast dominated"""
)
# Given names that are common words: alone they need more evidence.
WORD_NAMES = word_set(
    """will may grace mark bill faith hope joy rose frank jack rob pat drew dean guy art grant
    dawn april june august earl heather holly iris ivy lily daisy amber crystal violet ruby
    chuck gene max miles ray roman sterling wade chase hunter carol christian german angel
    summer autumn jean jan don angus jade jasmine melody destiny miracle price rich rusty skip
    penny olive patience prudence robin sandy sunny victor"""
)
# Acts, days and contests bear names too; they are none of the three kinds.
NO_NAME_HEADS = word_set(
    """amendment act bill treaty accord accords agreement day eve war wars games cup prize award
    awards championship championships olympics pact protocol plan deal rule rules prerogative
    month index average composite constitution prix dinner gala address speech marathon regatta
    poll survey tournament hoax framework era show members"""
)
PERSON_AFTER = word_set("who whose administration himself herself family")
# What a person has and a body has not ("Poe's lawyer").
OWNED_BY_PERSONS = word_set(
    """office lawyer lawyers attorney attorneys wife husband mother father family brother sister
    son daughter widow death body career girlfriend boyfriend partner parents children house"""
)
# Nobody with a surname goes by such a title and the first name alone.
REGNAL = word_set("pope king queen emperor")
# A contest, a work or a pact: "the Treaty of Lisbon", "the Battle of Norby".
NO_NAME_OF_HEADS = word_set("treaty battle act declaration war day order festival feast cup")
# "the Karrada district": after these words a name is a place.
LAND_AFTER = word_set(
    """district neighbourhood neighborhood region province village suburb peninsula valley area
    regions districts provinces suburbs villages city bridge airport highway motorway
    border governorate square mountains river hills beach island islands archipelago desert flats
    counties"""
)
# Words that make an organisation as the first of a name ("Radio Ostra", "River Ebble").
BODY_LEADS = word_set(
    "pac radio channel project banco banque grupo groupe hotel club team fc ac afc real"
)
LAND_LEADS = word_set("county river mount mt mt. lake cape gulf isle")
# Storms bear the names of persons.
STORMS = word_set("hurricane storm cyclone typhoon tropical")
# After these a name is not what the sentence is about.
OBJECT_BEFORE = word_set("with of by for to from at in on about against under after as")
NO_NAMES = frozenset(
    {"democratic", "republican", "democrat", "new year", "old testament", "new testament",
     "hispanic", "hispanics", "latino", "latinos", "latina", "latinas", "blacks",
     "right", "left", "far right", "far left", "hard right", "hard left",
     "ip", "pr", "hr", "iq", "pc", "dvd", "vip", "url", "usb", "vpn", "isp", "ufo", "faq",
     "prime minister", "champions league", "europa league", "super bowl", "grand prix",
     "world series", "lgbt", "lgbtq", "lgbti", "td", "h.r.", "state of the union", "air force one",
     "wild west", "great recession", "great depression", "your honor", "your honour",
     "her majesty", "his majesty", "republic", "troubles", "middle ages", "west wing",
     "terms", "images", "holocaust", "enditem", "gp", "gps", "nazi", "nazis", "eurosceptic",
     "eurosceptics", "presidential election", "presidential elections",
     "vp", "african-american", "african-americans", "westerners",
     "first", "second", "third", "fourth", "due process", "twenties", "thirties", "forties",
     "fifties", "sixties", "seventies", "eighties", "nineties",
     "western", "eastern", "northern", "southern", "midwestern", "congressional", "presidential",
     "parliamentary", "constitutional", "indigenous", "olympic", "civil rights", "o.k.",
     "executive order", "executive orders", "terms of service", "question time", "ret", "ret.",
     "qurans", "quran", "novel coronavirus", "american dream", "congrats",
     "fake news", "fiscal year", "witch hunt", "high tech", "high-tech", "cultural revolution",
     "industrial revolution", "federal", "koranic", "quranic", "judeo-christian", "birther",
     "birthers", "healthcare", "watergate", "flu", "plexiglas", "plexiglass", "shiite",
     "shiites", "shi'ite", "shi'ites", "confederate", "confederates",
     "uighur", "uighurs", "uyghur", "uyghurs",
     "rohingya", "pashtun", "pashtuns", "tamil", "tamils", "hutu", "hutus", "tutsi", "tutsis",
     "judeo", "aussie", "aussies", "lcd", "hell", "congressional district",
     "congressional districts", "african american", "african americans",
     "aca", "jcpoa", "icbm", "icbms", "dem", "office", "aboriginal", "arab", "arabs", "islamist",
     "islamists", "gpa", "cpr", "thc", "r&d", "christmastime", "lent", "holy week", "dad", "mom",
     "mum", "korean", "koreans", "koreas", "arabic", "urdu", "farsi", "hindi", "mandarin",
     "cantonese", "pashto", "yiddish", "maori", "maoris", "kevlar"}
)  # fmt: skip
# "World War II": the number of what its word before names.
NUMERALS = word_set("i i. ii iii iv one two three")
HONORIFICS = word_set("mr mrs ms miss dr prof mr. mrs. ms. dr. prof. sir dame lord")
FIRM_SUFFIX = word_set("inc inc. corp corp. ltd ltd. limited llc llp plc co co. ag gmbh sa nv")
# "The Poes", "Poeist": what is made of a well-known person's name.
OF_PEOPLE = ("s", "ist", "ists", "ism", "ian", "ians", "esque")
# Where a state's university has a seat of its own ("the University of California, Davis").
CAMPUSES = word_set(
    """berkeley davis irvine merced riverside madison milwaukee austin dallas arlington greensboro
    charlotte amherst boulder denver dearborn flint knoxville lincoln omaha urbana-champaign"""
) | {
    "los angeles", "san diego", "santa barbara", "santa cruz", "san francisco", "chapel hill",
    "college park", "ann arbor", "el paso", "san antonio", "colorado springs",
}  # fmt: skip
# Houses whose name joins two of what they are ("the Norby Resort and Casino").
LODGINGS = word_set("hotel resort casino spa lodge inn")
# What is called after a person as often as after a body ("the Jane Poe affair").
MATTERS = word_set(
    "controversy debacle affair scandal saga row case trial verdict killing shooting"
)
# After these a lone unknown name is a place more often than not; "to" and "at" are not among
# them ("told to Poe", "at Norbank").
PLACE_BEFORE = word_set("in near outside nearby across throughout inside")
# What is called so is a matter or a doing ("Terrorism").
ABSTRACT = ("ism", "ship", "ment", "ments", "tion", "tions", "ness", "ity", "idency", "ing")
# What the papers of an article may be called by their last word ("the Times").
PRESS = word_set(
    """news times post herald tribune gazette ledger telegraph journal chronicle observer examiner
    inquirer courier sentinel standard mirror dispatch globe star enquirer"""
)
# "Coastal Atlas magazine"
PRESS_AFTER = word_set("magazine newspaper gallery")
# What bears the name of a person or a queen and is none.
SHIPS = word_set(
    """ferry ship vessel boat yacht trawler tanker freighter steamer liner frigate destroyer
    submarine warship schooner lifeboat tugboat barge icebreaker catamaran"""
)
SHIP_PREFIXES = frozenset(
    {"MV", "MB", "HMS", "USS", "RMS", "RRS", "U.S.S.", "HMAS", "HMCS", "USCGC", "FV"}
)
# Titles that ships bear in their names.
ROYAL = word_set("king queen prince princess duke duchess lady lord saint st st. san santa")
# A number behind these is part of the name ("Project 21").
NUMBERED = word_set("project channel agenda studio radio")
# Letters behind a person's name that go with it.
LETTERS_AFTER = frozenset({"III", "VIII", "MSP", "MEP", "OBE", "MBE", "CBE", "CPA", "DDS"})
# Peoples of states and cities, before a person's name.
STATE_PEOPLES = word_set(
    """alabamian alaskan arizonan arkansan californian coloradan floridian hawaiian idahoan
    illinoisan iowan kansan kentuckian louisianan mainer marylander michigander minnesotan
    mississippian missourian montanan nebraskan nevadan oklahoman oregonian pennsylvanian
    carolinian dakotan tennessean texan utahn vermonter virginian washingtonian wisconsinite
    yorker londoner parisian bostonian chicagoan"""
)
# Firms that go by a country's name or its people's ("Ostra Airlines", "Ostran Airlines").
NATIONAL_FIRMS = word_set("airlines airways")
# "Black voters": what a people's adjective stands before.
PEOPLES_AFTER = word_set("people men women man woman voters community residents families")
COMPASS = word_set("north south east west")
COMPASS_WORDS = COMPASS | word_set("northern southern eastern western central upper lower greater")
# What people call themselves and a body is not called.
PEOPLES = word_set("hispanic hispanics latino latina black jewish muslim")
# A body's kind before its name ("the bookmaker Poe Norby").
FIRM_BEFORE = word_set(
    """firm company bookmaker gallery newspaper magazine weekly daily publisher broadcaster airline
    retailer chain charity nonprofit startup lender insurer automaker carmaker consultancy"""
)
# A name that ends with one of these is a firm's branch, not a person ("Norbatek North America").
LAND_ENDS = frozenset(
    {"north america", "south america", "latin america", "united states", "united kingdom",
     "canada", "australia", "japan", "germany", "india", "europe", "asia", "africa"}
)  # fmt: skip
# Function words that are letters too, where all are capitals.
NOT_SHOUTED = word_set("us who it may will can am")
JUNIORS = word_set("jr jr. sr sr.")
# Credits of pictures, glued to the name of whom they show.
AGENCIES = frozenset({"AP", "AFP", "EPA", "UPI", "REUTERS", "Reuters", "Getty"})
# Behind these a name is a writing on the net, not one in the sentence.
NET_SIGNS = ("@", "#")
NET_PARTS = ("://", "www.", ".com/", "t.co/")
PLURAL_ENDS = ("s", "men", "people", "children")
# Behind a people's adjective these name nobody ("an Ostran Jesuit").
BELIEVERS = word_set(
    "jesuit jesuits mormon mormons evangelical evangelicals baptist baptists orthodox"
)
# Words with a capital that make a clause of title-case words, behind the first.
CLAUSE_WORDS = word_set(
    "is are was were been has does did would should could must cannot not they these those"
)
# Whose adjective begins a sentence more often than their name ("Prominent Democrats").
PARTISANS = word_set("democrats republicans conservatives libertarians tories liberals greens")
PLURAL_BODIES = word_set("committees subcommittees commissions councils agencies departments")
# What a law or a paper is cut into ("Article II", "Phase 1").
PART_HEADS = word_set("article part section chapter annex category title phase clause appendix")
# What goes by a letter behind it ("Plan B").
PART_LETTERS = word_set("exhibit plan group type hepatitis vitamin grade class option route row")
# "E15", "V6" and "Q3" are no bodies; these are.
LETTER_BODIES = word_set("g7 g8 g20 g-7 g-8 g-20 g77 m23 o2 u2")
# "Un-signing" is no doing of somebody named Un.
PREFIXES = word_set("un re pre non anti pro ex co over under self post mid multi out")
# Persons who go by their surname alone, in articles that never print more of it.
KNOWN_PEOPLE = word_set(
    """ahmadinejad arafat assad assange bach bannon beethoven berlusconi bezos biden blair
    bolsonaro bowie brezhnev brzezinski buttigieg ceausescu cezanne cheney chopin churchill
    clinton comey corbyn cruz djokovic dostoevsky duterte einstein eisenhower erdogan farage
    fauci freud gaddafi gandhi gingrich giuliani gogh gorbachev gorsuch goya hegseth hitchcock
    hitler hockney holbein hollande huckabee kafka karzai kavanaugh khamenei khomeini
    khrushchev kissinger klobuchar kushner lavrov lenin lukashenko macron madonna maduro maliki
    manafort mandela maradona matisse mattis mccain mcconnell medvedev merkel michelangelo
    milosevic modi monet morsi mozart mubarak mueller musk mussolini nadal napoleon navalny
    netanyahu nietzsche nixon obama obrador orwell pelosi picasso plato pollock pompeo
    poroshenko putin rabbani rabin raisi rajoy reagan rembrandt renzi romney ronaldo roosevelt
    rothko rouhani rubio rumsfeld sanders santorum sarkozy scalia schumer shakespeare
    sisi snowden spielberg stalin starmer thatcher tillerson tolstoy trudeau truman trump
    tsipras varoufakis warhol yanukovych yeltsin zarif zelensky zuckerberg"""
)
