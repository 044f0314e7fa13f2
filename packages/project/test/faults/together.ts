import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect } from '@jest/globals';

import type { Deployed } from '../../src/index.ts';
import { type Call, isWork } from './call.ts';
import { FaultProxy } from './proxy.ts';
import { activityOf } from './time.ts';
import { openWorld, type World } from './world.ts';

/** What a round of two deployments showed. */
export interface Rounds {
  /** One was told who is at work, and ended. */
  readonly refused: number;
  /** One waited for the other, and then did its own work. */
  readonly waited: number;
}

const job = (name: string, more: object = {}) => ({
  name,
  type: 'pythonshell',
  script: 's3://elsewhere/tidy.py',
  ...more,
});

/** A config of whoever it is, different from every other. */
const configOf = (who: string, round: number) => ({
  pipeline_name: 'sales',
  role: 'GlueRole',
  jobs: [
    job('extract', { description: `${who} ${String(round)}`, timeout: round + 1 }),
    job('load', { description: `${who} ${String(round)}`, depends_on: ['extract'] }),
    job('mail', { tags: { by: who, round: String(round) }, depends_on: ['load'] }),
  ],
});

/** One request, and whose. */
interface Entry {
  readonly who: string;
  readonly call: Call;
}

/** One who deploys, through a proxy of their own. */
interface Deployer {
  readonly who: string;
  readonly cwd: string;
  readonly proxy: FaultProxy;
}

/**
 * Two deploy different configs of one stack at once, round after round; one begins when the other has made a number of
 * calls that differs from round to round. In every other round they may wait. Expects that only one at a time is at work,
 * and that what is deployed in the end is whole.
 */
export async function deployTogether(rounds: number): Promise<Rounds> {
  const world = await openWorld({ config: configOf('nobody', 0), foreign: true });
  const deployers = await Promise.all(
    ['ann', 'ben'].map(async (who): Promise<Deployer> => {
      const cwd = join(world.cwd, who);
      mkdirSync(cwd);
      return { who, cwd, proxy: await FaultProxy.open(world.server.url, world.time.clock) };
    }),
  );
  const seen = { refused: 0, waited: 0 };
  try {
    await world.deploy();
    for (let round = 1; round <= rounds; round++) {
      const { refused, waited } = await oneRound(world, deployers, round);
      seen.refused += refused;
      seen.waited += waited;
    }
    return seen;
  } finally {
    await Promise.all(deployers.map(({ proxy }) => proxy.close()));
    await world.close();
  }
}

async function oneRound(world: World, deployers: readonly Deployer[], round: number): Promise<Rounds> {
  const mayWait = round % 2 === 0;
  const log: Entry[] = [];
  let waited = 0;
  const begin = ({ who, cwd, proxy }: Deployer) =>
    world.begin(proxy.url, {
      place: { cwd, env: { GITHUB_ACTOR: who } },
      lockTimeout: mayWait ? 600_000 : 0,
      onLock: ({ kind }) => {
        waited += kind === 'lock-waiting' ? 1 : 0;
      },
    });
  const [first, second] = (round % 4 < 2 ? deployers : deployers.toReversed()) as [Deployer, Deployer];
  let other: Promise<Deployed> | undefined;
  for (const { who, cwd, proxy } of deployers) {
    writeFileSync(join(cwd, 'config.json'), JSON.stringify(configOf(who, round)));
    proxy.decide = (call) => {
      log.push({ who, call });
      other ??= log.length > (round * 7) % 24 ? begin(second) : undefined;
      return undefined;
    };
  }
  const ended = await world.time.drive(activityOf(deployers.map(({ proxy }) => proxy)), async () => {
    const [own] = await Promise.allSettled([begin(first)]);
    return [own, ...(await Promise.allSettled([other]))];
  });
  expect(turnsIn(log)).toBeLessThanOrEqual(2);
  const refused = ended.flatMap((each) => (each.status === 'rejected' ? [each.reason as Error] : []));
  for (const error of refused) {
    expect(error).toMatchObject({ code: 'GP501' });
    expect(error.message).toMatch(/^sales\/dev is locked by (ann|ben) on \S+ \(deploy\)/);
  }
  expect(refused.length).toBeLessThanOrEqual(mayWait ? 0 : 1);
  const last = log.findLast(({ call }) => isWork(call))?.who;
  const { proxy, cwd } = deployers.find(({ who }) => who === last)!;
  expect(await world.time.drive(proxy, () => world.plannedAt(proxy.url, cwd))).toBe(0);
  return { refused: refused.length, waited };
}

/** How often the work went from one to another; whoever has begun goes on alone until the work is done. */
function turnsIn(log: readonly Entry[]): number {
  const turns = log.filter(({ call }) => isWork(call)).map(({ who }) => who);
  return turns.filter((who, index) => turns[index - 1] !== who).length;
}
