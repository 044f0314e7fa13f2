"""Says where it runs."""

import argparse

parser = argparse.ArgumentParser()
parser.add_argument("--bucket", required=True)
args, _ = parser.parse_known_args()  # Glue passes arguments of its own as well
print(f"reports go to {args.bucket}")
