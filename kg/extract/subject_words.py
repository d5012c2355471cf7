"""The words that tell what a number is about: heads of names, verbs that act, metrics that only a whole company has."""

from __future__ import annotations

import re

from kg.extract.observations.words import PRONOUNS
from kg.lexicon import words_of
from kg.types import EntityType

KINDS = frozenset({EntityType.SEGMENT, EntityType.CUSTOMER_GROUP, EntityType.PRODUCT, EntityType.BRAND, EntityType.MARKET, EntityType.COMPANY, EntityType.INDEX})
# Metrics that only a whole company has: the topic of the paragraph does not reach them.
COMPANY_ONLY = words_of("classes", "company-only")
WHOLE = re.compile(r"\b(?:total|consolidated|company|company-wide|overall|group|our)\b")
TYPE_OF_HEAD = {
    EntityType.CUSTOMER_GROUP: words_of("grammar", "customer-heads"),
    EntityType.PRODUCT: words_of("grammar", "product-heads"),
    EntityType.MARKET: frozenset("region regions market markets country countries".split()),
}
CUES = words_of("grammar", "subject-cues")
NOT_THINGS = words_of("grammar", "not-things")
CLIENTS = re.compile(r"\b(a|an|another|one) ((?:[a-z]+(?:-[a-z]+)* ){0,3}?(bank|insurer|hospital|retailer|utility|university|airline|manufacturer|lender|carrier|operator))\b")
THE_CLIENT = re.compile(r"\b(?:the|this|that) (bank|insurer|hospital|retailer|utility|university|airline|manufacturer|lender|carrier|operator)\b(?! (?:of|for|in|industry|sector))")
HEADS = re.compile(r"\b(?:platform|product line|business line|division|segment)\b")
NAMED = re.compile(r"\b(?:[a-z][a-z&-]+ ){1,4}(?:platform|product line|business line|division|segment)$")
LEADING = words_of("grammar", "leading")
TURNING = re.compile(
    r"(?:(?:now|next|so|and|let me|let's|let us|i will|i'll|we'll|we will|,)\s*)*(?:turning|turn|moving|move|looking|shifting|starting|start|begin|beginning|switching) "
    r"(?:now |over |on |first |next |quickly |finally |back )*(?:to|at|with|on) |now back to "
)
ACTS = words_of("grammar", "acts")
DELIVERS = words_of("grammar", "delivers")
WEIGHS = words_of("grammar", "weighs")
NOT_MODIFIERS = words_of("grammar", "not-modifiers")
CAPITALS = re.compile(r"[A-Z][\w.&'-]*(?: (?:and |of )?[A-Z][\w.&'-]*){0,3}")
# What a topic of the paragraph may lend itself to.
TOPICAL = words_of("classes", "topical")
MARKET_TOPICAL = words_of("classes", "market-topical")
TARGET = re.compile(r"\b(?:buy|buys|buying|bought|acquire|acquires|acquired|acquiring|acquisition of|takeover of|bid for|offer for|purchase of|purchase price (?:of|for)|merger with|shares of|all of) (?:(?:about |roughly |a )?[\d.]+ ?(?:percent|pct|%) (?:stake )?(?:of|in) )?(?:the |rival |peer |fellow |all |shares of |common shares of |of )*")
BIDS = frozenset({"bid", "bids", "tender offer", "tender offers", "offer price", "tender price", "bid price", "takeover offer", "takeover bid"})
NO_NAMES = PRONOUNS | frozenset({"wall street", "the street", "street", "oper", "shr", "net", "revs", "gaap", "lastly", "finally"})
