#!/usr/bin/env python3
"""Behaves as the `docker` command does where the runner asks it, and notes every call beside itself.

A container is a copy of the run's folder and a process. Files beside it say how the engine is: `down`, `desktop`,
`new`, `images` (a name a line), `pull-fails`, `pull-waits`, `ps-waits`, `run-fails`, `isolated`.
"""

import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
CONTAINERS = os.path.join(HERE, "containers")
DOWN = "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?"


def beside(name):
    return os.path.join(HERE, name)


def there(name):
    return os.path.exists(beside(name))


def say(code, text):
    print(text, file=sys.stderr)
    sys.exit(code)


def tree(pid):
    pairs = [line.split() for line in subprocess.check_output(["ps", "-e", "-o", "pid=,ppid="], text=True).splitlines()]
    found = [pid]
    for parent in found:
        found += [int(child) for child, above in pairs if int(above) == parent]
    return found


def end(name):
    try:
        with open(os.path.join(CONTAINERS, name)) as source:
            pids = tree(json.load(source)["pid"])
        os.unlink(os.path.join(CONTAINERS, name))
    except FileNotFoundError:
        return
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass


def options(words):
    flags = {"--rm": 0, "--init": 0, "--interactive": 0}
    taken = {"--mount": [], "--env": [], "--label": [], "--name": [], "--network": [], "--workdir": []}
    while words[0].startswith("-"):
        word = words.pop(0)
        if word in flags:
            flags[word] += 1
        elif word in taken:
            taken[word].append(words.pop(0))
        else:
            say(125, "unknown flag: " + word + "\n\nRun 'docker run --help' for more information")
    assert all(flags.values()), flags
    return taken, words


def run(words):
    taken, (image, *command) = options(words)
    with open(beside("images")) as source:
        assert image in source.read().split()
    if there("run-fails"):
        say(125, "docker: Error response from daemon: no space left on device\n\nRun 'docker run --help' for more information")
    root = tempfile.mkdtemp(dir=HERE)
    mounts = {}
    for text in taken["--mount"]:
        # Docker reads it as a line of CSV.
        fields = dict(field.partition("=")[::2] for field in next(csv.reader(io.StringIO(text, newline=""))))
        if not os.path.isdir(fields["source"]):
            say(125, "docker: Error response from daemon: bind source path does not exist: " + fields["source"])
        mounts[fields["target"]] = fields["source"]
    inner = os.path.join(root, "gluepipeline", "run")
    shutil.copytree(mounts["/gluepipeline/run"], inner)
    os.symlink(mounts["/gluepipeline/notes"], os.path.join(root, "gluepipeline", "notes"))
    # What the image's own user could not do.
    for folder, _, names in os.walk(mounts["/gluepipeline/run"]):
        for each in names if "runner" in folder or "script" in folder or "modules" in folder or "work" in folder else []:
            assert os.stat(os.path.join(folder, each)).st_mode & 0o004, each
    assert os.stat(mounts["/gluepipeline/notes"]).st_mode & 0o002

    def moved(text):
        return re.sub(r"(/tmp)?/gluepipeline/", lambda match: root + match.group(0), text)

    run_file = os.path.join(inner, "run.json")
    with open(run_file) as source:
        text = source.read()
    with open(run_file, "w") as out:
        out.write(moved(text))
    environment = {name: os.environ[name] for name in taken["--env"]}
    environment["AWS_ENDPOINT_URL"] = environment["AWS_ENDPOINT_URL"].replace("host.docker.internal", "127.0.0.1")
    if there("isolated"):
        environment["AWS_ENDPOINT_URL"] = "http://127.0.0.1:9"
    environment.update(PATH=os.environ["PATH"], HOME=root, PYTHONPATH=beside("image"))
    workdir = mounts[taken["--workdir"][0]] if taken["--workdir"] else root
    child = subprocess.Popen(
        ["bash", *map(moved, command)], cwd=workdir, env=environment, stdin=subprocess.PIPE, start_new_session=True
    )
    (name,) = taken["--name"]
    os.makedirs(CONTAINERS, exist_ok=True)
    with open(os.path.join(CONTAINERS, name), "x") as out:
        json.dump({"pid": child.pid, "labels": taken["--label"]}, out)

    def pump():
        while os.read(0, 4096):
            pass
        child.stdin.close()

    threading.Thread(target=pump, daemon=True).start()
    signal.signal(signal.SIGTERM, lambda number, _: child.send_signal(number))
    code = child.wait()
    end(name)
    shutil.rmtree(root, ignore_errors=True)
    os._exit(code if code >= 0 else 128 - code)


def pull(image):
    print("5: Pulling from glue/aws-glue-libs", flush=True)
    while there("pull-waits"):
        time.sleep(0.02)
    if there("pull-fails"):
        say(1, "Error response from daemon: toomanyrequests: Rate exceeded")
    with open(beside("images"), "a") as out:
        out.write(image + "\n")
    print("Status: Downloaded newer image for " + image)


def main(words):
    with open(beside("calls.jsonl"), "a") as out:
        out.write(json.dumps({"argv": words, "environment": dict(os.environ), "leads": os.getpgid(0) == os.getpid()}) + "\n")
    if there("down") and words[0] == "info" and there("new"):
        # As 23 to 28.1 do.
        say(0, DOWN)
    if there("down"):
        # As 20.10 does, which tells of it elsewhere.
        say(1, 'template: :1:2: executing "" at <.OperatingSystem>: nil pointer' if words[0] == "info" else DOWN)
    if words[0] == "info":
        print("Docker Desktop" if there("desktop") else "Debian GNU/Linux 12 (bookworm)")
    elif words[:2] == ["image", "inspect"]:
        with open(beside("images")) as source:
            sys.exit(0 if words[-1] in source.read().split() else 1)
    elif words[0] == "pull":
        pull(words[1])
    elif words[:3] == ["ps", "-aq", "--filter"]:
        while there("ps-waits"):
            time.sleep(0.02)
        for name in os.listdir(CONTAINERS) if there("containers") else []:
            with open(os.path.join(CONTAINERS, name)) as source:
                if words[3] in ["label=" + label for label in json.load(source)["labels"]]:
                    print(name)
    elif words[:2] == ["rm", "-f"]:
        for name in words[2:]:
            end(name)
    elif words[0] == "run":
        run(words[1:])
    else:
        say(1, "docker: unknown command: docker " + words[0])


main(sys.argv[1:])
