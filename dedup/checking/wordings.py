"""A claim put into the forms of words that an article prints.

"Sen." and "Senator", "Q2" and "the second quarter", "the U.S." and "the United States"
are one thing in two forms, and share no letter group that would tell. A form of the
claim that the article never prints is exchanged for one of its group that it does.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from dedup.text import fold

# Forms of one thing, from general knowledge. One word with a capital is matched as printed ("US"
# is no "us", "general" no "Gen."), all else in any case.
_GROUPS = """
    Q1|1Q|first quarter; Q2|2Q|second quarter; Q3|3Q|third quarter; Q4|4Q|fourth quarter;
    H1|first half; H2|second half; YoY|year-over-year|year over year|year-on-year|year on year;
    COVID-19|Covid-19|COVID|Covid|coronavirus; CEO|chief executive officer|chief executive;
    CFO|chief financial officer; GDP|gross domestic product;
    prior|previous|preceding; IPO|initial public offering; AI|artificial intelligence;
    mph|miles per hour|miles an hour;
    U.S.|US|USA|United States|America|American; U.K.|UK|United Kingdom|Britain|British;
    U.N.|UN|United Nations; E.U.|EU|European Union; UAE|U.A.E.|United Arab Emirates;
    FBI|Federal Bureau of Investigation; FDA|Food and Drug Administration;
    WHO|World Health Organization|World Health Organisation; IMF|International Monetary Fund;
    ECB|European Central Bank; DHS|Department of Homeland Security;
    DOJ|Justice Department|Department of Justice; IRS|Internal Revenue Service;
    EPA|Environmental Protection Agency; CDC|Centers for Disease Control and Prevention;
    SEC|Securities and Exchange Commission; NHS|National Health Service;
    Sen.|Senator; Rep.|Representative; Gov.|Governor; Gen.|General; Lt.|Lieutenant;
    Sgt.|Sergeant; Capt.|Captain; Col.|Colonel; Prof.|Professor; Rev.|Reverend; Sec.|Secretary;
    Jan.|January; Feb.|February; Aug.|August; Sept.|Sep.|September; Oct.|October;
    Nov.|November; Dec.|December
"""
_FORMS = tuple(
    tuple(form.strip() for form in group.split("|"))
    for group in " ".join(_GROUPS.split()).split(";")
)
# Periods are spelt out in any case: "Q3" and "the second quarter" tell each other apart by a word.
_PERIODS = frozenset("Q1 Q2 Q3 Q4 H1 H2".split())
_PERIOD_ALONE = re.compile(
    r"(?<!\bthe )(?<!\bits )(?<!\bour )(?<!\ba )"
    r"\b((?:first|second|third|fourth) (?:quarter|half))\b"
)


@cache
def _pattern(form: str) -> re.Pattern[str]:
    flags = 0 if form[0].isupper() and " " not in form else re.IGNORECASE
    return re.compile(rf"(?<![\w.-]){re.escape(form)}(?![\w-])", flags)


def worded_like(text: str, prints: Callable[[re.Pattern[str]], bool]) -> str:
    """Exchange each form of a claim that an article never prints for one it does.

    Args:
        text: A claim, or part of one.
        prints: Tells whether the article prints a pattern.

    Returns:
        The text; unchanged where the article prints no form of the group, but for periods.
    """
    text = fold(text)
    for group in _FORMS:
        for form in group:
            if not _pattern(form).search(text) or prints(_pattern(form)):
                continue
            spelt = group[-1] if group[0] in _PERIODS else None
            other = next((o for o in group if o != form and prints(_pattern(o))), spelt)
            if other is not None:
                text = _pattern(form).sub(other, text)
                text = _PERIOD_ALONE.sub(r"the \1", text)
    return text
