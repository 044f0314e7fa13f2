import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { far, startEndpoint } from './slow-endpoint.mjs';

/** How many calls a deployment makes at once (packages/core/src/deploy/apply.ts). */
const concurrency = 10;
const latency = 50;
const perSecond = 20;
const jobs = 1_000;

/** What the figures must keep to. */
export const bounds = { time: 1.25, throttledTime: 1.3, throttledCalls: 1.1, memory: 200 };

/** A deployment of new jobs far away (of three the one in the middle), and one to an account that allows so many Glue calls a second. */
export async function measureDeploys(node, project, root) {
  const runs = [];
  for (const name of ['first', 'second', 'third']) {
    runs.push(await measure(node, project, root, name, {}));
  }
  const [, far] = runs.toSorted((a, b) => a.seconds - b.seconds);
  return { far, throttled: await measure(node, project, root, 'throttled', { perSecond }) };
}

async function measure(node, project, root, name, more) {
  const cwd = join(project.folder, `deploy-${name}`);
  mkdirSync(cwd);
  writeProject(cwd, 1);
  const endpoint = await startEndpoint(node, project.bin, { cwd, env: project.env });
  const { AWS_ENDPOINT_URL: url, ...keys } = endpoint.environment;
  const server = await far(url, { latency, ...more });
  const deploy = (address) => {
    const words = ['deploy', '--yes', '--create-bucket', '--endpoint-url', address];
    const how = { cwd, env: { ...project.env, ...keys } };
    return run(node, join(root, 'tools/bench/look.cjs'), project.bin, words, how);
  };
  try {
    // The bucket is there, as for every deployment but the very first.
    await deploy(url);
    writeProject(cwd, 1 + jobs);
    const begun = performance.now();
    const { maxRss } = await deploy(server.url);
    const seconds = (performance.now() - begun) / 1000;
    const { requests, glue, refused, creates } = server.seen;
    const ideal = more.perSecond == null ? ((requests / concurrency) * latency) / 1000 : jobs / more.perSecond;
    const needed = jobs + Math.ceil(jobs / 100);
    return { jobs, requests, glue, refused, lost: jobs - creates, seconds, ideal, needed, memory: maxRss / 2 ** 20 };
  } finally {
    server.close();
    endpoint.stop();
  }
}

/** Jobs without a workflow, all of one script beside the config. */
function writeProject(cwd, count) {
  writeFileSync(join(cwd, 'job.py'), 'print("job")\n');
  const all = Array.from({ length: count }, (_, index) => ({
    name: `job-${index}`,
    script: 'job.py',
    type: 'glueetl',
    worker_type: 'G.1X',
    number_of_workers: 5,
    timeout: 60,
    arguments: { '--source': `s3://data-bucket/in/${index}/`, '--target': `s3://data-bucket/out/${index}/` },
    tags: { team: 'data' },
  }));
  const head = { pipeline_name: 'bench', role: 'GlueRole', glue_version: '5.0' };
  writeFileSync(join(cwd, 'config.json'), JSON.stringify({ ...head, jobs: all }));
}

function run(node, hook, bin, words, { cwd, env }) {
  return new Promise((done, fail) => {
    const child = spawn(node, ['--require', hook, bin, ...words], { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
    child.on('exit', (code) => {
      const looked = /^look:(.*)$/m.exec(said);
      if (code === 0 && looked != null) {
        done(JSON.parse(looked[1]));
      } else {
        fail(new Error(`${words.join(' ')} ended with ${code}:\n${said}`));
      }
    });
  });
}
