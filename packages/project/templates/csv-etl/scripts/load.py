"""Writes the report."""

import argparse
import csv
import io
import json
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
    customers = list(csv.DictReader(io.StringIO(read_text(options.source))))
    best = max(customers, key=lambda customer: float(customer["amount"]))
    report = {
        "customers": len(customers),
        "orders": sum(int(customer["orders"]) for customer in customers),
        "amount": round(sum(float(customer["amount"]) for customer in customers), 2),
        "best_customer": best["customer"],
    }
    write_text(options.target, json.dumps(report, indent=2) + "\n")
    print(f"{report['orders']} orders worth {report['amount']}, wrote {options.target}")


if __name__ == "__main__":
    main()
