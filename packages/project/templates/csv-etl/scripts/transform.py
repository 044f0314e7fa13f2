"""Sums orders by customer."""

import argparse
import csv
import io
from decimal import Decimal
from pathlib import Path


def read_text(place):
    """The text of a file, or of an object when the place is s3://bucket/key."""
    if place.startswith("s3://"):
        import boto3  # only here: a laptop without boto3 still works with files

        bucket, _, key = place[len("s3://"):].partition("/")
        return boto3.client("s3").get_object(Bucket=bucket, Key=key)["Body"].read().decode("utf-8")
    return Path(place).read_text(encoding="utf-8")


def write_text(place, text):
    """Writes a file, or an object when the place is s3://bucket/key."""
    if place.startswith("s3://"):
        import boto3

        bucket, _, key = place[len("s3://"):].partition("/")
        boto3.client("s3").put_object(Bucket=bucket, Key=key, Body=text.encode("utf-8"))
        return
    Path(place).parent.mkdir(parents=True, exist_ok=True)
    Path(place).write_text(text, encoding="utf-8")


def arguments():
    """--source and --target; Glue adds arguments of its own, which are passed over."""
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--source", required=True)
    parser.add_argument("--target", required=True)
    return parser.parse_known_args()[0]



def main():
    options = arguments()
    totals = {}
    for order in csv.DictReader(io.StringIO(read_text(options.source))):
        customer = totals.setdefault(order["customer"], {"orders": 0, "amount": Decimal(0)})
        customer["orders"] += 1
        customer["amount"] += Decimal(order["amount"])
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(["customer", "orders", "amount"])
    for name in sorted(totals):
        writer.writerow([name, totals[name]["orders"], totals[name]["amount"]])
    write_text(options.target, table.getvalue())
    print(f"summed {len(totals)} customers, wrote {options.target}")


if __name__ == "__main__":
    main()
