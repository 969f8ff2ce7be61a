"""Kills website, worker and all they started, again and again, and looks what is left.

    bin/bench kills              twenty-six kills, seeded; about six minutes
    bin/bench kills --seed 7     at other moments

A real install: `onderling serve` on a folder of its own. It is killed while a list of 3,000
people comes in, while places are divided and published, and while 400 mails go to a server that
says "later", loses answers, and is away for an hour. After each kill it is started again.
"""

import argparse
import sys
import tempfile
import threading
from pathlib import Path

from benchmarks.kills import deeds
from benchmarks.kills.install import Install
from benchmarks.seeded import seeded
from benchmarks.site import within
from benchmarks.web.importing import Site
from tests.postbox import Postbox


def main() -> int:
    asked = argparse.ArgumentParser(prog="bin/bench kills", description=__doc__)
    asked.add_argument("--seed", type=int, default=1)
    chosen = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="onderling-kills.") as folder, Postbox() as postbox:
        threading.Thread(target=postbox.serve_forever, daemon=True).start()
        data = Path(folder)
        world = within(data, "benchmarks.kills.world", demo=False)
        slug, session = world.make()
        install = Install(data, postbox.server_address[1], seeded(chosen.seed))
        lists = within(data, "benchmarks.web.lists", demo=False)
        drill = deeds.Drill(install, Site(install.port, session), world, slug)
        try:
            install.start()
            drill.read_in(lists.people())
            drill.divide()
            drill.publish()
            drill.mail(postbox)
        finally:
            install.kill_now()
        postbox.shutdown()
    say = sys.stdout.write
    say(f"{'part':<11} kills  seen after each kill, and at the end\n")
    for part, kills, seen in drill.table:
        say(f"{part:<11} {kills:>5}  {seen}\n")
    starts = sorted(install.starts)
    say(
        f"{install.kills} kills with seed {chosen.seed}; back after"
        f" {starts[len(starts) // 2]:.1f} s, at most {starts[-1]:.1f} s;"
        f" {len(drill.wrong)} things wrong\n"
    )
    for text in drill.wrong:
        say(f"  {text}\n")
    return 1 if drill.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
