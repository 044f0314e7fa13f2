"""Puts both summaries into one text."""

import argparse
import csv
import io
from decimal import Decimal
from pathlib import Path


def read_text(place):
    """The text of a file, or of an object where the place is s3://bucket/key."""
    if place.startswith("s3://"):
        import boto3  # Glue has it; a laptop needs it only for s3:// places

        bucket, _, key = place[len("s3://"):].partition("/")
        return boto3.client("s3").get_object(Bucket=bucket, Key=key)["Body"].read().decode("utf-8")
    return Path(place).read_text(encoding="utf-8")


def write_text(place, text):
    """Writes a file, or an object where the place is s3://bucket/key."""
    if place.startswith("s3://"):
        import boto3

        bucket, _, key = place[len("s3://"):].partition("/")
        boto3.client("s3").put_object(Bucket=bucket, Key=key, Body=text.encode("utf-8"))
        return
    Path(place).parent.mkdir(parents=True, exist_ok=True)
    Path(place).write_text(text, encoding="utf-8")


def arguments(*names):
    """The named arguments of the job; Glue adds some of its own, which are passed over."""
    parser = argparse.ArgumentParser(allow_abbrev=False)
    for name in names:
        parser.add_argument(f"--{name}", required=True)
    return parser.parse_known_args()[0]


def section(title, place):
    rows = list(csv.reader(io.StringIO(read_text(place))))[1:]
    lines = [f"  {name:<12} {Decimal(amount):>8}" for name, amount in rows]
    return "\n".join([title, *lines])


def main():
    options = arguments("customers", "countries", "target")
    text = "\n\n".join([section("By customer", options.customers), section("By country", options.countries)])
    write_text(options.target, text + "\n")
    print(f"wrote {options.target}")


if __name__ == "__main__":
    main()
