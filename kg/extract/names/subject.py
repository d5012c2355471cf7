"""The firm that an article is about, where its first lines do not tell by their form."""

from __future__ import annotations

from collections import Counter

from kg.extract.names.survey import Names
from kg.naming import company_key, tokens
from kg.types import PROSE, Context, DocumentType, EntityType, PassageKind, Thing


def subject(context: Context, names: Names) -> Thing | None:
    """The firm that an article without a stated company is about: the one that it names most, if its headline names it, or its first paragraph
    and two of three mentions of firms are of it."""
    if context.layout.type == DocumentType.EARNINGS_CALL:
        return None
    firms_ = [m.value for m in names.mentions if isinstance(m.value, Thing) and m.value.type == EntityType.COMPANY]
    counts = Counter(company_key(t.name) for t in firms_)
    early = [t for t in firms_ if t.span.start < firms_[0].span.start + 300]
    best = max(early, key=lambda t: (counts[company_key(t.name)], -t.span.start), default=None)
    if best is None or counts[company_key(best.name)] < 2:
        return None
    title = context.layout.header.title.value if context.layout.header.title else ""
    lead = next((p.span for p in context.layout.passages if p.kind in PROSE and p.kind != PassageKind.HEADLINE), None)
    first = any(lead.covers(t.span) and company_key(t.name)[0] == company_key(best.name)[0] for t in firms_) if lead else False
    return best if _in_title(best.name, title) or (first and 3 * counts[company_key(best.name)] >= 2 * len(firms_)) else None


def _in_title(name: str, title: str) -> bool:
    """Whether a headline names a firm, in full, by its first word or by its initials: "GM" and "General Motors"."""
    heads = tokens(title)
    initials = {"".join(word[0] for word in words) for words in (heads[i : i + 2] for i in range(len(heads) - 1))}
    key = company_key(name)
    return key[0] in heads or (len(key) == 1 and name.isupper() and key[0] in initials)
