"""What holds for every figure, in both languages."""

import copy

from workbench.language import Speech

HOSTILE = "<script>alert('x')</script> & ]]> <b"


def test_a_figure_says_in_words_what_it_shows(study, draw, say):
    figure = draw(study, say)
    assert len(figure.alt) > 20
    assert len(figure.caption) > 20
    assert figure.alt.rstrip("\u201d»")[-1] in ".?!"


def test_the_picture_is_whole_xml_with_its_alternative_text(study, draw, say, parsed):
    figure = draw(study, say)
    picture = parsed(figure.svg)
    assert picture.tag == "{http://www.w3.org/2000/svg}svg"
    assert picture.get("role") == "img"
    assert picture.get("aria-label") == figure.alt


def test_the_table_has_one_header_and_rows_as_long_as_it(study, draw, say):
    header, *rows = draw(study, say).table
    assert rows
    assert len(header) >= 2
    assert {len(row) for row in rows} == {len(header)}
    assert all(isinstance(cell, str) and cell for row in (header, *rows) for cell in row)
    assert tuple(header) not in [tuple(row) for row in rows]


def test_the_same_results_give_the_same_bytes(study, draw, say):
    assert draw(study, say) == draw(study, say)


def test_drawing_changes_nothing_in_the_results(study, draw, say):
    before = copy.deepcopy((study.outcomes, study.what_ifs, study.maps, study.segments))
    draw(study, say)
    assert before == (study.outcomes, study.what_ifs, study.maps, study.segments)


def test_the_languages_differ_in_words_and_not_in_size(study, draw, parsed):
    english, french = (draw(study, Speech(language)) for language in ("en", "fr"))
    assert english.alt != french.alt
    assert english.caption != french.caption
    assert len(english.table) == len(french.table)
    one, other = (
        [part.tag for part in parsed(own.svg).iter() if part.tag[-5:] != "}text"] for own in (english, french)
    )
    assert one == other


def test_names_cannot_add_markup_to_the_picture_or_its_caption(study, draw, say, parsed, renamed):
    figure = draw(renamed(study, HOSTILE), say)
    picture = parsed(figure.svg)
    assert not [part for part in picture.iter() if part.tag.rpartition("}")[2] in ("script", "b")]
    assert picture.get("aria-label") == figure.alt
    assert "<script" not in figure.svg
    assert "<script" not in figure._repr_html_()


def test_names_reach_the_table_as_they_are(study, draw, say, renamed):
    plain = "Ann & Bob <3"
    assert plain in {cell for row in draw(renamed(study, plain), say).table for cell in row}


def test_the_picture_names_neither_the_machine_nor_the_day_nor_the_program(study, draw, say, parsed, monkeypatch):
    for name in ("platform.node", "socket.gethostname"):
        monkeypatch.setattr(name, lambda: "the-machine-here")
    figure = draw(study, say)
    tags = {part.tag.rpartition("}")[2] for part in parsed(figure.svg).iter()}
    assert not tags & {"date", "creator", "format"}
    assert "matplotlib.org" not in figure.svg
    assert "the-machine-here" not in figure.svg


def test_nothing_is_fetched_from_elsewhere(study, draw, say, parsed):
    links = [
        value
        for part in parsed(draw(study, say).svg).iter()
        for key, value in part.attrib.items()
        if key.rpartition("}")[2] in ("href", "src")
    ]
    assert all(link.startswith("#") for link in links)
