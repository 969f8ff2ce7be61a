"""From a problem to its best outcome: a ladder of solvers, then ties, in a child process."""
