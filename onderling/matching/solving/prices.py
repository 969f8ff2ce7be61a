"""The prices of a flow: what one more unit of each row would be worth."""

from onderling.matching.flows.flow import Circulation
from onderling.matching.network.graph import HUB, Network
from onderling.matching.result import Price


def prices(network: Network, best: Circulation) -> tuple[Price, ...]:
    """The price of every row with one, in order; nothing when rows count more than heads.

    The dual values of the flow: on a full arc its slack, on an arc at a minimum what each
    person there costs (below zero). With them the bound of the flow can be computed again by
    anybody: see `certificate`.
    """
    if not network.unit:
        return ()
    slack, graph = best.slack, best.graph
    found = []
    for arc, rows in network.rows.items():
        price = int(slack[arc])
        if price == 0 or (price < 0 and graph.low[arc] == 0):
            continue
        edge = int(graph.high[arc] if price > 0 else graph.low[arc])
        for row in rows:
            if row.edge == edge and row.lower == (price < 0):
                found.append(Price(row.rule, row.about, price))
                break
    for organisation, node in network.home.items():
        if price := int(best.potential[node] - best.potential[HUB]):
            found.append(Price("balance", (organisation,), price))
    return tuple(sorted(found))
