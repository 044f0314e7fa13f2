"""A second client: boto3, as users of AWS know it, against the embedded endpoint that the environment names.

Usage: `python client --list` prints the promises as JSON, {name: words}; `python client` keeps them one after the other
and prints {name: "kept" or the traceback}. Whatever a check leaves behind, it leaves under names of its own.
"""

import inspect
import json
import sys
import traceback

import glue_checks
import run_checks
import s3_checks
import service_checks
import support

MODULES = (service_checks, s3_checks, glue_checks, run_checks)


def promises():
    for module in MODULES:
        for name, function in vars(module).items():
            if name.startswith("check_"):
                yield name, function


def keep(function):
    try:
        function()
        return "kept"
    except Exception:
        return traceback.format_exc()


if sys.argv[1:] == ["--list"]:
    print(json.dumps({name: inspect.getdoc(function) for name, function in promises()}))
else:
    support.fresh_bucket(support.SCRIPTS)
    print(json.dumps({name: keep(function) for name, function in promises()}))
