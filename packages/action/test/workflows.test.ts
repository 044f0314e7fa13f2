import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

import { manifest } from './support/step.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const folders = ['.github/workflows', 'packages/project/templates/github'];

/** Every workflow: of this repository, of the templates, and whole ones in READMEs. */
const workflows: [name: string, text: string][] = [
  ...folders.flatMap((folder) =>
    readdirSync(join(root, folder)).map((name): [string, string] => [`${folder}/${name}`, read(`${folder}/${name}`)]),
  ),
  ...[...read('packages/action/README.md').matchAll(/^```yaml\n(.*?)^```$/gms)]
    .map(([, text = '']) => text)
    .filter((text) => /^jobs:$/m.test(text))
    .map((text, at): [string, string] => [`packages/action/README.md, workflow ${String(at + 1)}`, text]),
];

const bad = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    step: []\n';
let found: Readonly<Record<string, readonly string[]>>;

beforeAll(() => {
  const input = JSON.stringify(Object.fromEntries([...workflows, ['bad', bad]]));
  const tool = join(root, 'packages/action/tools/actionlint.mjs');
  found = JSON.parse(execFileSync(process.execPath, [tool], { input, encoding: 'utf8' })) as typeof found;
});

interface Workflow {
  readonly permissions?: object;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly steps: readonly {
          readonly uses?: string;
          readonly run?: string;
          readonly with?: Readonly<Record<string, string>>;
        }[];
      }
    >
  >;
}

describe('a workflow', () => {
  it('is looked for in three places', () => {
    expect(workflows.map(([name]) => name.split('/').slice(0, 2).join('/'))).toEqual(
      expect.arrayContaining(['.github/workflows', 'packages/project', 'packages/action']),
    );
    expect(workflows.length).toBeGreaterThan(11);
  });

  it.each(workflows)('%s passes actionlint', (name) => {
    expect(found[name]).toEqual([]);
  });

  it.each(workflows)('%s pins what others wrote to a commit, with its tag beside it', (_, text) => {
    const uses = [...text.matchAll(/^\s*(?:- )?uses: (.*)$/gm)].map(([, what = '']) => what);
    const others = uses.filter((what) => !what.startsWith('./') && !what.startsWith('org/gluepipeline-action@'));
    expect(others.filter((what) => !/^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(what))).toEqual([]);
  });

  it.each(workflows)(
    '%s begins with the right to read alone, and gives the action only inputs that it has',
    (_, text) => {
      const { permissions, jobs } = parse(text) as Workflow;
      expect(permissions).toMatchObject({ contents: 'read' });
      const steps = Object.values(jobs).flatMap((job) => job.steps);
      const ours = steps.filter(({ uses = '' }) => /^\.\/packages\/action$|gluepipeline-action@/.test(uses));
      expect(
        ours.flatMap((step) => Object.keys(step.with ?? {})).filter((name) => manifest.inputs[name] == null),
      ).toEqual([]);
    },
  );
});

describe('a release', () => {
  it('publishes every package that is not private, for all to read, and names this repository in it', () => {
    const { jobs } = parse(read('.github/workflows/release.yml')) as Workflow;
    const steps = jobs.npm?.steps ?? [];
    const packages = readdirSync(join(root, 'packages')).filter((name) => {
      const path = join(root, 'packages', name, 'package.json');
      return existsSync(path) && (JSON.parse(readFileSync(path, 'utf8')) as { private?: boolean }).private !== true;
    });
    const [, named = ''] =
      steps.map(({ run = '' }) => /^for package in (.*); do$/m.exec(run) ?? []).find(([all]) => all) ?? [];
    expect(named.split(' ').toSorted()).toEqual(packages.toSorted());
    expect(steps.at(-1)).toMatchObject({ run: 'npx nx release publish', env: { NPM_CONFIG_ACCESS: 'public' } });
  });
});

describe('actionlint', () => {
  it('finds a mistake where there is one', () => {
    expect(found.bad).toContainEqual(expect.stringContaining('"step"'));
  });
});
