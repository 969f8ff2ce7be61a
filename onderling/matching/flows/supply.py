"""What a flow solver is asked: arcs with room and cost, nodes that give or take."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onderling.matching.network.graph import Numbers


class NoFlow(Exception):
    """No circulation keeps to all lower and upper limits."""


class TooLarge(Exception):
    """The numbers do not fit: costs times nodes pass 64 bits."""


@dataclass(frozen=True)
class Supply:
    """Arrays of one length per arc: from, to, how much fits, what each unit costs.

    `supply` per node: above zero it gives so much, below zero it takes.
    """

    tail: NDArray[np.int32]
    head: NDArray[np.int32]
    room: Numbers
    cost: Numbers
    supply: Numbers
