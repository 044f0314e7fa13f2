"""Reads or cleans one table of the shops; here it only leaves a mark, and cleaning needs the mark of reading."""

import argparse
from pathlib import Path

parser = argparse.ArgumentParser()
parser.add_argument("--table", required=True)
parser.add_argument("--step", choices=["extract", "clean"], required=True)
args, _ = parser.parse_known_args()  # Glue passes arguments of its own as well

work = Path("work")
work.mkdir(exist_ok=True)
if args.step == "clean" and not (work / f"extract-{args.table}").exists():
    raise SystemExit(f"{args.table} is cleaned before it was read")
(work / f"{args.step}-{args.table}").write_text("done\n")
