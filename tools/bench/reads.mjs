import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

import { median } from './runs.mjs';
import { far, startEndpoint } from './slow-endpoint.mjs';

const latency = 50;
const jobs = 10;

/** A command may take no longer than its start and so many times the calls that had to wait for each other. */
export const bound = 1.3;

/** The commands that only read. */
const lines = [
  ['plan'],
  ['status'],
  ['history'],
  ['lock', 'status'],
  ['runs'],
  ['runs', '--job', 'job-0'],
  ['runs', 'show'],
  ['logs', 'job-0'],
  ['cost'],
  ['doctor'],
];

/**
 * What each reading command takes where AWS is 50 ms away, over ten jobs that have run once: until its first call, for
 * the longest chain of calls of which each began after the one before had ended, and as a whole; milliseconds, medians.
 */
export async function measureReads(node, project, times) {
  const cwd = join(project.folder, 'reads');
  mkdirSync(cwd);
  writeProject(cwd);
  const { bin } = project;
  const endpoint = await startEndpoint(node, bin, { cwd, env: project.env });
  const { AWS_ENDPOINT_URL: url, ...keys } = endpoint.environment;
  const how = { cwd, env: { ...project.env, ...keys } };
  try {
    await run(node, [bin, 'deploy', '--yes', '--create-bucket', '--endpoint-url', url], how);
    await run(node, [bin, 'run', '--endpoint-url', url], how);
    const measured = [];
    for (const words of lines) {
      const rounds = [];
      for (let round = 0; round <= times; round++) {
        rounds.push(await measure(node, bin, words, url, how));
      }
      measured.push({ name: words.join(' '), ...middle(rounds.slice(1)) });
    }
    return measured;
  } finally {
    endpoint.stop();
  }
}

async function measure(node, bin, words, url, how) {
  const server = await far(url, { latency });
  try {
    const begun = performance.now();
    await run(node, [bin, ...words, '--endpoint-url', server.url], how);
    const whole = performance.now() - begun;
    const { calls } = server.seen;
    const start = Math.min(...calls.map((call) => call.begun)) - begun;
    return { start, chain: longestChain(calls), calls: calls.length, whole };
  } finally {
    server.close();
  }
}

/** Milliseconds of those calls, none of which overlaps another, that take the longest together. */
export function longestChain(calls) {
  const sorted = calls.toSorted((a, b) => a.ended - b.ended);
  const best = [];
  sorted.forEach((call, at) => {
    const before = sorted.findLastIndex((other, index) => index < at && other.ended <= call.begun);
    const own = call.ended - call.begun + (before < 0 ? 0 : best[before]);
    best.push(Math.max(own, at === 0 ? 0 : best[at - 1]));
  });
  return best.at(-1) ?? 0;
}

function middle(rounds) {
  const of = (name) => median(rounds.map((round) => round[name]));
  return { start: of('start'), chain: of('chain'), calls: of('calls'), whole: of('whole') };
}

/** What nobody is asked for here, permissions, doctor says with 4. */
function run(node, words, { cwd, env }) {
  return new Promise((done, fail) => {
    const child = spawn(node, words, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
    child.on('exit', (code) =>
      code === 0 || (code === 4 && words.includes('doctor'))
        ? done()
        : fail(new Error(`${words.join(' ')} ended with ${code}:\n${said}`)),
    );
  });
}

/** Python jobs that are over at once, all after the first. */
function writeProject(cwd) {
  writeFileSync(join(cwd, 'job.py'), 'print("job")\n');
  const all = Array.from({ length: jobs }, (_, index) => ({
    name: `job-${index}`,
    type: 'pythonshell',
    script: 'job.py',
    ...(index === 0 ? {} : { depends_on: ['job-0'] }),
  }));
  const head = { pipeline_name: 'reads', role: 'arn:aws:iam::000000000000:role/GlueRole', region: 'eu-west-1' };
  writeFileSync(join(cwd, 'config.json'), JSON.stringify({ ...head, jobs: all }));
}
