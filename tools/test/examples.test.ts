import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('../..', import.meta.url));
const examples = join(root, 'examples');
const command = join(root, 'packages/cli/dist/gluepipeline.cjs');

const scratch: string[] = [];

afterAll(() => scratch.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A copy of an example to work in, so that the example itself stays as it is in git. */
function copyOf(example: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'gluepipeline-example-'));
  scratch.push(folder);
  const source = join(examples, example);
  cpSync(source, statSync(source).isDirectory() ? folder : join(folder, 'config.json'), { recursive: true });
  return folder;
}

interface Said {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built command in a folder, with nothing of this machine's AWS settings. */
function gluepipeline(folder: string, ...words: readonly string[]): Said {
  return said(process.execPath, [command, ...words], folder);
}

function said(program: string, words: readonly string[], cwd: string): Said {
  const env = { PATH: process.env.PATH, HOME: cwd, NODE_NO_WARNINGS: '1' };
  const { status, stdout, stderr } = spawnSync(program, words, { cwd, env, encoding: 'utf8' });
  return { exitCode: status, stdout, stderr };
}

/** Whatever an example is, its config is sound, goes up in one deployment and is then as it should be. */
function deploysCleanly(folder: string): void {
  expect(gluepipeline(folder, 'validate')).toMatchObject({ exitCode: 0 });
  expect(gluepipeline(folder, 'plan', '--local', '--detailed-exitcode')).toMatchObject({ exitCode: 2 });
  expect(gluepipeline(folder, 'deploy', '--local')).toMatchObject({ exitCode: 0 });
  expect(gluepipeline(folder, 'plan', '--local', '--detailed-exitcode')).toMatchObject({ exitCode: 0 });
}

/** A config that a person can read: so many lines at most, and none too long for a screen. */
function isShort(folder: string, most: number): void {
  const lines = readFileSync(join(folder, 'gluepipeline.yaml'), 'utf8').split('\n');
  expect(lines.length - 1).toBeLessThan(most);
  expect(lines.filter((line) => line.length > 140)).toEqual([]);
}

describe('every example', () => {
  it('is known to this test', () => {
    const files = ['demo.sh', 'docker-usage.sh', 'example-config.json'];
    const known = [...files, 'ci', 'csv-etl-yaml', 'environments', 'library', 'shops', 'weather'].toSorted();
    expect(readdirSync(examples).toSorted()).toEqual(known);
  });

  it('needs the command to be built', () => {
    expect(existsSync(command)).toBe(true);
  });
});

describe('library', () => {
  it('has a pipeline that deploys; what its programs do is tried in test/library', () => {
    deploysCleanly(join(copyOf('library'), 'pipeline'));
  }, 60_000);
});

describe('csv-etl-yaml', () => {
  it('deploys, runs to its report, and plans empty afterwards', () => {
    const folder = copyOf('csv-etl-yaml');
    deploysCleanly(folder);
    expect(gluepipeline(folder, 'run', '--local')).toMatchObject({ exitCode: 0 });
    expect(readFileSync(join(folder, 'work/report.txt'), 'utf8')).toBe(
      [
        'By customer',
        '  Alva Bakery    176.75',
        '  Binn & Sons    104.75',
        '  Casa Verde      77.40',
        '  Dunes Cafe     310.10',
        '  Elm Hotel       64.90',
        '',
        'By country',
        '  CH             104.75',
        '  ES              77.40',
        '  NL             375.00',
        '  SE             176.75',
        '',
      ].join('\n'),
    );
    expect(gluepipeline(folder, 'plan', '--local', '--detailed-exitcode')).toMatchObject({ exitCode: 0 });
  }, 60_000);
});

describe('weather', () => {
  it('is 70 jobs in seven stages, which run in their order, in a file that a person can read', () => {
    const folder = copyOf('weather');
    isShort(folder, 120);
    deploysCleanly(folder);
    const { exitCode, stdout } = gluepipeline(folder, 'run', '--local');
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('70 succeeded')]);
    expect(readdirSync(join(folder, 'work'))).toHaveLength(70);
    expect(gluepipeline(folder, 'plan', '--local', '--detailed-exitcode')).toMatchObject({ exitCode: 0 });
  }, 180_000);
});

describe('shops', () => {
  it('is 72 jobs with a crawler behind every second one, half of them active in prod alone', () => {
    const folder = copyOf('shops');
    isShort(folder, 150);
    deploysCleanly(folder);
    const { exitCode, stdout } = gluepipeline(folder, 'run', '--local');
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('54 succeeded')]);
    expect(readdirSync(join(folder, 'work'))).toHaveLength(36);
  }, 180_000);
});

describe('environments', () => {
  const plan = (folder: string, environment: string) => {
    const { exitCode, stdout } = gluepipeline(folder, 'plan', '-e', environment, '--local');
    expect(exitCode).toBe(0);
    return stdout.split('\n').filter((line) => /^ +\+ (?:job|trigger) /.test(line));
  };

  it('are what plan -e shows', () => {
    const folder = copyOf('environments');
    isShort(folder, 26);
    expect(plan(folder, 'dev')).toEqual([
      expect.stringMatching(/job +load +glueetl, Glue 5\.0, G\.1X × 2/),
      expect.stringMatching(/job +report +pythonshell/),
      expect.stringMatching(/trigger +run-report +after load/),
      expect.stringMatching(/trigger +start +cron\(0 6 \* \* \? \*\)/),
    ]);
    expect(plan(folder, 'prod')).toEqual([
      expect.stringMatching(/job +load +glueetl, Glue 5\.0, G\.2X × 20/),
      expect.stringMatching(/job +publish +pythonshell/),
      expect.stringMatching(/job +report +pythonshell/),
      expect.stringMatching(/trigger +run-publish +after report/),
      expect.stringMatching(/trigger +run-report +after load/),
      expect.stringMatching(/trigger +start +cron\(0 6 \* \* \? \*\)/),
    ]);
    deploysCleanly(folder);
  }, 60_000);
});

describe('example-config.json', () => {
  it('deploys as the old tool wrote it, and a run names the script that is not there', () => {
    const folder = copyOf('example-config.json');
    deploysCleanly(folder);
    const run = gluepipeline(folder, 'run', 'load-data', '--local');
    expect(run.exitCode).toBe(6);
    expect(run.stdout).toContain('s3://my-bucket/scripts/load.py does not exist');
  }, 60_000);
});

describe('ci', () => {
  const lines = ['gitlab-ci.yml', 'buildspec.yml', 'Jenkinsfile'].flatMap((file) =>
    [
      ...readFileSync(join(examples, 'ci', file), 'utf8').matchAll(
        /^[^#/\n]*?\b(gluepipeline (?:validate|plan|deploy) [^';>\n]*)/gm,
      ),
    ].map(([, line = '']) => line.trim().replaceAll('"$ENVIRONMENT"', 'prod').replaceAll('"$PLAN_FILE"', 'plan.json')),
  );

  it('says commands that work, in an order that works', () => {
    const folder = copyOf('csv-etl-yaml');
    const different = [...new Set(lines)];
    expect(different.length).toBeGreaterThan(4);
    for (const line of different) {
      const words = line.split(' ').slice(1);
      const local = words[0] === 'validate' ? [] : ['--local'];
      expect({ line, ...gluepipeline(folder, ...words, ...local) }).toMatchObject({ line, exitCode: 0 });
    }
  }, 120_000);
});

describe('.pre-commit-hooks.yaml', () => {
  it('has a hook whose command is one of ours', () => {
    const [hook] = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) as [{ entry: string }];
    const [, ...words] = hook.entry.split(' ');
    expect(gluepipeline(copyOf('environments'), ...words)).toMatchObject({ exitCode: 0 });
  });
});

describe('demo.sh', () => {
  it('goes through every step of the old demo', () => {
    const { exitCode, stdout } = said('sh', [join(examples, 'demo.sh')], tmpdir());
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Deployed: 3 added, 0 changed, 0 deleted');
  }, 60_000);
});
