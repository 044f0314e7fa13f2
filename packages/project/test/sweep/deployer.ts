import { createInterface } from 'node:readline';

import { deploy, destroy, plan } from '../../src/index.ts';
import type { Order, Outcome } from './orders.ts';

// One order a line, one outcome a line: a process of its own that may be killed at any moment.

const connect = { local: true, env: {} };

async function carryOut({ cwd, what }: Order): Promise<Outcome> {
  const options = {
    place: { cwd, env: {} },
    overrides: {},
    connect,
    allowReplace: true,
    confirm: () => Promise.resolve(true),
    toolVersion: 'sweep',
  };
  if (what === 'plan') {
    return { outcome: 'planned', changes: (await plan(options)).plan.changes.length, failed: [] };
  }
  const deployed = await (what === 'deploy' ? deploy(options) : destroy(options));
  const failed = deployed.outcome === 'applied' ? deployed.result.failed : [];
  return {
    outcome: deployed.outcome === 'applied' ? deployed.result.outcome : deployed.outcome,
    changes: deployed.plan.changes.length,
    failed: failed.map(
      ({ step, error }) => `${step.action} ${step.resource.kind}/${step.resource.name}: ${String(error)}`,
    ),
  };
}

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

// All that a deployment loads late is loaded before the first order, so that a case costs its calls and no more.
await Promise.all([import('@gluepipeline/aws'), import('@gluepipeline/local')]);
say({ ready: true });

for await (const line of createInterface({ input: process.stdin })) {
  try {
    say(await carryOut(JSON.parse(line) as Order));
  } catch (error) {
    say({ outcome: 'threw', changes: 0, failed: [String(error)] });
  }
}
