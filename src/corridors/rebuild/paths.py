"""The shortest path through a graph given as a sparse matrix of costs."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra


def shortest_path(costs: csr_matrix[np.float64], first: int, last: int) -> list[int]:
    """Find the cheapest way from one vertex to another (Dijkstra).

    Parameters
    ----------
    costs
        Cost of each edge, stored once in either direction.
    first, last
        Numbers of vertices.

    Returns
    -------
    list of int
        Vertices in order, both ends included; empty if nothing joins the two.
    """
    _, before = dijkstra(costs, directed=False, indices=[first], return_predecessors=True)
    path = [last]
    while path[-1] != first:
        step = int(before[0, path[-1]])
        if step < 0:
            return []
        path.append(step)
    return path[::-1]
