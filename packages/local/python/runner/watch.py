"""Leader of a run's process group: starts the script, and ends the whole group when the endpoint is gone.

Usage: watch.py LAUNCHER RUN_FILE, with a pipe from the endpoint on fd 3. A separate process, because a script may
block signals or hold the interpreter for as long as it likes. Needs nothing but the standard library.
"""

import json
import os
import signal
import subprocess
import sys
import threading

CONTROL = 3


def end_group():
    os.killpg(0, signal.SIGKILL)


def end_group_with_endpoint():
    """Blocks until the endpoint closes its end, which the kernel does for it even after kill -9."""
    try:
        while os.read(CONTROL, 4096):
            pass
    except OSError:
        pass
    end_group()


def main():
    if os.getpgid(0) != os.getpid():
        sys.exit("watch.py must lead its own process group")
    # A handler rather than SIG_IGN: the script must start with the default, and exec keeps what is ignored.
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: None)
    threading.Thread(target=end_group_with_endpoint, daemon=True).start()

    child = subprocess.Popen([sys.executable, *sys.argv[1:]], stdin=subprocess.DEVNULL)
    code = child.wait()
    try:
        os.write(CONTROL, (json.dumps({"exit": code}) + "\n").encode())
    except OSError:
        pass
    # Whatever the script left running belongs to the run and ends with it.
    end_group()


main()
