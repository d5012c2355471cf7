"""What is drawn: the kinds of nodes with their level and colours, the words for relations, and when each shows."""

from __future__ import annotations

from dataclasses import dataclass

ACTORS, STRUCTURE, FACTS = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of node. Colours are (border, fill, text) for light and for dark pages; each text has a contrast of at least 4.5 on its fill."""

    id: str
    label: str
    plural: str
    level: int
    shape: str  # box, pill, dashed
    light: tuple[str, str, str]
    dark: tuple[str, str, str]


KINDS = (
    Kind("company", "Company", "Companies", ACTORS, "box", ("#1d4ed8", "#e4edff", "#172554"), ("#7aa2ff", "#182a54", "#e3ebff")),
    Kind("executive", "Executive", "Executives", ACTORS, "pill", ("#0f766e", "#d8f3ee", "#083d39"), ("#4fd1c0", "#0f3a37", "#d5f7f1")),
    Kind("analyst", "Analyst", "Analysts", ACTORS, "pill", ("#b45309", "#fdecd3", "#552705"), ("#f0ad5c", "#43290d", "#fde8cc")),
    Kind("broker", "Broker", "Brokers", ACTORS, "box", ("#9a3412", "#fbe3d6", "#4c1a0a"), ("#f0906a", "#421e12", "#fbdccd")),
    Kind("person", "Other person", "Other people", ACTORS, "pill", ("#57707c", "#e6eef1", "#1f3039"), ("#93adb9", "#22323a", "#dfeaef")),
    Kind("body", "Government body", "Government bodies", ACTORS, "box", ("#475569", "#e6eaf0", "#1e293b"), ("#a3b3c9", "#263142", "#e6ecf5")),
    Kind("segment", "Segment", "Segments", STRUCTURE, "box", ("#6d28d9", "#ede5fd", "#351077"), ("#b594f8", "#2d1d55", "#ece3ff")),
    Kind("customers", "Customer group", "Customer groups", STRUCTURE, "box", ("#a21caf", "#f9e3fa", "#561060"), ("#e07be8", "#431748", "#f9e1fb")),
    Kind("product", "Product", "Products", STRUCTURE, "box", ("#0e7490", "#dbf1f6", "#083b4a"), ("#57c3dd", "#103742", "#d7f2f9")),
    Kind("market", "Market", "Markets", STRUCTURE, "box", ("#15803d", "#def3e4", "#0b4020"), ("#5fce86", "#123a21", "#d6f6e0")),
    Kind("exchange", "Exchange or index", "Exchanges, indices", STRUCTURE, "box", ("#4d7c0f", "#ebf4d8", "#2a4407"), ("#a5cf55", "#2a3a10", "#edf7d8")),
    Kind("observation", "Observation", "Observations", FACTS, "box", ("#7b8798", "#ffffff", "#1f2937"), ("#6f7f96", "#172030", "#e5eaf2")),
    Kind("guidance", "Guidance", "Guidance, targets", FACTS, "dashed", ("#be123c", "#fff0f3", "#6d0b25"), ("#f77b98", "#43131f", "#ffdce4")),
    Kind("question", "Question", "Questions", FACTS, "box", ("#a16207", "#fdf5cf", "#4f3004"), ("#e2c04c", "#3b2f0c", "#f9efc4")),
)
INDEX = {kind.id: i for i, kind in enumerate(KINDS)}

OF_TYPE = {
    "Company": "company",
    "Person": "person",
    "Segment": "segment",
    "CustomerGroup": "customers",
    "Product": "product",
    "Brand": "product",
    "Market": "market",
    "GovernmentBody": "body",
    "Exchange": "exchange",
    "Index": "exchange",
}

#: predicate -> (as read from subject to object, as read from object to subject)
WORDS = {
    "officerOf": ("officer of", "officers"),
    "worksFor": ("works for", "analysts"),
    "about": ("about", "facts"),
    "asked": ("asked", "asked by"),
    "answered": ("answered", "answered by"),
    "mentions": ("is about", "asked about"),
    "partOf": ("part of", "has part"),
    "subsidiaryOf": ("subsidiary of", "subsidiaries"),
    "shareholderOf": ("shareholder of", "shareholders"),
    "acquires": ("acquires", "acquired by"),
    "sells": ("sells", "sold by"),
    "partnerOf": ("partner of", "partner of"),
    "jointVentureOf": ("joint venture of", "joint ventures"),
    "competitorOf": ("competes with", "competes with"),
    "customerOf": ("customer of", "customers"),
    "supplierOf": ("supplier of", "suppliers"),
    "hasSegment": ("has segment", "segment of"),
    "offersProduct": ("offers", "offered by"),
    "operatesIn": ("operates in", "operating there"),
    "headquarteredIn": ("headquartered in", "headquarters of"),
    "listedOn": ("listed on", "listings"),
    "regulatedBy": ("regulated by", "regulates"),
    "successorOf": ("successor of", "succeeded by"),
    "investigatedBy": ("investigated by", "investigates"),
}
PREDICATES = tuple(WORDS)
