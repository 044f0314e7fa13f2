import { cpSync, mkdtempSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { alternate, median, timed, untilFirstByte } from './runs.mjs';

/** The commands that are timed against bare node, with the bound for Node 24 where there is one. */
export const rows = [
  { name: '`--version`', words: () => ['--version'], bound: 1.3, promise: 100 },
  { name: '`--help`', words: () => ['--help'], bound: 1.8, promise: 100 },
  {
    name: '`validate`, the example of three jobs',
    words: ({ example }) => ['validate', '-c', example],
    bound: 2.2,
    promise: 100,
  },
  {
    name: '`validate`, the same on the very first start',
    words: ({ example }) => ['validate', '-c', example],
    cold: true,
  },
  { name: '`list`, the example', words: ({ example }) => ['list', '-c', example], promise: 100 },
  { name: '`status`, the example, no credentials', words: ({ example }) => ['status', '-c', example], promise: 100 },
  { name: '`validate`, 1,000 jobs', words: ({ jobs }) => ['validate', '-c', jobs[1_000]], bound: 3, promise: 100 },
  { name: '`validate`, 10,000 jobs', words: ({ jobs }) => ['validate', '-c', jobs[10_000]] },
  {
    name: 'start → first byte to AWS, `plan` of 10 jobs',
    words: ({ jobs }) => ['plan', '-c', jobs[10]],
    firstByte: true,
    bound: 2.8,
  },
];

/** Every row on one Node: milliseconds and ratio to `node -e 0`. */
export async function measureStarts(node, project, times) {
  const { bin, env, folder: cwd } = project;
  const samples = rows.map(({ words, cold, firstByte }) => {
    const line = [bin, ...words(project)];
    const own = cold === true ? { ...env, NODE_DISABLE_COMPILE_CACHE: '1' } : env;
    return firstByte === true
      ? () => untilFirstByte(node, line, { cwd, env })
      : () => timed(node, line, { cwd, env: own }).milliseconds;
  });
  return alternate(() => timed(node, ['-e', '0'], { cwd, env }).milliseconds, samples, times);
}

/** Reading, parsing and checking a config, each time in a new process that tells its own time. */
export function measureLoads(node, { jobs, load, env, folder: cwd }, times) {
  return [10, 1_000, 10_000].map((count) => {
    const runs = Array.from({ length: times + 1 }, () => Number(timed(node, [load, jobs[count]], { cwd, env }).stdout));
    return { count, milliseconds: median(runs.slice(1)) };
  });
}

/** What commands load, what memory they take, and whether they go out to the network. */
export function look(node, project, root) {
  const { bin, env, folder: cwd } = project;
  const hook = join(root, 'tools/bench/look.cjs');
  const lines = [
    { name: '`--version`', words: ['--version'] },
    { name: '`--help`', words: ['--help'] },
    { name: '`list`', words: ['list', '-c', project.example] },
    { name: '`validate`', words: ['validate', '-c', project.example] },
    { name: '`validate`, 10,000 jobs', words: ['validate', '-c', project.jobs[10_000]] },
    { name: '`status`, no credentials', words: ['status', '-c', project.example] },
    { name: '`deploy --local`, 10 jobs', words: ['deploy', '--local', '-c', copyOf(project, 10)] },
  ];
  return lines.map(({ name, words }) => {
    const { stderr } = timed(node, ['--require', hook, bin, ...words], { cwd, env });
    return { name, ...JSON.parse(/^look:(.*)$/m.exec(stderr)[1]) };
  });
}

/** Seconds that `deploy --local` of 100 jobs takes into an empty folder, and the plan after it, which is empty. */
export function measureDeploy(node, project, times) {
  const { bin, env, folder: cwd } = project;
  const runs = Array.from({ length: times }, () => {
    const config = copyOf(project, 100);
    const deploy = timed(node, [bin, 'deploy', '--local', '-c', config], { cwd, env }).milliseconds;
    const plan = timed(node, [bin, 'plan', '--local', '--detailed-exitcode', '-c', config], { cwd, env }).milliseconds;
    return { deploy, plan };
  });
  return { deploy: median(runs.map(({ deploy }) => deploy)), plan: median(runs.map(({ plan }) => plan)) };
}

/** A project with a local endpoint of its own. */
function copyOf({ folder, jobs }, count) {
  const copy = mkdtempSync(join(folder, `deploy-${count}-`));
  cpSync(dirname(jobs[count]), copy, { recursive: true });
  return join(copy, 'config.json');
}
