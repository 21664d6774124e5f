"""Buffers hand out the same memory again, and never too little of it."""

import numpy as np

from nnweb.ops.buffers import MOST_VIEWS, Buffers

F = np.float32


def test_the_same_name_and_shape_give_the_very_same_array():
    buffers = Buffers()
    first = buffers.take("y", (4, 3), F)
    assert first.shape == (4, 3)
    assert first.dtype == F
    assert buffers.take("y", (4, 3), F) is first
    assert buffers.take("dx", (4, 3), F) is not first


def test_fewer_rows_are_a_view_of_the_same_memory():
    buffers = Buffers()
    whole = buffers.take("y", (4, 3), F)
    part = buffers.take("y", (2, 3), F)
    assert part.base is whole
    assert buffers.take("y", (2, 3), F) is part
    assert buffers.take("y", (4, 3), F) is whole


def test_more_rows_other_columns_or_another_dtype_make_it_anew():
    buffers = Buffers()
    whole = buffers.take("y", (4, 3), F)
    buffers.take("y", (2, 3), F)
    assert buffers.take("y", (5, 3), F).shape == (5, 3)
    assert not np.shares_memory(buffers.take("y", (2, 3), F), whole)  # no view of the old one is left
    assert buffers.take("y", (5, 4), F).shape == (5, 4)
    assert buffers.take("y", (5, 4), np.float64).dtype == np.float64


def test_views_of_many_shapes_are_not_hoarded():
    buffers = Buffers()
    whole = buffers.take("y", (MOST_VIEWS + 9, 1), F)
    for rows in range(1, MOST_VIEWS + 9):
        assert np.shares_memory(buffers.take("y", (rows, 1), F), whole)
    assert len(buffers._views) <= MOST_VIEWS
