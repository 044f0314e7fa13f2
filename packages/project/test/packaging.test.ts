import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { zipSync } from 'fflate';
import { describe, expect, it } from '@jest/globals';

import { deploy, plan, run, validate } from '../src/index.ts';
import { config, deployment, folderWith, local } from './harness.ts';

const text = (value: string) => new TextEncoder().encode(value);

const script = `
import common.dates, helpers, wheeled
print(common.dates.WEEK, helpers.X, wheeled.NAME)
assert (common.dates.WEEK, helpers.X, wheeled.NAME) == (7, 2, "wheel")
`;

const wheel = zipSync({
  'wheeled/__init__.py': text('import os\nNAME = open(os.path.join(os.path.dirname(__file__), "name.txt")).read()\n'),
  'wheeled/name.txt': text('wheel'),
  'wheeled-1.0.dist-info/WHEEL': text('Wheel-Version: 1.0\n'),
});

const project = {
  'config.json': config({
    jobs: [
      {
        name: 'load',
        script: 'load.py',
        type: 'pythonshell',
        extra_py_files: ['libs/common', 'helpers.py', 'dist/wheeled-1.0-py3-none-any.whl'],
      },
    ],
  }),
  'load.py': script,
  'libs/common/__init__.py': '',
  'libs/common/dates.py': 'WEEK = 7',
  'helpers.py': 'X = 2',
  'dist/wheeled-1.0-py3-none-any.whl': wheel,
};

const options = (cwd: string) => ({ place: { cwd, env: {} }, overrides: {}, connect: local });

describe('code that a job needs', () => {
  it('is uploaded from folder, file and wheel, and a local run imports it', async () => {
    const cwd = folderWith(project);
    const deployed = await deploy(deployment(cwd));
    expect(deployed).toMatchObject({ outcome: 'applied', result: { outcome: 'done' } });
    const ran = await run({ ...options(cwd), jobs: ['load'], wait: true, arguments: {}, runProperties: {} });
    expect(ran).toMatchObject({ succeeded: true, failures: [] });
    expect((await plan(options(cwd))).plan.changes).toEqual([]);
  });

  it('is a changed job as soon as a file in a folder changes, and only then', async () => {
    const cwd = folderWith(project);
    await deploy(deployment(cwd));
    execFileSync('touch', [join(cwd, 'libs/common/dates.py')]);
    expect((await plan(options(cwd))).plan.changes).toEqual([]);
    execFileSync('sh', ['-c', 'echo "WEEK = 8" > libs/common/dates.py'], { cwd });
    const { changes } = (await plan(options(cwd))).plan;
    expect(changes.map(({ action }) => action).toSorted()).toEqual(['create', 'update']);
  });

  it('that is not there is an error that names it', async () => {
    const jobs = [
      { name: 'a', script: 'load.py', type: 'pythonshell', extra_py_files: ['libs/gone'], extra_files: ['libs'] },
    ];
    const cwd = folderWith({ ...project, 'config.json': config({ jobs }) });
    const { issues, valid } = await validate({ cwd, env: {} });
    expect(valid).toBe(false);
    expect(issues.filter(({ code }) => code === 'GP233').map(({ message }) => message)).toEqual([
      '"libs/gone" of --extra-py-files of job "a" cannot be read: it does not exist',
      '"libs" of --extra-files of job "a" cannot be read: it is a folder',
    ]);
  });
});
