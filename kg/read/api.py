"""JSON of transcript and news APIs -> text in one Markdown form: a title, the stated facts, a rule, then ``Name: text``
(``Name, Title: text`` where somebody whose title is given speaks first). News: title, byline, date, text.

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
    "author": ("author", "byline"),
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
    record = data if isinstance(data, Mapping) else {"transcript": data if isinstance(data, list) else None}
    facts = _facts(record)
    body = _body(record, 0)
    if not body:
        keys = ", ".join(sorted(map(str, record))[:8])
        raise KgError(f"{name}: JSON without a transcript or article (keys: {keys})", _HINT)
    if _is_news(record, facts):
        meta = Meta(type=DocumentType.NEWS_ARTICLE.value, publisher=facts.get("publisher"))
        return Content(_SURROGATE.sub("\ufffd", _article(facts, body)), "json", meta)
    return Content(_SURROGATE.sub("\ufffd", _call(facts, body)), "json")


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


def _is_news(record: Mapping[str, Any], facts: Mapping[str, str]) -> bool:
    return "quarter" not in facts and "title" in facts and not any(key in record for key in _TURNS)


def _body(record: Mapping[str, Any], depth: int) -> list[str]:
    """The paragraphs; of turns "Name, Title: text" at the first turn of each speaker, then "Name: text"."""
    for key in _TURNS:
        items = record.get(key)
        if isinstance(items, list) and _turn_list(items) and (turns := _turns(items, _mapping(record), _cast(record))):
            return turns
    for key in _WHOLE:
        value = record.get(key)
        if isinstance(value, str) and value.strip():
            return [value.replace("\r\n", "\n").strip()]
        if isinstance(value, list) and value and all(isinstance(v, str) for v in value):
            return [v.strip() for v in value if v.strip()]
    for key in _NESTED:
        inner = record.get(key)
        if isinstance(inner, Mapping) and depth < 4 and (body := _body({**_shared(record), **inner}, depth + 1)):
            return body
    return []


def _shared(record: Mapping[str, Any]) -> dict[str, Any]:
    return {k: record[k] for k in ("speaker_mapping", "participant", "participants") if k in record}


def _turn_list(items: list[Any]) -> bool:
    named = [i for i in items if isinstance(i, Mapping) and any(k in i for k in _SPEAKER) and (any(k in i for k in _SAID) or "elements" in i)]
    return bool(named) and 2 * len(named) > len(items)


def _turns(items: Iterable[Any], names: Mapping[str, tuple[str, str]], cast: Mapping[str, str]) -> list[str]:
    turns: list[tuple[str, list[str]]] = []
    titles = dict(cast)
    for item in items:
        if not isinstance(item, Mapping):
            continue
        who, title = _speaker(item, names)
        if title and title.casefold() != who.casefold():
            titles.setdefault(who, title)
        said = _paragraphs(item)
        if said and turns and turns[-1][0] == who:
            turns[-1][1].extend(said)
        elif said:
            turns.append((who, said))
    lines = []
    for who, said in turns:
        title = titles.pop(who, "")
        lines.append(f"{who}, {title}: " if title else f"{who or 'Unknown Speaker'}: ")
        lines[-1] += "\n".join(said)
    return lines


def _speaker(item: Mapping[str, Any], names: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """Name and title of who speaks ``item``: from the mapping beside the turns, an inner object, or the item itself."""
    key = _plain(next((item[k] for k in _SPEAKER if k in item), ""))
    inner = item.get("speaker_info")
    stated = inner if isinstance(inner, Mapping) else item
    mapped = names.get(key, ("", ""))
    who = mapped[0] or (_plain(inner.get("name", "")) if isinstance(inner, Mapping) else "") or key
    who = f"Speaker {who}" if re.fullmatch(r"\d{1,3}|[A-Z]", who) else who
    return who.replace(":", ""), mapped[1] or _plain(next((stated[k] for k in _TITLE if k in stated), "")).replace(":", "")


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


def _article(facts: Mapping[str, str], body: list[str]) -> str:
    top = [facts["title"], *(["By " + facts["author"]] if "author" in facts else ()), *([facts["date"]] if "date" in facts else ())]
    return "\n".join([*top, "", *body]) + "\n"


def _call(facts: Mapping[str, str], body: list[str]) -> str:
    subject = facts.get("company") or facts.get("ticker", "")
    call = f"{subject} {facts['quarter']} Earnings Call Transcript".strip() if "quarter" in facts else ""
    title = facts.get("title") or call
    lines = [f"# {title}", ""] if title else []
    stated = {"Date": facts.get("date", ""), "Company": subject, "Ticker": facts.get("ticker", ""), "Exchange": facts.get("exchange", ""),
              "Quarter": facts.get("quarter", ""), "Publisher": facts.get("publisher", "")}  # fmt: skip
    lines += [f"**{key}:** {value}" for key, value in stated.items() if value and (key != "Ticker" or value != subject)]
    return "\n".join([*lines, *(("", "---", "") if lines else ()), *body]) + "\n"
