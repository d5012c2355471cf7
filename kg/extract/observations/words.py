"""The closed classes of words that the grammar of numbers walks over, and the directions of verbs. Words: ``kg/data/verbs.toml``."""

from __future__ import annotations

from functools import cache

from kg.lexicon import table

# Words that may stand between a verb or preposition and its number without changing what the number is.
FILLERS = frozenset(
    "about approximately roughly around nearly almost some just over under only a an another even slightly close well more than less the our "
    "its their as much like call it probably basically in neighborhood range somewhere between exactly further additional estimated approx "
    "almost respectively year-over-year year-on-year sequentially sequential organically organic year sharply significantly substantially "
    "modestly strongly steadily again also still already actually really i think say to-date quickly marginally now currently together "
    "nicely impressively robust strong solid healthy record new total combined overall full whopping massive modest slight net cumulative "
    "reported further roughly high low respectable minimum maximum at-least that those this these average per-annum annually up-to".split()
)
COPULAS = frozenset(
    "was were is are be been being came come comes coming totaled totalled totaling totalling reached reaching reach reaches stood stands standing "
    "stand amounted amounting amounts equaled equalled hit hits hitting averaged averaging averages remained remains remain represents represented "
    "representing ended finished closed at of posted reported delivered generated recorded achieved produced had has have earned ran".split()
)
PREPOSITIONS = frozenset("of in for on at by to from with during through across within into over under as per versus vs against than between among".split())
BREAKS = frozenset("while whereas but although though because which who whose where when since if so however whilst despite unless until that".split())
PRONOUNS = frozenset("it they this that these those which we he she you i them us there what who".split())


_NOT_ADVERBS = frozenset("early daily weekly monthly quarterly yearly family supply assembly hourly rally ally italy reply apply july only anomaly".split())


def adverb(word: str) -> bool:
    """Whether a word looks like an adverb: "roughly", not "early" or "supply"."""
    return word.endswith("ly") and word not in _NOT_ADVERBS


@cache
def directions() -> dict[str, dict[str, int | str]]:
    """word class (verb, noun, after) -> word -> +1, -1, "better" or "worse"."""
    sign: dict[str, int | str] = {"up": 1, "down": -1, "better": "better", "worse": "worse"}
    out: dict[str, dict[str, int | str]] = {"verb": {}, "noun": {}, "after": {}}
    for name, row in table("verbs").items():
        for kind in out:
            for word in row[kind]:
                out[kind].setdefault(word, sign[name])
    return out
