"""The garbage collector rests for a while and is left as it was."""

from __future__ import annotations

import gc

import pytest

from workbench.reading.calm import calm


@pytest.mark.parametrize("was_on", [True, False])
def test_the_collector_rests_and_is_left_as_it_was(was_on):
    before = gc.isenabled()
    (gc.enable if was_on else gc.disable)()
    try:
        with pytest.raises(KeyError), calm():
            raise KeyError(gc.isenabled())
        assert gc.isenabled() == was_on
        with calm():
            assert not gc.isenabled()
        assert gc.isenabled() == was_on
    finally:
        (gc.enable if before else gc.disable)()
