"""Checks the orders and keeps the sound ones."""

import argparse
import csv
import io
from pathlib import Path

COLUMNS = ["order_id", "customer", "country", "amount", "ordered_on"]

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



def is_sound(order):
    """An order counts when it has a customer and an amount that is a number."""
    try:
        float(order["amount"])
    except ValueError:
        return False
    return order["customer"] != ""


def main():
    options = arguments()
    orders = list(csv.DictReader(io.StringIO(read_text(options.source))))
    sound = [order for order in orders if is_sound(order)]
    table = io.StringIO()
    writer = csv.DictWriter(table, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(sound)
    write_text(options.target, table.getvalue())
    print(f"kept {len(sound)} of {len(orders)} orders, wrote {options.target}")


if __name__ == "__main__":
    main()
