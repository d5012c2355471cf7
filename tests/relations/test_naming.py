"""Keys of names: what the word lists promise, and that keys never fail on any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon import table, words_of
from kg.naming import canonical, company_key, demonyms, key_of, person_key, places, short_company_key, slug, tokens
from kg.types import EntityType


@pytest.mark.parametrize(("name", "key"), table("suffixes")["legal"]["examples"])
def test_legal_forms_are_dropped(name: str, key: str) -> None:
    assert " ".join(company_key(name)) == key


@pytest.mark.parametrize("name", table("suffixes")["legal"]["counterexamples"])
def test_words_that_only_look_like_legal_forms_stay(name: str) -> None:
    assert company_key(name) == tokens(name)


@pytest.mark.parametrize(("name", "key"), table("suffixes")["weak"]["examples"])
def test_weak_words_are_dropped_for_short_forms(name: str, key: str) -> None:
    assert " ".join(short_company_key(name)) == key


@pytest.mark.parametrize(("name", "key"), [*table("honorifics")["before"]["examples"], *table("honorifics")["after"]["examples"]])
def test_honorifics_are_no_part_of_a_name(name: str, key: str) -> None:
    assert " ".join(person_key(name)) == key


@pytest.mark.parametrize("group", ["Segment", "Product", "CustomerGroup"])
def test_generic_words(group: str) -> None:
    generic = words_of("generics", group)

    def core(name: str) -> tuple[str, ...]:
        key = list(key_of(EntityType(group), name))
        while len(key) > 1 and key[-1] in generic:
            key.pop()
        return tuple(key)

    data = table("generics")[group]
    assert all(core(a) == core(b) for a, b in data["examples"])
    assert not any(core(a) == core(b) for a, b in data["counterexamples"])


def test_places_brokers_and_exchanges_have_one_name() -> None:
    assert {canonical(EntityType.MARKET, n) for n in ("U.S.", "US", "USA", "America", "the United States")} == {"United States"}
    assert canonical(EntityType.EXCHANGE, "HKG") == canonical(EntityType.EXCHANGE, "SEHK") == "Hong Kong Stock Exchange"
    assert canonical(EntityType.COMPANY, "Northwind") == "Northwind"
    assert demonyms()["Chinese"] == "China" and "Netherlands" in places() and "the Netherlands" not in places()


def test_slugs_are_ascii_and_say_what_they_name() -> None:
    assert slug("Crédit Kestrel & Söhne") == "credit-kestrel-and-sohne"
    assert slug("Ines O'Holt") == "ines-oholt"


@given(st.text(max_size=60))
def test_keys_never_fail(text: str) -> None:
    for type_ in EntityType:
        assert isinstance(key_of(type_, text), tuple)
    assert slug(text).isascii()
