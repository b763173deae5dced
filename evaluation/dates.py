"""Dates as they are printed, in six languages.

The names of months and the order of the parts come from the Unicode CLDR through Babel, so that this
reading of dates owes nothing to the program's own grammar.
"""

from __future__ import annotations

import datetime
import functools
import re

from babel.dates import get_date_format, get_month_names

_LOCALES = {
    "ar": "ar_SY",
    "en": "en",
    "es": "es",
    "fr": "fr",
    "ru": "ru",
    "zh": "zh",
}  # UN Arabic is Levantine


@functools.cache
def _expression(language: str) -> tuple[re.Pattern[str], dict[str, int]]:
    locale = _LOCALES[language]
    months = {name.casefold(): n for n, name in get_month_names("wide", locale=locale).items()}
    pattern = str(get_date_format("long", locale=locale).pattern)
    if "MMM" not in pattern:  # a numeric month: 2021年7月8日
        body = re.sub("[yMd]", lambda m: {"y": r"(?P<y>\d{4})", "M": r"(?P<m>\d+)", "d": r"(?P<d>\d+)"}[m[0]], pattern)
        return re.compile(r"\s*".join(re.split("(?<=[)])|(?=[(])", body))), {}
    names = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(months, key=len, reverse=True))
    middle = r"\D{0,12}?\s*"
    return re.compile(rf"(?P<d>\d{{1,2}})\D{{0,5}}?\s*(?P<m>{names}){middle}(?P<y>\d{{4}})", re.IGNORECASE), months


def find(text: str, language: str) -> list[str]:
    """The dates in a text, as ISO 8601, in reading order. Also tries English, in which mastheads are printed.

    >>> find("le 16 décembre 2021", "fr"), find("2021年7月8日", "zh"), find("8 July 2021", "ar")
    (['2021-12-16'], ['2021-07-08'], ['2021-07-08'])
    """
    for tongue in dict.fromkeys((language, "en")):
        expression, months = _expression(tongue)
        dates: list[str] = []
        for found in expression.finditer(text):
            month = months.get(re.sub(r"\s+", " ", found["m"]).casefold()) or int(found["m"])
            try:
                dates.append(datetime.date(int(found["y"]), month, int(found["d"])).isoformat())
            except ValueError:
                continue
        if dates:
            return dates
    return []
