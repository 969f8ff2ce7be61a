"""The part of a problem that is a flow: recognised from the rules, with the rest named."""

from onderling.matching.network.build import network
from onderling.matching.network.graph import Graph, Network
from onderling.matching.network.sessions import Impossible

__all__ = ["Graph", "Impossible", "Network", "network"]
