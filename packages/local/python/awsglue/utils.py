"""getResolvedOptions as Glue scripts know it."""

import argparse
import os

BOOKMARK_CHOICES = ("job-bookmark-enable", "job-bookmark-disable", "job-bookmark-pause")
BOOKMARK_OPTIONS = ("job-bookmark-option", "job-bookmark-from", "job-bookmark-to")
# Glue passes these itself, so they are parsed whether or not a script declares them.
ALWAYS_PARSED = (
    "JOB_ID",
    "JOB_RUN_ID",
    "SECURITY_CONFIGURATION",
    "encryption-type",
    "enable-data-lineage",
)
TEMP_DIRS = ("RedshiftTempDir", "TempDir")


class GlueArgumentError(Exception):
    """The job's arguments do not fit what the script declares."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message


class _Parser(argparse.ArgumentParser):
    def error(self, message):
        # argparse would end the process here; Glue raises, so that a script can answer.
        raise GlueArgumentError(message)


def _abbreviations_allowed():
    """Up to Glue 5.1 a prefix of a declared option matches it; from 6.0 it does not."""
    version = os.environ.get("GLUEPIPELINE_GLUE_VERSION", "")
    major = version.split(".")[0]
    return not (major.isdigit() and int(major) >= 6)


def getResolvedOptions(args, options):
    """The declared options and Glue's own, by name with underscores, from a list like sys.argv."""
    reserved = [name for name in options if name in BOOKMARK_OPTIONS]
    if reserved:
        raise RuntimeError("reserved by Glue, not to be declared: " + ", ".join(reserved))

    parser = _Parser(allow_abbrev=_abbreviations_allowed())
    parser.add_argument("--job-bookmark-option", choices=BOOKMARK_CHOICES, default="job-bookmark-disable")
    for name in BOOKMARK_OPTIONS[1:] + ALWAYS_PARSED + TEMP_DIRS:
        parser.add_argument("--" + name)
    for name in options:
        if name not in TEMP_DIRS:
            parser.add_argument("--" + name, required=True)

    parsed = vars(parser.parse_known_args(args[1:])[0])
    _check_bookmark_range(parsed)
    parsed["TempDir"] = parsed["TempDir"] if parsed["TempDir"] is not None else parsed["RedshiftTempDir"]
    parsed["RedshiftTempDir"] = parsed["RedshiftTempDir"] if parsed["RedshiftTempDir"] is not None else parsed["TempDir"]
    return parsed


def _check_bookmark_range(parsed):
    if parsed["job_bookmark_option"] != "job-bookmark-pause":
        return
    if (parsed["job_bookmark_from"] is None) != (parsed["job_bookmark_to"] is None):
        raise GlueArgumentError("--job-bookmark-from and --job-bookmark-to must be given together")
