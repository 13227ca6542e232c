import numpy as np
import pytest

from workbench.errors import InputError
from workbench.model.respondents import Variable
from workbench.reading.survey import read_survey

VARIABLES = [
    Variable("likes", "binary"),
    Variable("spent", "numeric"),
    Variable("visits", "ordinal", ("never", "often")),
    Variable("region", "nominal", describes=True),
]
TEXT = "name;likes;spent;visits;region\nAnna;Yes;1,5;never;N\nBo;No;;often;S\nCy;NA;2;;N\n"


@pytest.fixture
def survey(tmp_path):
    def write(text, encoding="utf-8"):
        path = tmp_path / "survey.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_answers_are_read_whatever_parts_them_and_missing_ones_stay_missing(survey, encoding, delimiter):
    table, notices = read_survey(survey(TEXT.replace(";", delimiter), encoding), VARIABLES, decimal=",")
    assert table.ids == ("2", "3", "4")
    assert table.variables[0].levels == ("No", "Yes")
    np.testing.assert_array_equal(table.columns["likes"], [1, 0, np.nan])
    np.testing.assert_array_equal(table.columns["spent"], [1.5, np.nan, 2])
    np.testing.assert_array_equal(table.columns["visits"], [0, 1, np.nan])
    assert [variable.name for variable in table.answering] == ["likes", "spent", "visits"]
    assert [(notice.key, notice.values["columns"]) for notice in notices] == [("unread_columns", "name")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TEXT, "survey.csv:2: column spent: not a number; got 1,5"),
        (TEXT.replace("1,5", "1").replace("often", "daily"), "survey.csv:3: column visits: unknown level; got daily"),
        (TEXT.replace("1,5", "1").replace("NA", "Maybe"), "column likes: more than two answers"),
        (TEXT.replace("spent", "spend"), "missing column spent"),
        (TEXT.replace("1,5", "inf"), "survey.csv:2: column spent: not a number; got inf"),
        ("likes;spent;visits;region\n", "no respondents"),
        (TEXT + "Di;Yes\n", "survey.csv:5: wrong number of cells"),
    ],
)
def test_what_does_not_fit_is_said_with_its_line(survey, text, said):
    with pytest.raises(InputError, match=said):
        read_survey(survey(text), VARIABLES)


@pytest.mark.parametrize(
    ("variable", "cells", "said"),
    [
        (Variable("q", "count"), ["-1"], "not a count"),
        (Variable("q", "count"), ["1.5"], "not a count"),
        (Variable("q", "numeric", shape="log"), ["0"], "has no logarithm"),
        (Variable("q", "ordinal"), ["low", "high"], "the order of its levels is not known"),
        (Variable("q", "nominal"), [f"answer {i}" for i in range(51)], "looks like an open question"),
        (Variable("q", "binary", ("a", "b", "c")), ["a"], "a binary variable has two levels"),
        (Variable("q", "nominal", shape="log"), ["a"], "only numbers have a shape"),
        (Variable("q", "nominal", ("a", "a")), ["a"], "a level is named twice"),
    ],
)
def test_kinds_hold_what_they_declare(survey, variable, cells, said):
    with pytest.raises(InputError, match=said):
        read_survey(survey("q,z\n" + "".join(f"{cell},1\n" for cell in cells)), [variable])


def test_many_wrong_cells_are_counted_not_all_told(survey):
    with pytest.raises(InputError) as caught:
        read_survey(survey("q,z\n" + "x,1\n" * 500), [Variable("q", "numeric")])
    assert len(caught.value.problems) == 21
    assert "480 more like it" in str(caught.value)
