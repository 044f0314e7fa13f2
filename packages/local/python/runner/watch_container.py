"""First process of a run's container: starts the script, and ends it when the endpoint says so or is gone.

Usage: watch_container.py GRACE LAUNCHER RUN_FILE: the seconds between SIGTERM and SIGKILL, and what is started. The
end of the standard input says that the run is to end; docker closes it with the endpoint, even after kill -9. Of the
run file it reads {started, work}: the file to make before the script, and a folder of the container that the script
starts in, with files to copy there. Written for the oldest Python of AWS's images, 3.7.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from urllib.parse import urlsplit


def unreachable():
    """Why the endpoint is not reached from here, or None."""
    address = urlsplit(os.environ["AWS_ENDPOINT_URL"])
    try:
        socket.create_connection((address.hostname, address.port), 30).close()
        return None
    except OSError as error:
        return "the container does not reach the endpoint at " + address.geturl() + ": " + str(error)


def fail(job, message):
    print("gluepipeline: " + message, file=sys.stderr)
    with open(job["failure"], "w", encoding="utf-8") as out:
        json.dump({"message": message}, out)
    sys.exit(1)


def make_work_folder(work):
    os.makedirs(work["folder"], exist_ok=True)
    for name in os.listdir(work["files"]):
        shutil.copy(os.path.join(work["files"], name), work["folder"])
    os.chdir(work["folder"])


def signal_group(child, number):
    try:
        os.killpg(child.pid, number)
    except OSError:
        pass  # all of it is gone


def end_with_endpoint(child, grace):
    while sys.stdin.buffer.read(4096):
        pass
    signal_group(child, signal.SIGTERM)
    try:
        child.wait(grace)
    except subprocess.TimeoutExpired:
        signal_group(child, signal.SIGKILL)


def main():
    grace, command = float(sys.argv[1]), sys.argv[2:]
    with open(command[-1], encoding="utf-8") as source:
        job = json.load(source)
    open(job["started"], "w").close()
    problem = unreachable()
    if problem:
        fail(job, problem)
    if job["work"]:
        make_work_folder(job["work"])

    child = subprocess.Popen([sys.executable, *command], stdin=subprocess.DEVNULL, start_new_session=True)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda number, _: signal_group(child, number))
    threading.Thread(target=end_with_endpoint, args=(child, grace), daemon=True).start()
    code = child.wait()
    # Whatever the script left running belongs to the run and ends with it.
    signal_group(child, signal.SIGKILL)
    # Past the thread that still reads: a plain exit would wait for its lock on the standard input.
    os._exit(code if code >= 0 else 128 - code)


main()
