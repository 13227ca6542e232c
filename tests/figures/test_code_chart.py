"""How many participants hold each code."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from workbench.figures.codes import code_chart
from workbench.language import Speech
from workbench.model.codebook import Code, Codebook
from workbench.model.label import Label


def both(text):
    return Label(en=text, fr=text)


def chart(*labels, holding=None):
    """Draw a chart of five people and codes with these labels, all held by nobody unless it is said."""
    codes = [
        Code(id=f"code_{i}", kind="goal", label=both(label), claim=both("c"), definition=both("d"))
        for i, label in enumerate(labels)
    ]
    held = [[i < n for n in holding or [0] * len(labels)] for i in range(5)]
    table = pd.DataFrame(held, columns=[code.id for code in codes])
    return code_chart(table, Codebook(version="1", codes=tuple(codes)), 5, Speech("en"))


def test_codes_stand_from_the_most_held_to_the_least_and_then_by_name():
    rows = chart("rain", "wind", "hail", "snow", holding=[1, 3, 1, 0]).table[1:]
    assert [row[0] for row in rows] == ["wind", "hail", "rain", "snow"]


def test_the_table_counts_people_out_of_all():
    assert chart("rain", holding=[4]).table[1] == ("rain", "4\u00a0of\u00a05")


def test_the_finding_names_the_code_most_held():
    figure = chart("rain", "wind", holding=[1, 3])
    assert "wind" in figure.alt
    assert "3" in figure.alt


def test_a_codebook_of_one_code_that_nobody_holds_can_be_drawn(parsed):
    parsed(chart("rain").svg)


@pytest.mark.parametrize("name", ["Cost under $50 or over $100", "10 % off $20_a^b$"])
def test_a_dollar_sign_in_a_label_is_a_dollar_sign(parsed, name):
    texts = parsed(chart(name).svg).iter("{http://www.w3.org/2000/svg}text")
    assert name in {"".join(text.itertext()) for text in texts}


def test_another_process_draws_the_same_bytes():
    script = (
        "import hashlib, sys; sys.path.insert(0, sys.argv[1]); from test_code_chart import chart;"
        "print(hashlib.sha256(chart('rain', 'wind', holding=[1, 3]).svg.encode()).hexdigest())"
    )
    other = subprocess.run(
        [sys.executable, "-c", script, Path(__file__).parent],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "2"},
    )
    assert other.stdout.strip() == hashlib.sha256(chart("rain", "wind", holding=[1, 3]).svg.encode()).hexdigest()
