// Plans the pipeline against an inventory of one's own, and with --apply carries it out there. No AWS, no credentials:
// what @gluepipeline/core needs of the world comes in as values and ports.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

import {
  apply,
  type Clock,
  desired,
  type FileFacts,
  issueText,
  kinds,
  loadPipeline,
  localPaths,
  makePlan,
  planText,
  type Resource,
  stackOf,
  type Target,
} from '@gluepipeline/core';

import { Inventory } from './inventory.js';

const file = 'pipeline/config.json';
const target: Target = {
  accountId: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  bucket: 'sales-artifacts',
  role: undefined,
};

const loaded = await loadPipeline(file, readFileSync(file, 'utf8'), { environment: 'prod' });
if (!loaded.ok) {
  console.error(loaded.issues.map((issue) => issueText(issue)).join('\n'));
  process.exit(1);
}
const pipeline = loaded.value;

// A script is uploaded under its digest, so a changed script is a changed job.
const files = Object.fromEntries(localPaths(pipeline).map((path) => [path, factsOf(`pipeline/${path}`)]));
const wanted = desired(pipeline, target, files);

const platform = new Inventory('inventory.json');
const stack = stackOf(pipeline);
const { resources: live } = await platform.read({ stack, names: namesOf(wanted) });
const plan = makePlan({ stack, target, desired: wanted, live });
console.log(planText(plan));

if (process.argv.includes('--apply')) {
  const clock: Clock = {
    now: Date.now,
    sleep: (milliseconds) => setTimeout(milliseconds),
    every: (milliseconds, action) => {
      const timer = setInterval(action, milliseconds).unref();
      return () => clearInterval(timer);
    },
    random: Math.random,
  };
  const { outcome, done } = await apply({ plan, platform, clock });
  console.log(`${outcome}: ${String(done.length)} steps`);
}

function factsOf(path: string): FileFacts {
  const content = readFileSync(path);
  return { kind: 'file', sha256: createHash('sha256').update(content).digest('hex'), size: content.length };
}

function namesOf(resources: readonly Resource[]): Record<string, string[]> {
  return Object.fromEntries(
    kinds.map((kind) => [kind, resources.filter((each) => each.kind === kind).map(({ name }) => name)]),
  );
}
