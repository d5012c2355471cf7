"""Annotations as people write them -> gold in the facts format: every quoted string is looked up in the document.

    python examples/gold/annotate.py            writes examples/gold/NAME.jsonl for each NAME.annotation

A line is a kind and its fields; quotes are characters of the document, and each is looked for from the place of the one before it.

    document kestrel.txt EarningsCall kestrel 2025-H1 2025-07-24       type, company, period, date; "-" for none
    entity kestrel Company "Kestrel Automation" Kestrel                id, type, name, aliases
    role "Gareth Pryce, our CEO" pryce kestrel CEO                     quote, person, organisation, title, status (current)
    analyst "Isabel Duarte" duarte alder-bank                          quote, person, broker
    relation "will acquire Ostrava" kestrel acquires ostrava planned   quote, subject, predicate, object, status (current)
    exchange duarte pryce,solheim "Thank you." "close to 3,200"        asker, answerers, first and last words of the floor
    set speaker pryce                                                  who says what follows; "-" for nobody
    set period 2025-H1                                                 of what follows; "-" for none
    start                                                              look for quotes from the start of the document again
    observation "down 4%" kestrel revenue 188300000 GBP change=-4,percent,YoY
                                                                       quote, of, metric, value and unit ("-" for none), other fields
    doubt "quote" "why somebody else could judge otherwise"
"""

from __future__ import annotations

import hashlib
import json
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DOCUMENTS = HERE.parent / "documents"
Line = dict[str, Any]


class Annotation:
    """Reads one annotation: keeps the document, the place of the last quote, and what holds until it is changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = ""
        self.place = 0
        self.standing = {"speaker": "-", "period": "-"}

    def lines(self) -> Iterator[Line]:
        for number, line in enumerate(self.path.read_text(encoding="utf-8").splitlines(), 1):
            kind, *fields = shlex.split(line, comments=True) or [""]
            if not kind:
                continue
            try:
                yield from getattr(self, kind)(*fields)
            except (AttributeError, TypeError, ValueError) as error:
                raise SystemExit(f"{self.path.name}, line {number}: {error}") from error

    def document(self, name: str, type_: str, company: str, period: str, date: str) -> Iterator[Line]:
        data = (DOCUMENTS / name).read_bytes()
        self.text = data.decode("utf-8")
        sha = hashlib.sha256(data).hexdigest()
        stated = {"company": company, "period": period, "date": date}
        yield {"kind": "document", "id": Path(name).stem, "path": name, "sha256": sha, "type": type_} | _given(stated)
        yield {"kind": "region", "start": 0, "end": len(self.text)}

    def entity(self, key: str, type_: str, name: str, *aliases: str) -> Iterator[Line]:
        yield {"kind": "entity", "id": key, "type": type_, "name": name, "aliases": list(aliases)}

    def role(self, quote: str, person: str, org: str, title: str, status: str = "current") -> Iterator[Line]:
        yield {"kind": "role", "person": person, "org": org, "title": title, "status": status, **self._at(quote)}

    def analyst(self, quote: str, person: str, broker: str) -> Iterator[Line]:
        yield {"kind": "analyst", "person": person, "broker": broker, **self._at(quote)}

    def relation(self, quote: str, subject: str, predicate: str, object_: str, status: str = "current", *rest: str) -> Iterator[Line]:
        more = dict(item.split("=", 1) for item in rest)
        yield {"kind": "relation", "subject": subject, "predicate": predicate, "object": object_, "status": status, **more, **self._at(quote)}

    def exchange(self, asker: str, answerers: str, first: str, last: str) -> Iterator[Line]:
        start, end = self._at(first)["start"], self._at(last)["end"]
        yield {"kind": "exchange", "asker": asker, "answerers": answerers.split(","), "start": start, "end": end}

    def observation(self, quote: str, of: str, metric: str, value: str = "-", unit: str = "-", *rest: str) -> Iterator[Line]:
        fields: Line = {"value": value, "unit": unit, "period": self.standing["period"], "status": "reported", "by": self.standing["speaker"]}
        for item in rest:
            key, _, said = item.partition("=")
            fields[key] = said
        if "change" in fields:
            fields.update(zip(("change", "changeUnit", "basis"), fields.pop("change").split(","), strict=False))
        if "converted" in fields:
            fields["converted"] = dict(zip(("value", "unit"), fields["converted"].split(","), strict=True))
        if "onChange" in fields:
            fields["onChange"] = True
        yield {"kind": "observation", "of": of, "metric": metric} | _given(fields) | self._at(quote)

    def doubt(self, quote: str, why: str) -> Iterator[Line]:
        self.place = 0
        yield {"kind": "doubt", "note": why, **self._at(quote)}

    def set(self, name: str, value: str) -> Iterator[Line]:
        self.standing[name] = value
        return iter(())

    def start(self) -> Iterator[Line]:
        self.place = 0
        return iter(())

    def _at(self, quote: str) -> Line:
        start = self.text.find(quote, self.place)
        if start < 0:
            raise ValueError(f"not in the document after {self.place}: {quote!r}")
        self.place = start
        return {"start": start, "end": start + len(quote)}


def _given(fields: Line) -> Line:
    return {key: value for key, value in fields.items() if value != "-"}


def annotate(path: Path) -> str:
    """The gold of one annotation as JSON Lines."""
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in Annotation(path).lines())


if __name__ == "__main__":
    for path in sorted(HERE.glob("*.annotation")):
        path.with_suffix(".jsonl").write_text(annotate(path), encoding="utf-8")
        print(path.with_suffix(".jsonl").name, file=sys.stderr)
