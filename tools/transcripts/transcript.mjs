import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { stable } from './stable.mjs';

/** A program that runs another on a terminal of 80 columns, types the given answers and prints all that is shown. */
const terminal = `
import fcntl, os, pty, select, struct, sys, termios
answers, words = sys.argv[1], sys.argv[2:]
pid, fd = pty.fork()
if pid == 0:
    os.execvp(words[0], words)
fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
shown = b""
typed = 0
while True:
    try:
        part = os.read(fd, 65536)
    except OSError:
        break
    if not part:
        break
    shown += part
    if typed < len(answers) and shown.endswith(b"[y/N] "):
        os.write(fd, answers[typed].encode() + b"\\n")
        typed += 1
sys.stdout.buffer.write(shown)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;

/** A transcript in the making: a folder to work in, and all that was said there. */
export class Transcript {
  #scratch;
  #text = '';
  folder;

  /** `scratch` holds the built command, and a folder for each transcript. */
  constructor(scratch, name) {
    this.#scratch = scratch;
    this.folder = join(scratch, name, 'sales');
    mkdirSync(this.folder, { recursive: true });
  }

  /** The command that is run: a build of its own, which nobody else makes anew in the meantime. */
  get command() {
    return join(this.#scratch, 'command/gluepipeline.cjs');
  }

  /** A line of the narrator. */
  note(text) {
    this.#text += `${this.#text === '' ? '' : '\n'}# ${text}\n`;
  }

  /** Does something to the files that a shell line would do. */
  shell(line, act) {
    this.#text += `$ ${line}\n`;
    act(this.folder);
  }

  /** Runs the command with stdout and stderr in one file, as `2>&1` does. */
  run(line, { env = {} } = {}) {
    const file = join(this.#scratch, 'said');
    const fd = openSync(file, 'w');
    const words = [this.command, ...wordsOf(line)];
    const { status } = spawnSync(process.execPath, words, {
      cwd: this.folder,
      env: this.#env(env),
      stdio: ['ignore', fd, fd],
    });
    closeSync(fd);
    this.#said(line, readFileSync(file, 'utf8'), status);
  }

  /** Runs the command on a terminal; each answer is a letter that is typed when it asks. */
  runOnTerminal(line, { answers = '', env = {} } = {}) {
    const words = ['-c', terminal, answers, process.execPath, this.command, ...wordsOf(line)];
    const { status, stdout } = spawnSync('python3', words, {
      cwd: this.folder,
      env: { ...this.#env(env), TERM: 'xterm-256color' },
    });
    this.#said(line, stdout.toString('utf8').replaceAll('\r\n', '\n'), status);
  }

  #said(line, text, status) {
    if (status === 1 || status == null) {
      throw new Error(`gluepipeline ${line} met a bug:\n${text}`);
    }
    const end = text === '' || text.endsWith('\n') ? '' : '\n';
    this.#text += `$ gluepipeline ${line}\n${text}${end}${status === 0 ? '' : `[exit code ${status}]\n`}\n`;
  }

  #env(more) {
    return {
      PATH: process.env.PATH,
      HOME: this.folder,
      USER: 'ana',
      GITHUB_ACTOR: 'ana',
      AWS_EC2_METADATA_DISABLED: 'true',
      // What the AWS SDK says about this machine's Node is no matter of the command.
      NODE_NO_WARNINGS: '1',
      ...more,
    };
  }

  toString() {
    return stable(this.#text.trimEnd(), this.#scratch);
  }
}

/** Words as a shell splits them; quotes are enough here. */
function wordsOf(line) {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);
}
