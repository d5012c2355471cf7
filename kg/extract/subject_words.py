"""The words that tell what a number is about: heads of names, verbs that act, metrics that only a whole company has."""

from __future__ import annotations

import re

from kg.extract.observations.words import PRONOUNS
from kg.types import EntityType

KINDS = frozenset({EntityType.SEGMENT, EntityType.CUSTOMER_GROUP, EntityType.PRODUCT, EntityType.BRAND, EntityType.MARKET, EntityType.COMPANY, EntityType.INDEX})
# Metrics that only a whole company has: the topic of the paragraph does not reach them.
COMPANY_ONLY = frozenset(
    "netIncome netLoss earningsPerShare cashAndEquivalents totalDebt netDebt leverageRatio capitalExpenditure operatingCashFlow freeCashFlow incomeTax effectiveTaxRate "
    "dividend dividendPerShare shareRepurchases sharesOutstanding shareholdersEquity bookValuePerShare interestExpense shareBasedCompensation liquidity "
    "stockPrice marketCapitalization returnOnEquity returnOnAssets fundsFromOperations fundsFromOperationsPerShare tier1CapitalRatio pretaxIncome "
    "sellingGeneralAndAdministrativeExpense generalAndAdministrativeExpense researchAndDevelopmentExpense".split()
)
WHOLE = re.compile(r"\b(?:total|consolidated|company|company-wide|overall|group|our)\b")
TYPE_OF_HEAD = {
    EntityType.CUSTOMER_GROUP: frozenset("customer customers client clients consumer consumers retailer retailers parties merchants foodservice merchant accounts".split()),
    EntityType.PRODUCT: frozenset("product products line lines brand brands device devices category categories model models offering offerings".split()),
    EntityType.MARKET: frozenset("region regions market markets country countries".split()),
}
CUES = frozenset(
    "segment segments business businesses division divisions platform unit region channel category line lines operations market portfolio franchise brand brands products services product".split()
)
OPENERS = frozenset("in for within across at from of on".split())
NOT_THINGS = frozenset(
    "quarter year period half months month week addition terms total fact short part particular general our its the their this that these those other "
    "both each all some many most more constant currency basis percentage revenue result results summary comparison company companies way time one "
    "item items front side end start beginning rest first second third fourth last next prior same fiscal guidance outlook call remarks "
    "oper shr revs qtr avg lastly finally firstly secondly additionally wall street overall regarding earlier showed transfer tempo data financial financials figures figure statements page numbers number details detail growth liquidity capital allocation "
    "performance results review update highlights side discussion perspective standpoint outlook statement sheet table release presentation "
    "dollar dollars dollar-based basis-points quarter-over-quarter account respect regard case cost costs expense expenses cash income profit "
    "earnings sales margin margins growth higher lower reported adjusted organic sequential record strong aggregate said says".split()
)
CLIENTS = re.compile(r"\b(a|an|another|one) ((?:[a-z]+(?:-[a-z]+)* ){0,3}?(bank|insurer|hospital|retailer|utility|university|airline|manufacturer|lender|carrier|operator))\b")
THE_CLIENT = re.compile(r"\b(?:the|this|that) (bank|insurer|hospital|retailer|utility|university|airline|manufacturer|lender|carrier|operator)\b(?! (?:of|for|in|industry|sector))")
HEADS = re.compile(r"\b(?:platform|product line|business line|division|segment)\b")
NAMED = re.compile(r"\b(?:[a-z][a-z&-]+ ){1,4}(?:platform|product line|business line|division|segment)$")
LEADING = frozenset(
    "the our a an of in for from to and or its this that these with on at by as we is are was were has have had also new own entire whole through via each every "
    "their which into under launched implemented using use called about all another one other within if so but because like overall key main "
    "first second third good great very most more main core existing current same particular whole integrated offer provide build built".split()
)
TURNING = re.compile(
    r"(?:(?:now|next|so|and|let me|let's|let us|i will|i'll|we'll|we will|,)\s*)*(?:turning|turn|moving|move|looking|shifting|starting|start|begin|beginning|switching) "
    r"(?:now |over |on |first |next |quickly |finally |back )*(?:to|at|with|on) |now back to "
)
ACTS = frozenset("also will would continues continued saw sees did does contributes contributed accounts accounted makes made generates expects again now alone still may can could sold did does shows showed said says forecast reported posts expects expected".split())
DELIVERS = frozenset("delivered posted reported saw generated recorded achieved had grew rose fell declined increased decreased was contributed accounted made drove produced represented is".split())
WEIGHS = frozenset("accounted accounts accounting represented represents representing contributed contributes was is were are made makes comprised comprises now still also proportion share portion mix produced produces have has generated continued".split())
NOT_MODIFIERS = frozenset(
    "said says say told expects forecast and or both all no not any some incremental additional higher lower strong weak record preliminary pro forma combined expected projected fiscal full-year quarterly annual "
    "recognized remaining same prior prior-year year-ago pre-tax recurring deferred external net-net current future potential actual gaap non-gaap as-reported us usd "
    "approximately estimated calendar first-quarter second-quarter third-quarter fourth-quarter quarter-end half-year nine-month six-month december march june september "
    "january february april may july august october november q1 q2 q3 q4 h1 h2 while expect expects believe think see saw drive driving deliver delivered generate generated grow growing "
    "increase increased report reported have has had will would should could can may might want get got make made more less better best good great solid robust healthy double-digit single-digit "
    "million billion percent much many these those such even ever every least most new existing company-wide ltm ttm run-rate last next latest then than if when".split()
)
CAPITALS = re.compile(r"[A-Z][\w.&'-]*(?: (?:and |of )?[A-Z][\w.&'-]*){0,3}")
# What a topic of the paragraph may lend itself to.
TOPICAL = frozenset("revenue grossProfit grossMargin operatingIncome operatingLoss operatingMargin ebit ebitda ebitdaMargin salesVolume unitsSold productionVolume averageSellingPrice price orders backlog sameStoreSales customers loans deposits premiums combinedRatio lossRatio netOperatingIncome capacityUtilization occupancyRate marketShare stores".split())
MARKET_TOPICAL = frozenset("revenue salesVolume unitsSold orders operatingIncome operatingMargin sameStoreSales averageSellingPrice".split())
TARGET = re.compile(r"\b(?:buy|buys|buying|bought|acquire|acquires|acquired|acquiring|acquisition of|takeover of|bid for|offer for|purchase of|merger with|shares of|all of) (?:(?:about |roughly |a )?[\d.]+ ?(?:percent|pct|%) (?:stake )?(?:of|in) )?(?:the |rival |peer |fellow |all |shares of |common shares of |of )*")
BIDS = frozenset({"bid", "bids", "tender offer", "tender offers", "offer price", "tender price", "bid price", "takeover offer", "takeover bid"})
NO_NAMES = PRONOUNS | frozenset({"wall street", "the street", "street", "oper", "shr", "net", "revs", "gaap", "lastly", "finally"})
