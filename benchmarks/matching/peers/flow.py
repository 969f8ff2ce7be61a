"""networkx: the cheapest flow, without minimums, which a flow cannot state (Ahuja, 1993)."""

import networkx as nx

from benchmarks.matching.peers.day import Day, Seats

START, END = "start", "end"


def cheapest(day: Day) -> Seats:
    """Network simplex; each person, each of their rounds and each session is a node."""
    graph = nx.DiGraph()
    for person, most in day.most.items():
        # The first seat of each person has an arc of its own, worth more than the others.
        graph.add_edge(START, ("first", person), capacity=1, weight=-day.first_seat)
        graph.add_edge(("first", person), person, capacity=1, weight=0)
        graph.add_edge(START, person, capacity=most - 1, weight=0)
    for person, session, points in day.ranked():
        hour = (person, day.round[session])
        graph.add_edge(person, hour, capacity=1, weight=0)
        graph.add_edge(hour, ("in", session), capacity=1, weight=-points)
    for session, room in day.room.items():
        graph.add_edge(("in", session), END, capacity=room, weight=0)
    # A seat nobody needs may stay empty: what is too much goes straight to the end.
    graph.add_edge(START, END, capacity=sum(day.most.values()), weight=0)
    graph.nodes[START]["demand"] = -sum(day.most.values())
    graph.nodes[END]["demand"] = sum(day.most.values())
    _, flow = nx.network_simplex(graph)
    return {
        (person, session)
        for person, session, _ in day.ranked()
        if flow[person, day.round[session]].get(("in", session))
    }
