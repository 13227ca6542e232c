"""A pseudonym says nothing about a name to whoever lacks the key."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import signal
import stat
from itertools import islice, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import WorkbenchError
from workbench.privacy.name_lists import first_names, surnames
from workbench.privacy.pseudonyms import pseudonyms, secret_key

KEY = b"0123456789abcdef0123456789abcdef"
MANY = [f"{first} {last}" for first in ("Anna", "Bruno", "Chloé", "Đỗ") for last in ("Berg", "Lang", "Ñuñez")]
names = st.sets(st.text(min_size=1, max_size=20), max_size=30).map(
    lambda found: sorted({name.casefold(): name for name in found}.values())
)


@settings(deadline=None)
@given(names)
def test_every_name_has_a_pseudonym_of_its_own(people):
    called = pseudonyms(people, KEY)
    assert sorted(called) == sorted(people)
    assert len(set(called.values())) == len(people)
    assert all(re.fullmatch(r"P-[A-Z2-7]{4,}", each) for each in called.values())


@settings(deadline=None)
@given(names, st.randoms(use_true_random=False))
def test_the_order_of_the_names_changes_no_pseudonym(people, random):
    shuffled = [*people, *people]
    random.shuffle(shuffled)
    assert pseudonyms(shuffled, KEY) == pseudonyms(people, KEY)


def test_another_key_gives_other_pseudonyms():
    one, other = pseudonyms(MANY, KEY), pseudonyms(MANY, KEY[::-1])
    assert [name for name in MANY if one[name] == other[name]] == []


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256", "sha512", "sha3_256", "blake2b"])
def test_a_pseudonym_is_no_plain_hash_of_the_name(algorithm):
    called = pseudonyms(MANY, KEY)
    for name in MANY:
        for form in (name, name.casefold(), name.upper()):
            digest = hashlib.new(algorithm, form.encode("utf-8"))
            written = (base64.b32encode(digest.digest()).decode(), digest.hexdigest().upper())
            assert not any(each.startswith(called[name][2:]) for each in written)


def test_a_pseudonym_is_a_keyed_digest_so_that_it_is_the_same_today_and_tomorrow():
    digest = base64.b32encode(hmac.digest(KEY, b"anna berg", "sha256")).decode()
    assert pseudonyms(["Anna Berg"], KEY) == {"Anna Berg": f"P-{digest[:4]}"} == {"Anna Berg": "P-HYLX"}


def test_a_name_keeps_its_pseudonym_when_people_join():
    alone = pseudonyms(["Anna Berg"], KEY)
    assert pseudonyms(["Anna Berg", "Bruno Lang", "Carla Rossi"], KEY)["Anna Berg"] == alone["Anna Berg"]


def test_capitals_do_not_make_another_person():
    assert pseudonyms(["ANNA"], KEY)["ANNA"] == pseudonyms(["Anna"], KEY)["Anna"]


def test_two_names_that_would_be_called_alike_are_both_lengthened():
    people = [f"person {i}" for i in range(3000)]
    called = pseudonyms(people, KEY)
    assert len(set(called.values())) == len(people)
    (length,) = {len(each) for each in called.values()}
    assert length > len("P-") + 4


def test_nobody_has_no_pseudonym():
    assert pseudonyms([], KEY) == {}


def test_one_name_in_two_spellings_is_one_person():
    def give_up(*_):
        raise TimeoutError("no pseudonyms after a second")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, 1)
    try:
        called = pseudonyms(["Anna Berg", "ANNA BERG"], KEY)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert called["Anna Berg"] == called["ANNA BERG"]


@pytest.fixture
def key_file(tmp_path, monkeypatch):
    path = tmp_path / "deep" / "pseudonym.key"
    monkeypatch.setenv("WORKBENCH_KEY_FILE", str(path))
    return path


def test_the_key_is_made_once_and_kept(key_file):
    made = secret_key()
    assert len(made) == 32
    assert key_file.read_bytes() == made == secret_key() == secret_key(study="another")


def test_two_researchers_have_different_keys(tmp_path, monkeypatch):
    keys = set()
    for name in "ab":
        monkeypatch.setenv("WORKBENCH_KEY_FILE", str(tmp_path / name))
        keys.add(secret_key())
    assert len(keys) == 2


def test_only_its_owner_reads_the_key(key_file):
    secret_key()
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600


def test_a_key_that_is_there_is_never_replaced(key_file):
    key_file.parent.mkdir()
    key_file.write_bytes(b"brought from another machine")
    assert secret_key() == b"brought from another machine"
    assert key_file.read_bytes() == b"brought from another machine"


def test_the_key_lies_in_the_users_own_folder_and_not_in_the_study(tmp_path, monkeypatch):
    monkeypatch.delenv("WORKBENCH_KEY_FILE")
    monkeypatch.setattr("workbench.privacy.pseudonyms.user_config_path", lambda name: tmp_path / "config" / name)
    secret_key()
    assert (tmp_path / "config" / "persona-workbench" / "pseudonym.key").is_file()


def test_an_illustrative_study_has_the_same_key_everywhere_and_makes_none(key_file):
    key = secret_key(illustrative=True, study="travel")
    assert key == secret_key(illustrative=True, study="travel")
    assert key != secret_key(illustrative=True, study="startup")
    assert not key_file.exists()


def test_a_key_file_without_a_key_is_refused(key_file):
    key_file.parent.mkdir()
    key_file.touch()
    try:
        key = secret_key()
    except WorkbenchError:
        return
    assert key


def test_a_list_of_all_likely_names_recovers_nobody_without_the_key():
    people = sorted(_likely(182_000))
    names = people[:: len(people) // 199][:199]
    assert (len(people), len(names)) == (182_000, 199)
    key = hashlib.sha256(b"a key that is on no list").digest()
    called = {pseudonym: name for name, pseudonym in pseudonyms(names, key).items()}
    unsalted = {hashlib.sha256(name.casefold().encode()).digest(): name for name in names}
    length = max(map(len, called)) - len("P-")
    recovered = plain = 0
    for name in people:
        written = name.casefold().encode()
        digest = hashlib.sha256(written).digest()
        guesses = (digest, hmac.digest(b"", written, "sha256"), hmac.digest(b"persona-workbench", written, "sha256"))
        recovered += any(called.get(f"P-{base64.b32encode(guess[:10]).decode()[:length]}") == name for guess in guesses)
        plain += unsalted.get(digest) == name
    assert plain == 199
    assert recovered == 0


def _likely(number: int) -> list[str]:
    first, last = sorted(first_names()), sorted(surnames())
    return list(islice((f"{one} {other}" for one, other in product(first, last)), 0, number * 7, 7))


def test_a_name_that_is_a_pseudonym_already_stays_itself_and_nobody_else_is_given_it():
    own = pseudonyms(["Anna Berg"], KEY)["Anna Berg"]
    called = pseudonyms(["Anna Berg", own, "P-AB23CD"], KEY)
    assert (called[own], called["P-AB23CD"]) == (own, "P-AB23CD")
    assert called["Anna Berg"].startswith(own)
    assert len(set(called.values())) == 3


@pytest.mark.parametrize("name", ["P-ABC", "p-abcd", "P-AB1D", "P-abcd", "P-ABCD ", "X P-ABCD"])
def test_a_name_that_only_looks_like_a_pseudonym_is_replaced(name):
    assert pseudonyms([name], KEY)[name] != name
