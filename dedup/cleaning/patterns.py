"""Words and patterns that furniture of news pages is made of.

All patterns are read on the folded, lower-case first ``HEAD`` characters of a
line; one quantifier stands in another only where its pieces are atomic or can
end in few places, so that none takes long over a line. They are common English
site vocabulary, written by hand, not collected from a data set.

Trying a pattern costs far more than looking up a word. So beside most patterns
stand the words that a line must open with (``…_OPENS``) or hold (``TRIGGERS``)
for it to match at all; where a pattern gains a word, its list must gain it too.
"""

from __future__ import annotations

import re

# Characters of a line that are looked at; furniture is short, a paragraph shows by then.
HEAD = 600

_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)

# Letters that tell one opening word from another: "photos", "photocredit" open like "photo".
OPENING = 3


def _openings(words: str) -> frozenset[str]:
    return frozenset(word[:OPENING] for word in words.split())


# Words that menus, tool bars and share bars consist of.
UI_WORDS: frozenset[str] = frozenset(
    """about accessibility account ad add ads advertise advertisement advertisements advertising
    alert alerts all app apps archive archives arts article articles ask audio author authors
    autos back bar blog blogs bookmark books bookmarks breaking browse business buy calendar
    careers cars categories category celebrity chat city classifieds click close comment
    comments community company contact content continue cookie cookies copy copyright corrections
    crossword crosswords culture currency customer digg directory disclaimer download economy
    edition editions editorial editorials education email e-mail embed en english enter
    entertainment environment error events explore facebook faq faqs fashion favorites favourites
    feed feedback feeds film finance first flipboard follow font food footer forum forums gallery
    galleries games general go google guide guidelines guides headlines health help hide home
    homepage homes horoscope horoscopes hot inbox index info instagram international jobs join
    jump language large last latest left legal letters library life lifestyle like link linkedin
    links list listen live load local log login logo logout magazine mail main map maps market
    marketplace markets me media medium member members menu messenger metro mobile mode money
    more most motoring movies multimedia music my nation national navigation network networks
    new news newsletter newsletters newspaper newsroom next notices notifications now obituaries
    off on online open opinion opinions order page pages paper partner partners password payment
    people personal pets photo photos pinterest play podcast podcasts policy politics poll polls
    popular post posts premium previous print privacy profile property provide publications puzzles
    radio rate reader readers reading real read recipes recommended reddit register related
    remember report reprints rss sales save science search section sections see send services
    settings share shares shop shopping show sign site sitemap skip small social special
    specials sponsored sport sports staff stocks store stories story subscribe subscribed
    subscriber subscribers subscription subscriptions subscribing support survey tags tech
    technology telegram terms text theme tips toggle toolbar tools top topic topics travel
    trending tumblr tv tweet twitter type uk us use user username video videos view views visit
    wap watch weather web website weekend whatsapp wire world x xml youtube your zip""".split()
)

# A reporting or news verb: sentences of an article have them, menus and comments seldom.
NEWS_VERBS: frozenset[str] = frozenset(
    """said says told added announced reported according confirmed denied warned called asked
    argued claimed accused agreed described insisted stated noted explained expected
    was were has had been will would""".split()
)
SELF_WORDS: frozenset[str] = frozenset("i i'm i've i'd i'll my me you your you're you'll".split())

COPYRIGHT = re.compile(
    r"\bcopyright\b|©|\(c\) ?(?:19|20)\d\d|all rights reserved|\brights reserved\b"
    r"|may not be (?:published|reproduced|reprinted|copied|redistributed)"
    r"|for reprint (?:rights|permission)|\bappears in print on\b"
)
SUBSCRIBE = re.compile(
    r"\bsubscrib|\bnewsletters?\b|\bsign(?:ing)? ?(?:up|in)\b|\blog ?(?:in|out|on)\b|\bregister"
    r"|\byour inbox\b|create (?:an|your|a free) account|already a (?:member|subscriber|registered)"
    r"|\bfree trial\b|\bour (?:app|privacy policy|terms)\b|\bprivacy policy\b|\bterms of (?:use"
    r"|service)"
    r"|\bcookies?\b|\bunsubscribe\b|\bpassword\b|enable javascript|push notifications|\brss\b"
)
# Opens a list of other stories; the rest of the line is at most a few words.
RELATED_HEAD = re.compile(
    r"(?:you (?:may|might) (?:also )?(?:like|be interested in|have missed)"
    r"|(?:related|similar|recommended|popular|trending|sponsored|promoted|latest|recent|top|more"
    r"|other"
    r"|featured|today's top|must[- ]read|editors?'?s? picks?)"
    r" ?(?:articles?|stories|story|news|posts?|topics?|headlines?|links?|content|videos?|coverage"
    r"|reading|entries|reads|now|for you|in news|today)?"
    r"|related(?: \w+){0,3}|recommended(?: \w+){0,3}|trending(?: \w+){0,3}"
    r"|more (?:from|on|in|about|stories from|news from|like this|stories like)\b.{0,40}"
    r"|most (?:read|popular|viewed|e-?mailed|shared|commented|recent|watched|discussed)\b.{0,30}"
    r"|(?:read|watch|up|what to read|what to watch|what's) next"
    r"|from (?:around )?the web|around the web|elsewhere on.{0,40}|don't miss|in case you missed it"
    r"|see also|also (?:read|see|on|in)\b.{0,30}|further reading|editors?'?s? (?:picks?|choice)"
    r"|(?:latest|top|breaking) (?:\w+ )?(?:news|stories|headlines|videos?)"
    r"|today's (?:headlines|top stories|paper)|promoted by.{0,30}|you may also.{0,20}"
    r"|paid (?:content|post)|suggested (?:for you|reading)|stories you may.{0,30})"
    r" ?[:»>.]*"
)
RELATED_OPENS = _openings(
    """you related similar recommended popular trending sponsored promoted latest recent top more
    other featured today must editor most read watch up what from around elsewhere don in see
    also further breaking paid suggested stories"""
)
# A pointer to one other story on the same line.
POINTER = re.compile(
    r"[\W_]{0,6}(?:also read|read also|read more|read next|read|see also|also see|must read"
    r"|don't miss|related(?: (?:story|stories|article|articles|news|video|coverage|link))?"
    r"|more(?: on this| here)?|watch(?: live| video| now)?|listen|recommended|trending(?: now)?"
    r"|you may also like|in pictures|in photos|see photos|photos|gallery|video|explainer"
    r"|editor's pick|click here|read article|previously|earlier|full story|full coverage"
    r"|live updates?|subscribe|sponsored) ?[:|»>]\s?\S"
    r"|(?:click|tap) here (?:to|for)\b|for more (?:on|news|stories|information),? (?:click|visit"
    r"|go to)"
)
POINTER_OPENS = _openings(
    """also read see must don related more watch listen recommended trending you in photos gallery
    video explainer editor click tap previously earlier full live subscribe sponsored for"""
)
COMMENT_HEAD = re.compile(
    r"\(?\d{0,5}\)? ?(?:(?:reader|user|all|view|show|read|your|latest|recent|the) )?(?:\d{1,5} )?"
    r"comments?(?: ?[(\[]\d{1,5}[)\]]| on this (?:story|article)| below)? ?:?"
    r"|\(?\d{1,5}\)? (?:comments?|responses?|replies)\b.{0,60}"
    r"|(?:post|leave|add|submit|write|make|join) (?:a|your|the) (?:comment|reply|conversation"
    r"|discussion|response)\b.{0,60}"
    r"|comments (?:are|have(?: now)? been|closed|for this|on this|policy)\b.{0,80}"
    r"|(?:have your say|join the (?:conversation|discussion|debate)|discuss this|talkback"
    r"|what do you think\?|reader (?:reviews?|responses?|feedback)|feedback|reader comments?"
    r"|trackbacks?.{0,30}|your (?:views?|comments?|say|opinions?))\b.{0,30}"
)
# … or a number.
COMMENT_HEAD_OPENS = _openings(
    """comments reader user all view show read your latest recent the post leave add submit write
    make join have discuss talkback what feedback trackback"""
)
COMMENT_META = re.compile(
    r"(?:posted|comment(?:ed)?|submitted|written|said|reply|replied) (?:by|from|at|on|to)\b.{0,100}"
    r"|.{0,40}\b(?:report|flag) (?:abuse|this|as|comment|offensive|inappropriate)\b.{0,60}"
    r"|\d+ (?:minutes?|hours?|days?|weeks?) ago"
    r"|.{2,40}\b(?:says|writes|wrote|said):|reply|recommend ?\(?\d*\)?|flag\b.{0,30}|permalink"
)
# … or a number; or the line holds a colon, "report" or "flag".
COMMENT_META_OPENS = _openings(
    "posted comment submitted written said reply replied recommend flag permalink"
)
AD = re.compile(
    r"[\W_]{0,6}(?:advertisements?|advertising|ad|ads|ad feedback|sponsored(?: content)?|promoted"
    r"|(?:story|article|post|content) continues(?: (?:below|after)\b.{0,30})?"
    r"|continue reading(?: (?:the main story|below))?.{0,30}|scroll (?:down "
    r"|to )?(?:to )?continue.{0,30}"
    r"|skip (?:ad|advertisement|to (?:main )?content|past newsletter promotion).{0,20}"
    r"|loading|please wait|play video|article content|paid advertisement|report this ad)"
    r"(?:\s?[\W_]{1,3}\s?(?:scroll to continue|continue reading (?:below|the main story)"
    r"|advertisement"
    r"|(?:story|article) continues below).{0,20})?[\W_]{0,6}"
)
AD_OPENS = _openings(
    """advertisement ad ads sponsored promoted story article post content continue scroll skip
    loading please play paid report"""
)
BYLINE = re.compile(
    r"(?:by|(?:reporter|author|writer|correspondent) ?:|written by|reported by|story by|words by"
    r"|text by|posted by|published by|edited by"
    r"|story and (?:pictures|photos|photographs) by|report by|analysis by) ?:? ?(?:dr\.? "
    r"|our )?[\w'.-]+"
    r"(?: (?:[\w'.&-]+,?|\|)){0,14}"
)
# … or with "by" and a name, with or without a space.
BYLINE_OPENS = _openings(
    "reporter author writer correspondent written reported story words text posted published edited"
    " report analysis"
)
# What a person's line says when no "by" opens it.
JOB = re.compile(
    r"\b(?:staff (?:writer|reporter|correspondent)|correspondent|reporter|columnist"
    r"|news (?:editor|desk)"
    r"|political editor|staff|chief|bureau|contributor|guest writer|web desk|newsroom)$"
)
AGENCY = (
    r"(?:the )?(?:associated press|ap|reuters|afp|agence france-presse|getty(?: images)?|bloomberg"
    r"|press association|pa(?: (?:media|wire))?|upi|ani|pti|ians|dpa|efe|epa-efe|xinhua|tass"
    r"|anadolu"
    r"|canadian press|aap|cnn(?: wire| newsource)?|shutterstock|istock|alamy|wire (?:services?"
    r"|reports?)"
    r"|news agenc(?:y|ies)|agenc(?:y|ies)|zuma|sipa|imago|nurphoto|corbis|handout|file|wikimedia)"
)
CONTRIBUTED = re.compile(
    r".{0,500}\bcontributed (?:reporting|to (?:this|the) (?:report|story|article|piece|post))\b"
    r".{0,60}"
    # "Quay Press writers Ann Poe in Norby and Jan Roe contributed from …"
    r"|(?:[\w.'&-]{1,20} ){1,5}(?:writer|reporter|correspondent|producer|journalist)s? .{3,120}"
    r"\bcontributed (?:from|in)\b.{0,120}"
)
CREDIT = re.compile(
    r"(?:[\W_]{0,2}(?:additional )?(?:reporting|writing|editing|compiled|edited|reported"
    r"|photograph(?:y|s)?"
    r"|photos?|pictures?|images?|illustration|graphic|video|translation|translated|report)"
    r"(?: (?:and|&) (?:writing|editing|graphics|pictures))? (?:by|from|credit|courtesy)\b.{0,200}"
    r"|[\W_]{0,2}(?:(?:photo|image|picture|photograph|video|media)s? ?(?:credit|source|courtesy)?"
    r"|(?:mandatory )?credit"
    r"|credits|courtesy|sources?|via|with)(?: (?:of|by))?\s?[:—-]\s?.{2,80}"
    r"|[\W_]{0,2}(?:with )?(?:inputs?|reports?|files) from\b.{2,80}"
    # "With Herald wires", "With wire services and staff reports"
    rf"|with (?:{AGENCY}|(?:[\w.'&-]{{1,30}} ){{0,3}}wires)"
    r"(?:,? and (?:[\w.'&-]{1,30} ){0,3}(?:wires|reports?|services?))?[\W_]{0,3}"
    rf"|[\W_]{{0,3}}(?:source|photo|pic|image)s? ?:? ?{AGENCY}[\W_]*"
    rf"|[\w.'-]{{2,30}}(?: [\w.'-]{{2,30}}){{0,2}}/[\w .,'/-]{{2,80}} via {AGENCY}[\W_]{{0,3}}"
    rf"|[\w .'-]{{2,40}} via (?:{AGENCY}|youtube|twitter|facebook|instagram|flickr)[\W_]{{0,3}}"
    rf"|[\W_]{{0,3}}{AGENCY}(?: ?[/,|&] ?[\w .'-]{{2,40}})?[\W_]{{0,3}}"
    rf"|[\w .'-]{{2,40}} ?[/|] ?(?:{AGENCY}|wires)[\W_]{{0,3}}"
    r"|this (?:story|article|report|piece|post) (?:was|has been|is|first|originally"
    r"|appeared)\b.{0,160}"
    r"\b(?:published|produced|provided|distributed|generated|updated|appeared|syndicated|edited"
    r"|feed)\b.{0,160}"
    r"|to contact the (?:reporters?|editors?|authors?|writers?)\b.{0,160}@.{0,80}"
    r"|(?:read|see) the (?:original|full) (?:article|story|report)\b.{0,80}"
    r"|copyright\b.{0,200}|(?:©|\(c\)).{0,200}|(?:correction|clarification) ?:.{0,400})"
)
# … or the line holds " via ".
CREDIT_OPENS = _openings(
    """additional reporting writing editing compiled edited reported photograph photo picture image
    illustration graphic video translation media credit courtesy source via with input report
    file pic the associated ap reuters afp agence getty bloomberg press pa upi ani pti ians dpa
    efe epa xinhua tass anadolu canadian aap cnn shutterstock istock alamy wire news agency zuma
    sipa imago nurphoto corbis handout wikimedia this to read see copyright mandatory correction
    clarification"""
)
CAPTION_TAIL = re.compile(
    r"\((?:(?:ap|file|afp|pool|reuters|handout) )?(?:photo|pic|image|picture)s?\b[^()]{0,60}\)\.?$"
    rf"|\({AGENCY}[/,:|\s][^()]{{0,60}}\)\.?$|\([^()]{{1,60}}(?:/ ?| via "
    rf"| - ){AGENCY}[^()]{{0,30}}\){{1,2}}\.?$"
    r"|\([^()]{1,40}[/ ](?:photo|file|pool|handout|courtesy)\)\.?$"
    # "(AP)" after a full sentence, or after none; "the Press Agency (PA)." is an acronym.
    rf"|\({AGENCY}\)$|[.!?] \[{AGENCY}\]$"
    r"|\|? ?(?:photo|photograph|image|picture)s?(?: (?:credit|by"
    r"|courtesy(?: of)?))? ?:\s?[^.]{2,60}$"
    rf"|(?:photo|image)s? (?:by|courtesy of) [^.]{{2,60}}$"
    rf"|[.!?] {AGENCY}(?: ?[/] ?[\w .'-]{{2,30}})?$"
    # "May 3, 2031. Jane Poe/Agency Photo", "Jane Poe/Quay/Agency", "Jane Poe/Quay via Agency"
    r"|[.!?] (?:[^\s.!?/]{1,30} ){0,4}[^\s.!?/]{1,30} ?/ ?(?:[^\s.!?/]{1,20}(?:/| via )){0,2}"
    rf"{AGENCY}(?: (?:photo|images|news|press))?$"
    # The same behind no full stop, where the picture's house leaves no doubt.
    r"|\w ?/ ?(?:[^\s.!?/]{1,20}(?:/| via ))?"
    r"(?:getty images|ap photo|ap images|shutterstock|epa-efe|zuma press)\.?$"
    # "May 3, 2031. Jane Poe/The Herald via Agency"
    r"|[.!?] (?:[^\s.!?]{1,30} ){1,6}via (?:reuters|ap|afp|epa|getty images)\.?$"
    # The house that made a video.
    r"|[.!?] (?:usa today|wochit)$"
    # "Jane Poe | Agency | Agency Images"
    rf"| \| {AGENCY}$"
)
# "…, May 3, 2031. Jane Poe/Mayor's Office/Handout via Agency"
DATED_SOURCE = re.compile(rf"{_MONTH}\.? \d{{1,2}}, \d{{4}}\. [^.!?\"]{{3,80}}\Z")
CAPTION_HEAD = re.compile(
    r"[\W_]{0,3}(?:(?:image|photo|media|picture|video) (?:caption|copyright|source)\b"
    r"|media playback is \w+ on your device\b"
    r"|enlarge (?:this image|(?:photo |image )?by)\b|(?:pictured"
    r"|caption|file(?: photo| pic(?:ture)?| image)?"
    r"|(?:representational|representative) (?:image|photo)|photo|image|picture|above|below|left"
    r"|right|chart|map|graphic|infographic|graph)"
    r" ?[:.—]|file(?: photo)? - |in this (?:file|undated|handout|image|photo|still|combination)\b"
    r".{0,80}\b(?:photo|picture|image|shows|released|provided|video|from)\b|a file (?:photo"
    r"|picture|image)\b"
    rf"|in this (?:{_WEEKDAY}, )?{_MONTH}\.? \d{{1,2}}(?:, \d{{4}})?,? (?:file )?(?:photo|image)\b"
    r"|a combination (?:photo|picture|of (?:file )?(?:photo|picture|image))s?\b"
    r"|an? (?:undated |aerial |handout |still |file )?(?:photo|photograph|image|picture)"
    r" (?:shows|provided|released|taken)\b)"
)
CAPTION_OPENS = _openings(
    """image photo media picture video enlarge caption file representational above below left right
    chart map graphic infographic in a an"""
)
STAMP = re.compile(
    r"[\W_]{0,3}(?:(?:first |last |originally )?(?:published|updated|posted|modified|created|date"
    r"|issued"
    r"|last update|publication date|post date|time|on)(?: (?:on|at))? ?:? ?)?"
    rf"(?:{_WEEKDAY}\.?,? ?)?(?:the )?(?:{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,?(?: \d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ -]{_MONTH}\.?,?(?:[ -]\d{{2,4}})?"
    rf"|\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}})"
    r"(?:[\s,|@·•—-]{0,4}(?:at )?(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?)? ?(?:a\.?m\.?|p\.?m\.?)?"
    r" ?\(?(?:gmt|utc|est|edt|et|pt|pst|pdt|cst|ist|bst|cet|aedt|hrs?|jst"
    r"|hkt)?\)?(?: ?[+-]\d{1,4})?)?"
    r"(?:[\s|,·•—-]{1,4}(?:updated|published|last|modified|posted).{0,60})?[\W_]{0,3}"
)
STAMP_HEAD = re.compile(
    r"[\W_]{0,3}(?:first published|last (?:updated|modified)|published|updated|posted|modified"
    r"|\d{1,2} min(?:ute)?s? read"
    r"|reading time|\d{1,3} (?:minutes?|mins?|hours?|hrs?|days?|weeks?) ago)\b.{0,70}"
)
# … or a number.
STAMP_OPENS = _openings("first last published updated posted modified reading")
ANY_DATE = re.compile(
    rf"\b(?:{_MONTH}\.? \d{{1,2}}\b|\d{{1,2}} {_MONTH}\b|(?:19|20)\d\d\b"
    rf"|\d{{1,2}}[:.]\d\d ?(?:[ap]\.?m|gmt|et\b))"
)
URL = re.compile(r"://|www\.|\.(?:com|org|net|co\.uk|gov)\b|@[\w-]")
# "SURTOWN, Nov. 24 (Agency) -- ": place in capitals or "Place, Month day", a dash, then text.
DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’\-]+(?:[ ,/]+[A-Z][A-Z.'’\-]*){0,5}(?:, ?[A-Z][A-Za-z.]{1,12}){0,2}"
    r"|[A-Z][\w.'’\-]+(?:,? [A-Z][\w.'’\-]+){0,3})"
    r"(?:,? (?:(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?|May|June"
    r"|July) \d{1,2}"
    r"(?:, \d{4})?)?,?"
    r"(?: ?\([A-Z][\w .,/&'’-]{1,40}\))?"
    r"\s?(?:—|–|--|―| - )\s?(?=[\"“'‘A-Z\d])"
)
# "(Agency) -- ", where the place stands elsewhere or nowhere.
DATELINE_AGENCY = re.compile(
    rf"\((?:[A-Z]{{2,6}}|(?i:{AGENCY}))\)\s?(?:—|–|--|―|- )\s?(?=[\"“'‘A-Z\d])"
)
# "Norby (Agency) The ferries …": no dash, but nothing else opens so.
DATELINE_PLACE = re.compile(
    r"(?:[A-Z][\w.'\u2019-]{1,20}(?: [A-Z][\w.'\u2019-]{1,20}){0,3}(?:, [A-Z][\w.]{1,15})? )?"
    r"\((?:CNN|CNN (?:Business|Politics|Wire|Money)|AP|AFP|UPI|Reuters)\) ?(?=[\"\u201c'\u2018A-Z])"
)
# Before a quotation the words in capitals are who said it.
DATELINE_COLON = re.compile(r"(?:[A-Z]{3,}[A-Z.'’\-]*(?:[ /][A-Z]{2,}){0,3}): ?(?=[A-Z])")
# A call to the reader, or the masthead speaking of itself.
CALL = re.compile(
    r"[\W_]{0,3}(?:(?:listen to|watch|save|gift|share|print|e-?mail|download|rate|like) this\b"
    r"|(?:follow|join|support|like|contact|find|e-?mail|call|text|tell|write to) (?:us|me)\b"
    r"|(?:donate|become a (?:member|supporter|subscriber|patron)|support (?:\w+ )?(?:reporting"
    r"|journalism|news))\b"
    r"|(?:download|get|try|install) (?:the|our) .{0,40}\bapp\b|sign up for\b"
    r"|get a (?:digital )?subscription\b|get (?:the|our|all the|more) .{0,60}"
    r"\b(?:newsletter|inbox|delivered|alerts|e-?mail|app)\b|follow .{2,60} on (?:twitter|facebook"
    r"|instagram|x|google news"
    r"|telegram|whatsapp|linkedin|youtube|threads|bluesky)\b|send (?:him|her|them|us|me) (?:a|an"
    r"|your) "
    r"|this is a (?:developing|breaking)(?: news)? (?:story|article)|refresh for updates"
    r"|check back for updates"
    r"|please (?:check back|refresh|consider|read our|enable|note that (?:this|comments))\b"
    r"|please turn on javascript(?:\W{1,3}\w+ requires javascript to play)?\W*$"
    r"|(?:got|have|do you have|do you know) (?:a|an|any|some) ?(?:one|story|tip|news|information"
    r"|question|view)\b.{0,120}?\?)"
    r"|next issue\b"
    # The house's own file of a paper, shown under the article.
    r"|(?:read|see|view|download) .{2,120} on (?:scribd|documentcloud|issuu|slideshare)\W*$"
)
CALL_OPENS = _openings(
    """listen watch save gift share print e email download rate like follow join support
    contact find call text tell write donate become get try install sign send this refresh check
    please got have do next read see view"""
)
CALL_INSIDE = re.compile(
    r".{0,160}\b(?:send (?:him|her|them|us|me) a tip|call the newsdesk|contact the newsdesk"
    r"|become a member"
    r"|check back (?:for|later)|refresh (?:for|this page)|for information only|not (?:investment"
    r"|financial|legal|medical) advice"
    r"|your inbox|our newsletters?|join \d[\d,.]* (?:readers|subscribers)"
    r"|terms and conditions apply)\b"
    r"|.{2,50} is (?:printed|published) (?:on|every|by|daily|weekly|monthly)\b"
)
# "Section / News", "Home » World » …": a path or a bar of a few names. A name may hold a bar, so
# a line of bars divides in exponentially many ways: each name is atomic and goes as far as it may.
_BAR = r" [/»›>•·|] "
PATH = re.compile(
    rf"(?>[^.!?\"]{{1,60}}(?={_BAR}[^.!?\"]))(?>{_BAR}[^.!?\"]{{1,80}}(?={_BAR}[^.!?\"]|\Z)){{1,12}}"
)
# The author's own line under the text.
BIO = re.compile(
    r"(?:[A-Z][\w.'’-]+ ){1,3}(?:[A-Z][\w.'’-]+,? )?(?:covers\b.{3,80}\bfor\b|writes (?:about|on"
    r"|for)\b|reports (?:on|for|from)\b"
    r"|can be (?:reached|contacted|followed)\b|joined (?:the )?[A-Z].{2,40} in (?:19|20)\d\d"
    r"|is (?:an?|the) (?:[\w'’-]+ ){0,5}(?:reporter|correspondent|columnist|writer|editor"
    r"|journalist|contributor)\b)"
)
STAFF = re.compile(
    r"(?:by )?[\w .'-]{2,40} (?:staff|newsroom|news desk|reporters)(?: (?:and|with|reports?"
    r"|&)\b.{0,40})?"
)
# "… on Tuesday. Some Agency": a picture's source behind its caption.
SOURCE_TAIL = re.compile(
    r"\b[a-z]{4,}[.!?][\"')]? [A-Z][\w'-]+(?:(?: |/|, )(?:[A-Z][\w'-]*|via|for|the)){0,5}$"
    r"|\b[A-Z]\w+day\. [A-Z]\w+(?:[ /][A-Z]\w+){0,3}$"
)
PAYWALL = re.compile(
    r"(?:subscribe|sign (?:in|up)|log ?in|register|create (?:an|a free) account"
    r"|become a (?:member|subscriber))"
    r"(?: (?:now|today|here))?,? (?:to|and|for) (?:\w+ )?(?:continue|read|keep reading|unlock"
    r"|access|view|see"
    r"|get (?:full|unlimited) access|full access|unlimited access)\b"
    r"|to (?:continue|keep) reading.{0,60}(?:subscri|sign|log|regist|account)"
    r"|(?:this|the) (?:article|story|content|post) is (?:only )?(?:for|available (?:only )?to"
    r"|reserved for)"
    r" (?:\w+ )?(?:subscribers|members)|already a (?:subscriber|member)\b|subscriber[- ]only"
    r"|(?:you have|you've) (?:reached|used) (?:your|all).{0,30}(?:limit|free articles)"
    r"|start your (?:free trial|subscription)|unlock this article|remaining (?:of this )?article"
)
# A message that a page shows may end in an address, which needs no full stop; so may a line
# that says whom to write to.
ADDRESS_TAIL = re.compile(
    r"(?:://|www\.|pic\.twitter\.com/|t\.co/)\S+$|[\w+-]@[\w-]+(?:\.[\w-]+)+$|\s@\w{2,30}$"
)
# Who signs a text, behind its last sentence.
NAME_TAIL = re.compile(
    r"[a-z]{3}[.!?][\"')\u201d]{0,2} (?:[\u2013\u2014-] ?[A-Z][\w'-]{1,20}"
    r"|[A-Z][\w'-]{1,20} [A-Z][\w'-]{1,20})(?: [A-Z][\w'-]{1,20})?$"
)
MORE_TAIL = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|\[\+\d+ chars\]) ?(?:\[?\(?(?:read|continue|see|full|more)\b.{0,30})?$"
)
CONTINUE = re.compile(
    r"[\[(]?(?:continue reading|read (?:the )?(?:full|whole|entire|more|rest).{0,40}|keep reading"
    r"|read on"
    r"|click (?:here )?to (?:read|continue).{0,40})[\W_]*"
)
# "Read more from the Quay Post", "Read more:": there is more elsewhere, not of this text.
ELSEWHERE = re.compile(r"\b(?:by|from|on|earlier|here)\b|:\Z")
CONTINUE_OPENS = _openings("continue read keep click")

# An agency's caption may tell the whole story, then name its picture.
FILE_PHOTO = re.compile(r"file(?: photo)? ?[-\u2013\u2014:] ")
# The name and the day under a message that a page shows: "… — Jane Poe (@poe) May 3, 2031".
MESSAGE_TAIL = re.compile(
    r"(?:pic\.twitter\.com/\w+\s*)?(?:\u2014|--) [^()\n\u2014]{2,60} \(@\w{1,20}\)"
    r"(?: \w{3,9} \d{1,2}, \d{4})?$"
)
# The same inside a line that a page went on with.
MESSAGE_SIGNED = re.compile(
    r"(?:pic\.twitter\.com/\w+\s*)?(?:\u2014|--) [^()\n\u2014]{2,60} \(@\w{1,20}\)"
    r" \w{3,9} \d{1,2}, \d{4}(?=\s\S)"
)
# "Two men row to the pier. | Jane Poe/Agency Images ": a picture's caption, with what follows glued
# behind its source.
GLUED_CAPTION = re.compile(
    r"[^|\n]{20,500}[.!?][\"'\u2019\u201d]? \| [A-Z][^|.!?:\"\n]{2,50}?/"
    r"(?:(?:AFP|Pool|AP)/)?(?:Getty Images|AP Photo|AFP|Reuters|REUTERS|Bloomberg)"
    r"(?= [\w\"'\u2018\u201c])"
)
# "… the two islands, in this May 3, 2031 file photo."
FILED = re.compile(r"\bin (?:this|an?) (?:[\w,]{1,12} ){0,4}file (?:photo|picture|image)\b")
# "(From left) Ilse Varnow, Ann Orrel …", behind the button of a gallery or not.
WHO_STANDS_WHERE = re.compile(
    r"(?:grid view )?\((?:from (?:top )?(?:left|right)|l-r|left to right|clockwise)\b[^()]{0,20}\) "
)
# "… on the pier. Ann Orrel/Quay-Post": who took a picture, for which paper.
TAKEN_FOR = re.compile(
    r"(?:\A|[.!?] )[A-Z][\w'-]+ (?:[A-Z]\. )?[A-Z][\w'-]+ ?/ ?(?:The )?(?:[A-Z][\w'-]+ ){0,3}"
    r"(?:[A-Z][\w'-]+-)?(?:Times|Post|News|Press|Herald|Tribune|Journal|Star|Sun|Globe|Chronicle"
    r"|Gazette|Record|Standard|Mail|Inquirer|Bee|Republic|Photo|Pool)\Z"
)
# What is said of somebody in a picture, in a line without a full stop.
PICTURED = re.compile(
    r"(?:, ?|\b(?:is|are|was|were|be|been) )pictured (?:yesterday|today|earlier|here|above|below"
    r"|left|right|last|on|in|at|with|outside|inside|during|together|arriving|leaving|speaking|centre"
    r"|center)\b"
)
# A bio that names the house it is written for is one wherever the article ends.
HOUSE_BIO = re.compile(
    r"(?:[A-Z][\w.'’-]+ ){2,4}is (?:an?|the) (?:[\w'’-]+ ){0,5}"
    r"(?:reporter|correspondent|columnist|writer|editor|journalist|contributor)"
    r" (?:for|at|with) [A-Z]"
)

# Openings of all that may match a line of more than ``PROSE_LENGTH`` characters and hold neither
# a picture nor a bar: most of what CREDIT matches is shorter, "a photo shows" names a picture.
PROSE_LENGTH = 120
PROSE_OPENS: frozenset[str] = (
    POINTER_OPENS
    | (CAPTION_OPENS - {"a", "an"})
    | CALL_OPENS
    | CONTINUE_OPENS
    | _openings(
        """additional reporting writing editing compiled edited reported photograph photo picture
        image illustration graphic video translation report this read see copyright correction
        clarification"""
    )
)

# Words without which COPYRIGHT (but for its signs) and SUBSCRIBE are not looked for …
LEGAL: frozenset[str] = frozenset("copyright rights may reprint print".split())
SIGN_UP: frozenset[str] = frozenset(
    """subscribe subscribed subscriber subscribers subscribing subscription subscriptions newsletter
    newsletters sign signup sign-up signing log login log-in logged logout register registered
    registering registration inbox create already trial our privacy terms cookie cookies
    unsubscribe password javascript push rss""".split()
)
# … and parts of words one of which stands in all that a pattern matches.
COPYRIGHT_PARTS = (
    "copyright", "©", "(c)", "rights reserved", "may not be ", "for reprint ", " in print on",
)  # fmt: skip
SUBSCRIBE_PARTS = (
    "subscrib", "newsletter", "sign", "log", "register", "inbox", "account", "already a ",
    "free trial", "our app", "our terms", "privacy", "terms of ", "cookie", "password",
    "javascript", "push notif", "rss",
)  # fmt: skip
CALL_PARTS = (
    " a tip", "newsdesk", "become a member", "check back ", "refresh ", "for information only",
    " advice", "your inbox", "our newsletter", "join ", "terms and conditions", " is printed ",
    " is published ",
)  # fmt: skip
# Words, cut at every mark; one of them is in each line that one of these four patterns matches,
# but for the signs of COPYRIGHT.
TRIGGERS: frozenset[str] = (
    SIGN_UP - frozenset("our create already sign-up log-in".split())
) | frozenset(
    """copyright rights reprint print published reproduced reprinted copied redistributed
    account member app contributed tip newsdesk check refresh information advice readers
    conditions printed subscribes registers autoplay""".split()
)
