"""A persona's own outline."""

from workbench.figures.shapes import OUTLINES, outline


def test_six_personas_have_six_shapes_and_then_they_come_again(parsed):
    shapes = [outline(f"p{i}") for i in range(1, 13)]
    assert len(set(shapes[:6])) == len(OUTLINES) == 6
    assert shapes[6:] == shapes[:6]
