import { createInterface } from 'node:readline';

import { type ConnectOptions, deploy, destroy, plan } from '../../src/index.ts';
import { aheadBy } from './ahead.ts';
import type { Order, Outcome } from './orders.ts';
import { countSent } from './stop-itself.ts';

// One order a line, one outcome a line: a process of its own that may be killed at any moment.

async function carryOut(order: Order): Promise<Outcome> {
  const { cwd, what } = order;
  const options = {
    place: { cwd, env: {} },
    overrides: {},
    connect: connectOf(order),
    createBucket: true,
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
    stopped: deployed.outcome === 'applied' ? deployed.stopped?.message : undefined,
  };
}

function connectOf({ endpoint, ahead }: Order): ConnectOptions {
  if (endpoint == null) {
    return { local: true, env: {} };
  }
  process.env.AWS_ACCESS_KEY_ID = endpoint.accessKeyId;
  process.env.AWS_SECRET_ACCESS_KEY = endpoint.secretAccessKey;
  const clock = ahead == null ? {} : { clock: aheadBy(ahead) };
  return { local: false, endpointUrl: endpoint.url, region: endpoint.region, env: {}, ...clock };
}

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

// All that a deployment loads late is loaded before the first order, so that a case costs its calls and no more.
await Promise.all([import('@gluepipeline/aws'), import('@gluepipeline/local')]);
say({ ready: true });

for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line) as Order;
  const sent = countSent(order.stopAt);
  try {
    say({ ...(await carryOut(order)), sent: sent() });
  } catch (error) {
    say({ outcome: 'threw', changes: 0, failed: [String(error)], sent: sent() });
  }
}
