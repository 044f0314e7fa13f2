// `node tools/transcripts.mjs` writes docs/transcripts: what the command says, at 80 columns, on a terminal and
// elsewhere. `--check` writes nothing and fails where the command says something else than the files do.
// Nothing is left out; only what differs from one run to the next (times, run ids, digests, folders) is replaced.
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'docs/transcripts');
const check = process.argv.includes('--check');

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'gluepipeline-transcripts-')));

/** A build of its own, which nobody else makes anew in the meantime. */
const command = join(scratch, 'command/gluepipeline.mjs');

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
class Transcript {
  #text = '';
  folder;

  constructor(name) {
    this.folder = join(scratch, name, 'sales');
    mkdirSync(this.folder, { recursive: true });
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
    const file = join(scratch, 'said');
    const fd = openSync(file, 'w');
    const words = [command, ...wordsOf(line)];
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
    const words = ['-c', terminal, answers, process.execPath, command, ...wordsOf(line)];
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
    return stable(this.#text.trimEnd());
  }
}

/** Words as a shell splits them; quotes are enough here. */
function wordsOf(line) {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);
}

/** Replaces what differs from one run to the next, keeping the width. */
function stable(text) {
  const digests = [];
  /** Another digest for each, so that a change stays a change: 1111111, 2222222, and so on. */
  const standIn = (digest) => {
    if (!digests.includes(digest)) {
      digests.push(digest);
    }
    return ((digests.indexOf(digest) % 15) + 1).toString(16).repeat(7);
  };
  return `${text
    .replaceAll(new RegExp(`${scratch}/[a-z-]+`, 'g'), '/home/ana')
    .replaceAll(/\b(wr|jr)_[0-9a-f]{64}\b/g, (_, kind) => `${kind}_${'0123456789abcdef'.repeat(4)}`)
    .replaceAll(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g, '2026-01-31T12:00:00.000Z')
    .replaceAll(/\d{4}-\d{2}-\d{2} \d{2}:\d{2}Z/g, '2026-01-31 12:00Z')
    .replaceAll(/^((?:\u001B\[\d+m|\r|\u001B\[K)*)\d{2}:\d{2}:\d{2}/gm, '$112:00:00')
    .replaceAll(/\b\d+(?:\.\d)?s\b/g, '1.0s')
    .replaceAll(/\b[0-9a-f]{64}(?=\/)/g, (digest) => standIn(digest.slice(0, 7))[0].repeat(64))
    .replaceAll(/(uploaded as |@)([0-9a-f]{7})\b/g, (_, before, digest) => before + standIn(digest))
    .replaceAll(/("(?:startedAt|completedAt)": )\d+/g, '$11769860800000')
    .replaceAll(/("executionTime": )\d+/g, '$11')
    .replaceAll(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '01234567-89ab-4cde-8f01-23456789abcd')
    .replaceAll(/\b\d+ ms\b/g, '1 ms')
    .replaceAll(/("milliseconds":)\d+/g, '$11')
    .replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'http://127.0.0.1:40000')}\n`;
}

/**
 * What two transcripts must have in common. Which passing states of a run are seen, and which of two calls that are
 * made at the same time ends first, is the machine's choice.
 */
function essence(text) {
  const lines = text
    .replaceAll(/"done": \[[^\]]*\]/g, (list) => (list.match(/\{[^}]*\}/g) ?? []).toSorted().join())
    .replaceAll(/… [^\r]*\r\u001B\[K/g, '')
    .replaceAll('\r\u001B[K', '')
    .split('\n')
    .filter((line) => !/12:00:00.*(?:STARTING|RUNNING)/.test(line));
  const groups = lines.reduce((all, line) => {
    const kind = line.includes('✓')
      ? 'step'
      : /^(?:aws  |\{"level")/.test(line)
        ? 'call'
        : /^(?:\u001B\[\d+m)*12:00:00/.test(line)
          ? 'state'
          : 'other';
    const last = all.at(-1);
    return last?.kind === kind
      ? [...all.slice(0, -1), { kind, lines: [...last.lines, line] }]
      : [...all, { kind, lines: [line] }];
  }, []);
  return groups.flatMap(({ kind, lines: own }) => (kind === 'other' ? own : own.toSorted())).join('\n');
}

const change = (file, from, to) => (folder) => {
  const text = readFileSync(join(folder, file), 'utf8');
  if (!text.includes(from)) {
    throw new Error(`${file} does not hold ${from}`);
  }
  writeFileSync(join(folder, file), text.replace(from, to));
};

const write = (file, text) => (folder) => writeFileSync(join(folder, file), text);

const edit = (change) => (folder) => {
  const path = join(folder, 'config.json');
  const config = JSON.parse(readFileSync(path, 'utf8'));
  change(config);
  writeFileSync(path, `${JSON.stringify(config, null, 2)}\n`);
};

const commandNames = () => {
  const { stdout } = spawnSync(process.execPath, [command, '--help'], { encoding: 'utf8' });
  return [...stdout.matchAll(/^ {2}gluepipeline ([a-z-]+)/gm)].map(([, name]) => name);
};

/** Every transcript: its name, and how it comes about. */
const transcripts = {
  help: (t) => {
    t.run('--help');
    for (const name of [...new Set(commandNames())]) {
      t.run(`${name} --help`);
    }
  },

  start: (t) => {
    t.note('a config from nothing, as the old tool made it');
    t.run('init --name sales --environment dev --glue-version 6.0');
    t.run('list');
    t.run('validate');
    t.run('add-job --job-name extract --script s3://my-bucket/scripts/extract.py --job-type glueetl');
    t.run('add-job --job-name load --script s3://my-bucket/scripts/load.py --job-type pythonshell');
    t.run('list');
    t.run('validate');
    t.note('without a Region or credentials, status tells the part that the file knows');
    t.run('status');
    t.run('deploy --environment dev --local');
    t.run('status --local');
    t.note('a file of jobs alone has no workflow to run');
    t.run('run --local');
    t.run('run load --local');
  },

  deploy: (t) => {
    t.run('init --name sales --template csv-etl');
    t.run('list');
    t.run('plan --local');
    t.run('deploy --local');
    t.run('plan --local --detailed-exitcode');
    t.note('a script, a timeout, an argument and a tag change');
    t.shell(`echo '# reviewed' >> scripts/load.py`, (folder) =>
      appendFileSync(join(folder, 'scripts/load.py'), '# reviewed\n'),
    );
    t.shell(
      'edit config.json',
      change('config.json', '"source": "work/orders.csv"', '"source": "work/orders.csv", "currency": "EUR"'),
    );
    t.shell(
      'edit config.json',
      change(
        'config.json',
        '"description": "Writes the report"',
        '"description": "Writes the report", "timeout": 30, "tags": { "team": "sales" }',
      ),
    );
    t.run('plan --local --detailed-exitcode');
    t.run('deploy --local');
    t.note('the schedule goes: the start trigger is made anew, its type cannot change');
    t.shell('edit config.json', change('config.json', '"schedule": "cron(0 2 * * ? *)",', ''));
    t.run('plan --local');
    t.note('a job goes: that is asked first, and here nobody can be asked');
    t.shell(
      'edit config.json',
      edit((config) => config.jobs.pop()),
    );
    t.run('plan --local');
    t.run('deploy --local');
    t.run('deploy --local --yes');
    t.run('destroy --local --yes');
    t.run('destroy --local --yes');
  },

  run: (t) => {
    t.run('init --name sales --template csv-etl');
    t.run('deploy --local -q');
    t.run('run --local');
    t.run('status --local');
    t.note('a column is renamed in the data, and the second script does not know');
    t.shell(`sed -i s/customer,/client,/ data/orders.csv`, change('data/orders.csv', 'customer,', 'client,'));
    t.run('run --local');
    t.run('status --local');
    t.note('one job, with another argument');
    t.run('run transform --local --arg source=data/none.csv');
    t.note('an argument is missing');
    t.shell(
      'edit config.json',
      edit((config) => delete config.jobs[1].arguments.target),
    );
    t.run('deploy --local -q');
    t.run('run transform --local');
    t.run('run transform --local -q');
    t.run('run transform --local --json');
    t.run('run --local --no-wait');
  },

  errors: (t) => {
    t.note('the command line');
    t.run('');
    t.run('deplyo');
    t.run('deploy --enviroment dev');
    t.run('init');
    t.run('add-job --job-name load --script load.py --job-type pythonshel');
    t.run('run --arg');
    t.run('run --arg nonsense --local');
    t.note('the config');
    t.run('validate');
    t.run('validate --json');
    t.shell('edit config.json', write('config.json', '{ "pipeline_name": "sales",\n  "jobs": [ }\n'));
    t.run('validate');
    t.shell(
      'edit config.json',
      write(
        'config.json',
        `${JSON.stringify(
          {
            pipeline_name: 'sales',
            schedule: 'cron(0 2 * * * *)',
            role_arn: 'arn:aws:iam::111122223333:role/glue',
            jobs: [
              { name: 'extract', script: 's3://my-bucket/extract.py', type: 'spark', timout: 10 },
              { name: 'load', script: 'scripts/load.py', type: 'pythonshell', max_retries: -1, depends_on: ['extrct'] },
            ],
          },
          null,
          2,
        )}\n`,
      ),
    );
    t.run('validate');
    t.run('list');
    t.run('plan --local');
    t.run('status --local');
    t.shell(
      'edit config.json',
      write(
        'config.json',
        `${JSON.stringify(
          {
            pipeline_name: 'sales',
            schedule: 'cron(0 2 * * * *)',
            glue_version: '2.0',
            jobs: [
              {
                name: 'extract',
                script: 's3://my-bucket/extract.py',
                depends_on: ['load'],
                arguments: { password: 'hunter2' },
              },
              {
                name: 'load',
                script: 'scripts/load.py',
                type: 'pythonshell',
                worker_type: 'G.1X',
                depends_on: ['extrct', 'extract'],
              },
            ],
          },
          null,
          2,
        )}\n`,
      ),
    );
    t.run('validate');
    t.run('plan --local --json');
    t.note('the place');
    t.shell(
      'edit config.json',
      write(
        'config.json',
        `${JSON.stringify({ pipeline_name: 'sales', jobs: [{ name: 'load', script: 's3://b/load.py', resource_name: 'load' }] })}\n`,
      ),
    );
    t.run('plan');
    t.run('plan --region eu-west-1');
    t.run('status --region eu-west-1');
    t.run('deploy --local');
    t.note('a job changes its type');
    t.shell('edit config.json', change('config.json', '"s3://b/load.py"', '"s3://b/load.py", "type": "pythonshell"'));
    t.run('plan --local');
    t.run('deploy --local');
    t.run('plan --local --allow-replace');
    t.note('another pipeline wants the same name in AWS');
    t.shell('edit config.json', change('config.json', '"sales"', '"billing"'));
    t.run('plan --local');
    t.run('deploy --local');
    t.run('run nothing --local');
    t.run('init --name sales');
    t.run('init --name sales --template csv --force');
    t.run('add-job --job-name load --script load.py');
    t.run('local reset');
    t.run('plan --local --quirk none');
  },

  json: (t) => {
    t.run('init --name sales --template csv-etl --json');
    t.run('list --json');
    t.run('validate --json');
    t.run('plan --local --json');
    t.run('deploy --local --json');
    t.run('status --local --json');
    t.run('run --local --json');
    t.run('destroy --local --json');
    t.run('destroy --local --json --yes');
  },

  terminal: (t) => {
    t.note('on a terminal of 80 columns, with its colours and passing lines');
    t.runOnTerminal('init --name sales --template csv-etl');
    t.runOnTerminal('list');
    t.runOnTerminal('validate');
    t.runOnTerminal('plan --local');
    t.runOnTerminal('deploy --local');
    t.runOnTerminal('deploy --local');
    t.runOnTerminal('run --local');
    t.runOnTerminal('status --local');
    t.shell(
      'edit config.json',
      change('config.json', '"Writes the report"', '"Writes the report of the day", "timeout": 30'),
    );
    t.runOnTerminal('plan --local');
    t.runOnTerminal('plan --local --no-color');
    t.shell('edit config.json', change('config.json', '"name": "load"', '"name": "write"'));
    t.runOnTerminal('deploy --local', { answers: 'n' });
    t.runOnTerminal('deploy --local', { answers: 'y' });
    t.shell(`sed -i s/customer,/client,/ data/orders.csv`, change('data/orders.csv', 'customer,', 'client,'));
    t.runOnTerminal('run --local');
    t.shell(
      'edit config.json',
      edit((config) => (config.jobs[1].depends_on = ['extrct'])),
    );
    t.runOnTerminal('validate');
    t.runOnTerminal('local reset', { answers: 'y' });
    t.note('names that are too long for the line');
    t.shell('rm config.json', (folder) => rmSync(join(folder, 'config.json')));
    t.runOnTerminal('init --name quarterly-revenue-recognition');
    t.runOnTerminal(
      'add-job --job-name consolidate-subsidiary-ledgers --script s3://a-bucket-with-a-very-long-name/etl/jobs/finance/consolidate_subsidiary_ledgers.py',
    );
    t.runOnTerminal('list');
    t.runOnTerminal('plan --local');
  },

  local: (t) => {
    t.run('init --name sales --template csv-etl');
    t.run('local status');
    t.run('deploy --local -q');
    t.run('local status --json');
    t.run('deploy --local -v -q');
    t.run('plan --local -v --log-format json -q');
    t.run('local reset --yes');
    t.run('plan --local');
  },
};

try {
  const build = [join(root, 'packages/cli/esbuild.config.mjs'), join(scratch, 'command')];
  const built = spawnSync(process.execPath, build, { stdio: 'inherit' });
  if (built.status !== 0) {
    throw new Error('the command could not be built');
  }
  mkdirSync(target, { recursive: true });
  const stale = [];
  for (const [name, make] of Object.entries(transcripts)) {
    const transcript = new Transcript(name);
    make(transcript);
    const text = transcript.toString();
    const file = join(target, `${name}.txt`);
    const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
    if (essence(before) !== essence(text)) {
      stale.push(`${name}.txt`);
      if (check) {
        writeFileSync(join(scratch, `${name}.txt`), text);
        spawnSync('diff', ['-u', file, join(scratch, `${name}.txt`)], { stdio: 'inherit' });
      } else {
        writeFileSync(file, text);
      }
    }
  }
  for (const file of readdirSync(target).filter((each) => !Object.hasOwn(transcripts, each.replace(/\.txt$/, '')))) {
    stale.push(file);
    if (!check) {
      rmSync(join(target, file));
    }
  }
  console.log(
    stale.length === 0 ? 'transcripts are current' : `${check ? 'not current' : 'written'}: ${stale.join(', ')}`,
  );
  process.exitCode = check && stale.length > 0 ? 1 : 0;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
