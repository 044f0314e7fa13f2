"""Runs a job's script as __main__ and records why it failed.

Usage: launch.py RUN_FILE, a JSON object {script, argv, failure, owned, wheels, places?, install?}: the script's path, its
arguments, where to write the failure, the folders whose files count as the user's own, the wheels to unpack ({file,
into}), in a container also what goes on Python's path and the packages that pip is to install ({packages, options,
into}). Arguments come by file because they may be larger than a command line takes and should not be seen in `ps`.
Written for the oldest Python of AWS's images, 3.7.
"""

import builtins
import importlib
import json
import os
import subprocess
import sys
import traceback
import types
import zipfile

MESSAGE_LIMIT = 2048


def name_of(error):
    kind = type(error)
    plain = kind.__module__ in ("builtins", "__main__")
    return kind.__qualname__ if plain else kind.__module__ + "." + kind.__qualname__


def message_of(error):
    try:
        text = str(error)
    except Exception:  # a script's own broken __str__ must not hide the failure
        text = ""
    return (name_of(error) + ": " + text if text else name_of(error))[:MESSAGE_LIMIT]


def own_frame(error, owned):
    """File name and line of the deepest frame in the user's own files, or None."""

    def is_own(path):
        return any(path.startswith(folder + os.sep) for folder in owned)

    # A text that a library was given to read may be no Python either: then the line that asked for it counts.
    if isinstance(error, SyntaxError) and error.lineno and is_own(str(error.filename)):
        return {"file": os.path.basename(error.filename), "line": error.lineno}
    found = None
    for frame, line in traceback.walk_tb(error.__traceback__):
        if is_own(frame.f_code.co_filename):
            found = {"file": os.path.basename(frame.f_code.co_filename), "line": line}
    return found


def record(path, message, frame):
    with open(path, "w", encoding="utf-8") as out:
        json.dump({"message": message, "frame": frame}, out)


def without_launcher(error):
    """The traceback as the script alone would have printed it."""
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename == __file__:
        trace = trace.tb_next
    return error.with_traceback(trace)


def unpack(wheels):
    """Wheels need folders: data files and compiled modules are not found in an archive."""
    for wheel in wheels:
        try:
            with zipfile.ZipFile(wheel["file"]) as archive:
                archive.extractall(wheel["into"])
        except (zipfile.BadZipFile, OSError) as error:
            raise ImportError(os.path.basename(wheel["file"]) + " is no wheel: " + str(error)) from error
    if wheels:
        # Python has looked for the folders when it started, before they were there.
        importlib.invalidate_caches()


def install(wanted):
    """Into a folder of its own, which goes with the container; what pip says is for the error log."""
    pip = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    done = subprocess.run(
        [*pip, "--target", wanted["into"], *wanted["options"], *wanted["packages"]], stdout=sys.stderr.fileno()
    )
    if done.returncode != 0:
        raise ImportError("pip could not install " + ", ".join(wanted["packages"]) + " (--additional-python-modules)")
    importlib.invalidate_caches()


def add_places(places):
    """As PYTHONPATH would have it, for this process and for those that it starts, Spark's workers too."""
    sys.path[1:1] = places
    os.environ["PYTHONPATH"] = os.pathsep.join([*places, *filter(None, [os.environ.get("PYTHONPATH")])])


def run(path):
    with open(path, "rb") as source:
        code = compile(source.read(), path, "exec")
    main = types.ModuleType("__main__")
    main.__dict__.update(__file__=path, __builtins__=builtins, __cached__=None, __package__=None)
    # In place of the launcher, so that pickling and multiprocessing find the script's own names.
    sys.modules["__main__"] = main
    exec(code, main.__dict__)


def main():
    with open(sys.argv[1], encoding="utf-8") as source:
        job = json.load(source)
    sys.argv = [job["script"], *job["argv"]]
    sys.path[0] = os.path.dirname(job["script"])
    process = os.getpid()
    try:
        unpack(job["wheels"])
        if job.get("install"):
            install(job["install"])
        if job.get("places"):
            add_places(job["places"])
        run(job["script"])
    except SystemExit as error:
        without_launcher(error)
        if error.code not in (None, 0) and os.getpid() == process:
            record(job["failure"], message_of(error), own_frame(error, job["owned"]))
        raise
    except BaseException as error:
        without_launcher(error)
        # A forked child that fails comes here too; only the run's own process may name the run's failure.
        if os.getpid() == process:
            record(job["failure"], message_of(error), own_frame(error, job["owned"]))
        # Last, because a script may have closed stderr.
        traceback.print_exception(type(error), error, error.__traceback__)
        sys.exit(1)


launcher = sys.modules["__main__"]  # kept alive: its functions are still needed after `run` replaces it
main()
