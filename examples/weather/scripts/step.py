"""One step of the forecast: waits for what it is made of, and leaves a mark of its own."""

import argparse
from pathlib import Path

parser = argparse.ArgumentParser()
parser.add_argument("--step", required=True, help="what this job makes")
parser.add_argument("--needs", default="", help="what must be there before, separated by commas")
args, _ = parser.parse_known_args()  # Glue passes arguments of its own as well

work = Path("work")
work.mkdir(exist_ok=True)
missing = [need for need in args.needs.split(",") if need and not (work / need).exists()]
if missing:
    raise SystemExit(f"{args.step} started too early: {', '.join(missing)} is missing")
(work / args.step).write_text("done\n")
