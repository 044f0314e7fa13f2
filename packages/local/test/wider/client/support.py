"""The clients, and how the checks speak."""

import datetime
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

glue = boto3.client("glue")
# A name of a host for each bucket cannot be resolved on every machine.
s3 = boto3.client("s3", config=Config(s3={"addressing_style": "path"}))
sts = boto3.client("sts")
tagging = boto3.client("resourcegroupstaggingapi")

ROLE = "arn:aws:iam::123456789012:role/glue"
SCRIPTS = "scripts"


def same(actual, expected):
    assert actual == expected, f"{actual!r} is not {expected!r}"


def is_time(value):
    assert isinstance(value, datetime.datetime) and value.tzinfo is not None, f"{value!r} is no time with a zone"


def refused(call, **arguments):
    """The code and the message with which a call is refused."""
    try:
        call(**arguments)
    except ClientError as error:
        return error.response["Error"]["Code"], error.response["Error"].get("Message", "")
    raise AssertionError("the call was answered, not refused")


def until(what, condition, seconds=60):
    """The first true answer of a condition that is asked over and over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.05)
    raise AssertionError("not in time: " + what)


def fresh_bucket(name):
    s3.create_bucket(Bucket=name)
    return name


def body_of(bucket, key, **arguments):
    return s3.get_object(Bucket=bucket, Key=key, **arguments)["Body"].read()


def make_job(name, **changes):
    command = {"Name": "pythonshell", "ScriptLocation": f"s3://{SCRIPTS}/{name}.py", "PythonVersion": "3.9"}
    glue.create_job(**{"Name": name, "Role": ROLE, "Command": command, **changes})
    return name
