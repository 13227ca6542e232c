"""A YAML file is what it says, and each fault has its line."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.errors import InputError
from workbench.model.brief import Period
from workbench.model.codebook import Codebook
from workbench.model.label import Label, Value
from workbench.reading.yaml_file import LARGEST, MOST_VALUES, YamlFile, plain


@pytest.fixture
def file(tmp_path):
    def write(text: str):
        path = tmp_path / "some.yml"
        path.write_text(text, "utf-8")
        return path

    return write


def _problem(path):
    with pytest.raises(InputError) as caught:
        YamlFile(path)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, 'found duplicate key "a"'),
        ("a:\n  b: 1\n  b: 2\n", 3, 'found duplicate key "b"'),
        ("a: &x 1\nb: *x\n", 2, "an alias"),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", 3, "an alias"),
        ("a: 1\nb: [1, 2\nc: 3\n", 3, "expected"),
        ("a: 1\n\tb: 2\n", 2, "cannot start any token"),
        ('a: "open\n', 2, "end of stream"),
        ("a: b: c\n", 1, "not allowed here"),
        ("a: 1\n---\nb: 2\n", 2, "another document"),
        ("- a\n- b\n", 1, "`name: value`"),
        ("only words\n", 1, "`name: value`"),
        ("# nothing\n", 1, "`name: value`"),
    ],
)
def test_a_file_that_is_not_plain_yaml_is_refused_with_the_line(file, text, line, words):
    path = file(text)
    problem = _problem(path)
    assert problem.where == f"{path}:{line}"
    assert words in problem.what
    assert problem.remedy or problem.got


def test_a_bomb_of_aliases_is_refused_at_its_first_alias(file):
    levels = "".join(f"a{i + 1}: &a{i + 1} [{', '.join([f'*a{i}'] * 9)}]\n" for i in range(9))
    problem = _problem(file("a0: &a0 [x]\n" + levels))
    assert "alias" in problem.what
    assert problem.where.endswith(":2")


def test_a_file_changed_since_it_was_read_is_read_as_it_is_now(file):
    path = file("a: one\n")
    assert YamlFile(path).content == {"a": "one"}
    path.write_text("a: two\n", "utf-8")
    assert YamlFile(path).content == {"a": "two"}


def test_the_same_fault_in_two_files_is_told_of_each(file, tmp_path):
    first = file("a: [1\n")
    other = tmp_path / "other.yml"
    other.write_bytes(first.read_bytes())
    assert [_problem(path).where.rpartition(":")[0] for path in (first, other)] == [str(first), str(other)]


def test_a_file_nested_too_deeply_is_refused(file):
    assert _problem(file("a: " + "[" * 300 + "]" * 300))


@pytest.mark.parametrize(
    "tag",
    [
        "!!python/object/apply:os.system [touch x]",
        "!!python/name:os.system",
        "!mine x",
        "!!binary aGk=",
        "!!set {a}",
        "!!str 1",
    ],
)
def test_a_tag_is_refused_with_its_line(file, tag):
    path = file(f"fr: x\nen: {tag}\n")
    problem = _problem(path)
    assert problem.where == f"{path}:2"
    assert "a tag (" in problem.what


@pytest.mark.parametrize(
    "text",
    ["NO", "yes", "12:30:00", "12:30", "on", "010", "1.10", "1e3", "0x1F", "true", "2026-01-01", "9" * 5000, ".nan"],
)
def test_a_value_stays_as_it_is_written(file, text):
    assert plain(YamlFile(file(f"a: {text}\nb: [{text}]")).content) == {"a": text, "b": [text]}


def test_the_model_says_what_a_written_value_is(file):
    class Kinds(Value):
        whole: int
        number: float
        truth: bool
        day: date
        words: str
        nothing: str | None

    path = file("whole: 3\nnumber: 0.40\ntruth: true\nday: 2026-01-31\nwords: 010\nnothing:\n")
    made = Kinds(whole=3, number=0.4, truth=True, day=date(2026, 1, 31), words="010", nothing=None)
    assert YamlFile(path).model(Kinds) == made


@pytest.mark.parametrize("day", ["2026-13-45", "2026-01-01T25:00:00", "'words'", "31/01/2026"])
def test_a_day_there_is_not_is_refused_with_its_line(file, day):
    path = file(f"start: 2026-01-01\nend: {day}\n")
    with pytest.raises(InputError) as caught:
        YamlFile(path).model(Period)
    (problem,) = caught.value.problems
    assert problem.where == f"{path}:2"


def test_a_file_of_more_values_or_characters_than_any_study_has_is_refused(file):
    assert "values" in _problem(file("a: [" + "1," * (MOST_VALUES + 1) + "]")).what
    assert _problem(file("a: " + "x" * LARGEST)).what == "file too large"


def test_a_file_may_have_a_byte_order_mark_and_any_line_ends(tmp_path):
    path = tmp_path / "some.yml"
    path.write_bytes(b"\xef\xbb\xbfen: price\r\nfr: prix\r\n")
    assert YamlFile(path).model(Label) == Label(en="price", fr="prix")


def test_every_fault_of_the_content_is_named_with_its_line(file):
    path = file("""\
version: "1"
codes:
  - id: price
    kind: goall
    label: {en: Price}
    claim: {en: c, fr: c}
    definition: {en: d, fr: ""}
  - id: Big
    kind: goal
    label: {en: a, fr: b}
    claim: {en: c, fr: c}
    definition: {en: d, fr: d}
    emotion: 3
    colour: red
  - {id: fine, kind: goal, label: {en: a, fr: b}, claim: {en: c, fr: c}, definition: {en: d, fr: d}}
""")
    with pytest.raises(InputError) as caught:
        YamlFile(path).model(Codebook)
    assert sorted((p.where.removeprefix(f"{path}:"), p.what.split(":")[0]) for p in caught.value.problems) == [
        ("13", "codes.1.emotion"),
        ("14", "codes.1.colour"),
        ("4", "codes.0.kind"),
        ("5", "codes.0.label.fr"),
        ("7", "codes.0.definition.fr"),
        ("8", "codes.1.id"),
    ]


def test_what_is_allowed_is_told_where_there_is_a_choice(file):
    texts = "label: {en: a, fr: a}, claim: {en: a, fr: a}, definition: {en: a, fr: a}"
    path = file(f"version: '1'\ncodes:\n  - {{id: a, kind: goall, {texts}}}\n")
    with pytest.raises(InputError, match="'goal', 'need', 'motivation'"):
        YamlFile(path).model(Codebook)


def test_a_long_value_is_not_shown_whole(file):
    path = file("version: '1'\ncodes: " + "x" * 5000)
    with pytest.raises(InputError) as caught:
        YamlFile(path).model(Codebook)
    assert len(str(caught.value)) < 400


def test_the_place_of_a_value_is_the_line_of_its_key(file):
    path = file("a:\n  - b: 1\n    c:\n      d: 2\n  - b: 3\n")
    yaml = YamlFile(path)
    lines = {
        ("a",): 1,
        ("a", 0, "c"): 3,
        ("a", 0, "c", "d"): 4,
        ("a", 1): 5,
        ("a", 1, "b"): 5,
        ("a", 1, "z"): 5,
        (): 1,
        ("z",): 1,
    }
    assert {place: int(yaml.where(place).removeprefix(f"{path}:")) for place in lines} == lines


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\nb: \x07\n",
        "a: !!int abc\n",
        "a: !!float abc\n",
    ],
    ids=["a control character", "no integer", "no number"],
)
def test_a_value_yaml_itself_cannot_make_is_refused(file, text):
    assert _problem(file(text)).where


def test_a_code_defined_twice_is_named_with_its_line(file):
    code = (
        "  - {{id: {0}, kind: goal, label: {{en: a, fr: a}}, claim: {{en: a, fr: a}}, definition: {{en: a, fr: a}}}}\n"
    )
    path = file("version: '1'\ncodes:\n" + "".join(map(code.format, ["price", "friend", "price"])))
    with pytest.raises(InputError, match=rf"{path}:5: .*price"):
        YamlFile(path).model(Codebook)


def test_one_fault_is_told_once(file):
    path = file("version: '1'\ncodes:\n  - {id: a, kind: goal, label: {en: a, fr: a}, claim: {en: a, fr: a}}\n")
    with pytest.raises(InputError) as caught:
        YamlFile(path).model(Codebook)
    assert [p.what for p in caught.value.problems] == ["codes.0.definition: Field required"]
