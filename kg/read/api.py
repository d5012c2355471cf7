"""JSON of transcript and news APIs -> text in one Markdown form: a title, the stated facts, a rule, then ``Name: text``.

Shapes read (keys in any order, unknown keys ignored): one string of text; turns of ``speaker``/``name`` and ``text``/``content``/``speech``;
paragraphs with a speaker mapping; monologues of elements; a news item with title and body; a list that holds one of these.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from kg.errors import KgError
from kg.read.content import Content
from kg.types import DocumentType, Meta

_TURNS = ("transcript_split", "transcript", "structured_content", "speakers", "utterances", "segments", "turns", "paragraphs", "monologues", "sections")
_WHOLE = ("content", "transcript", "text", "body", "article", "full_text", "transcript_text", "story")
_NESTED = ("data", "transcript", "results", "result", "response", "event", "document", "item")
_SPEAKER = ("speaker", "speaker_name", "name", "speakerName")
_SAID = ("text", "content", "speech", "utterance", "words_text", "paragraph")
_TITLE = ("title", "role", "description", "position")
_FACTS = {
    "company": ("company", "company_name", "companyName", "organization"),
    "ticker": ("symbol", "ticker"),
    "exchange": ("exchange", "exchange_name"),
    "date": ("date", "conference_date", "event_date", "published_at", "publishedAt", "published_date", "datetime", "time", "created_at"),
    "title": ("headline", "event_title", "eventTitle", "title"),
    "publisher": ("publisher", "source", "site"),
}
_HINT = "give an object with a text, or with turns of a speaker and a text"
_SURROGATE = re.compile("[\ud800-\udfff]")


def parse(text: str, name: str) -> Content:
    """The transcript or article in the JSON ``text``. Raises KgError when it is not JSON, or holds none or several."""
    try:
        data = json.loads(_SURROGATE.sub("\ufffd", text), parse_float=str)
    except (ValueError, RecursionError) as error:
        raise KgError(f"{name}: not JSON ({error})", "fetch it again, or give the text as .txt") from error
    if isinstance(data, list) and data and not _turn_list(data):
        if len(data) > 1:
            raise KgError(f"{name}: a list of {len(data)} items, not one transcript", "write each item to a file of its own")
        data = data[0]
    record = data if isinstance(data, Mapping) else {"transcript": data}
    facts = _facts(record)
    body, cast = _body(record, 0)
    if not body:
        keys = ", ".join(sorted(map(str, record))[:8])
        raise KgError(f"{name}: JSON without a transcript or article (keys: {keys})", _HINT)
    said = _document(facts, cast, body)
    return Content(_SURROGATE.sub("\ufffd", said), "json", _meta(facts))


def _facts(record: Mapping[str, Any]) -> dict[str, str]:
    """The stated facts, the outer object before the inner ones; ``quarter`` as "Q1 2024"."""
    levels = [record, *(record[k] for k in _NESTED if isinstance(record.get(k), Mapping))]
    found: dict[str, str] = {}
    for level in levels:
        for fact, keys in _FACTS.items():
            value = next((_plain(level[k]) for k in keys if k in level and _plain(level[k])), "")
            found.setdefault(fact, value) if value else None
        quarter, year = _plain(level.get("quarter", level.get("period", ""))), _plain(level.get("year", level.get("fiscal_year", "")))
        joint = re.fullmatch(r"(\d{4})[ -]?Q([1-4])|Q?([1-4])", quarter, re.I)
        if joint and joint[1]:
            found.setdefault("quarter", f"Q{joint[2]} {joint[1]}")
        elif joint and re.fullmatch(r"\d{4}", year):
            found.setdefault("quarter", f"Q{joint[3]} {year}")
    return found


def _plain(value: object) -> str:
    if isinstance(value, Mapping):
        value = value.get("name", "")
    return " ".join(str(value).split()) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _meta(facts: Mapping[str, str]) -> Meta:
    date = re.match(r"\d{4}-\d\d-\d\d", facts.get("date", ""))
    quarter = re.fullmatch(r"Q([1-4]) (\d{4})", facts.get("quarter", ""))
    kind = None if quarter or "publisher" not in facts else DocumentType.NEWS_ARTICLE.value
    return Meta(facts.get("company"), facts.get("ticker"), facts.get("exchange"), f"{quarter[2]}-Q{quarter[1]}" if quarter else None,
                date[0] if date else None, facts.get("title"), kind, facts.get("publisher"))  # fmt: skip


def _body(record: Mapping[str, Any], depth: int) -> tuple[list[str], dict[str, str]]:
    """The paragraphs ("Name: text" for turns) and the titles of the speakers."""
    for key in _TURNS:
        items = record.get(key)
        if isinstance(items, list) and _turn_list(items):
            turns, cast = _turns(items, _mapping(record))
            if turns:
                return turns, cast | _cast(record)
    for key in _WHOLE:
        value = record.get(key)
        if isinstance(value, str) and value.strip():
            return [value.replace("\r\n", "\n").strip()], _cast(record)
        if isinstance(value, list) and value and all(isinstance(v, str) for v in value):
            return [v.strip() for v in value if v.strip()], _cast(record)
    for key in _NESTED:
        inner = record.get(key)
        if isinstance(inner, Mapping) and depth < 4:
            body, cast = _body({**_shared(record), **inner}, depth + 1)
            if body:
                return body, cast
    return [], {}


def _shared(record: Mapping[str, Any]) -> dict[str, Any]:
    return {k: record[k] for k in ("speaker_mapping", "participant", "participants") if k in record}


def _turn_list(items: list[Any]) -> bool:
    named = [i for i in items if isinstance(i, Mapping) and any(k in i for k in _SPEAKER) and (any(k in i for k in _SAID) or "elements" in i)]
    return bool(named) and 2 * len(named) > len(items)


def _turns(items: Iterable[Any], names: Mapping[str, tuple[str, str]]) -> tuple[list[str], dict[str, str]]:
    turns: list[tuple[str, list[str]]] = []
    cast: dict[str, str] = {}
    for item in items:
        if not isinstance(item, Mapping):
            continue
        key = _plain(next((item[k] for k in _SPEAKER if k in item), ""))
        inner = item.get("speaker_info")
        stated = inner if isinstance(inner, Mapping) else item
        mapped = names.get(key, ("", ""))
        who = mapped[0] or (_plain(stated.get("name", "")) or key if stated is not item else key)
        who = f"Speaker {who}" if re.fullmatch(r"\d{1,3}|[A-Z]", who) else who
        title = mapped[1] or _plain(next((stated[k] for k in _TITLE if k in stated), ""))
        if title and title.casefold() != who.casefold():
            cast.setdefault(who, title)
        said = _paragraphs(item)
        if said and turns and turns[-1][0] == who:
            turns[-1][1].extend(said)
        elif said:
            turns.append((who, said))
    return [f"{who or 'Unknown Speaker'}: " + "\n".join(said) for who, said in turns], cast


def _paragraphs(item: Mapping[str, Any]) -> list[str]:
    value = next((item[k] for k in _SAID if k in item), None)
    if value is None and isinstance(item.get("elements"), list):
        value = "".join(str(e.get("value", "")) for e in item["elements"] if isinstance(e, Mapping))
    pieces = value if isinstance(value, list) else [value]
    return [" ".join(line.split()) for piece in pieces if isinstance(piece, str) for line in piece.splitlines() if line.strip()]


def _mapping(record: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Speaker key -> (name, title), from the mapping that some APIs give beside the turns."""
    found: dict[str, tuple[str, str]] = {}
    mapping = record.get("speaker_mapping") or record.get("speakers") or record.get("speaker_name_map_v2") or ()
    if isinstance(mapping, Mapping):
        mapping = [{"id": k, **(v if isinstance(v, Mapping) else {"name": v})} for k, v in mapping.items()]
    for entry in mapping if isinstance(mapping, list) else ():
        if isinstance(entry, Mapping):
            inner = entry.get("speaker_data")
            stated = inner if isinstance(inner, Mapping) else entry
            key, who = _plain(entry.get("speaker", entry.get("id", ""))), _plain(stated.get("name", ""))
            if key and who:
                found[key] = who, _plain(next((stated[k] for k in _TITLE if k in stated), ""))
    return found


def _cast(record: Mapping[str, Any]) -> dict[str, str]:
    people = record.get("participants", record.get("participant", ()))
    listed = [p for p in people if isinstance(p, Mapping)] if isinstance(people, list) else []
    pairs = ((_plain(p.get("name", "")), _plain(next((p[k] for k in ("description", *_TITLE) if k in p), ""))) for p in listed)
    return {who: title for who, title in pairs if who and title}


def _document(facts: Mapping[str, str], cast: Mapping[str, str], body: list[str]) -> str:
    subject = facts.get("company") or facts.get("ticker", "")
    call = f"{subject} {facts['quarter']} Earnings Call Transcript".strip() if "quarter" in facts else ""
    title = facts.get("title") or call
    lines = [f"# {title}", ""] if title else []
    stated = {"Date": facts.get("date", ""), "Company": subject, "Ticker": facts.get("ticker", ""), "Exchange": facts.get("exchange", ""),
              "Quarter": facts.get("quarter", ""), "Publisher": facts.get("publisher", "")}  # fmt: skip
    lines += [f"**{key}:** {value}" for key, value in stated.items() if value and (key != "Ticker" or value != subject)]
    if cast:
        lines += ["", "**Participants:**", *(f"- {who} - {title}" for who, title in cast.items())]
    return "\n".join([*lines, *(("", "---", "") if lines else ()), *body]) + "\n"
