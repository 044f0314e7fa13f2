import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect } from '@jest/globals';

import type { Deployed } from '../../src/index.ts';
import { first, scripts } from '../sweep/configs.ts';
import type { Whole } from './attempt.ts';
import { isWork, occurrencesOf, operationOf } from './call.ts';
import { FaultProxy } from './proxy.ts';
import { activityOf } from './time.ts';
import { openWorld } from './world.ts';

/** What the other deploys meanwhile: neither what was there nor what the stopped one was about. */
const others = { ...first, tags: { team: 'c' }, crawlers: first.crawlers.slice(0, 1) };

/** Longer than a lock counts that nobody renews. */
const longer = 122_000;

/** Where a holder is stopped: at which call of which operation, and whether that one is still carried out. */
export interface Stop {
  readonly operation: string;
  readonly occurrence: number;
  readonly applied: boolean;
}

/** Every call at which a holder can be stopped while it has the lock. */
export function stopsOf({ calls }: Whole): Stop[] {
  return occurrencesOf(calls).flatMap(({ call, operation, occurrence }, index) =>
    isWork(call) ? [{ operation, occurrence, applied: index % 2 === 0 }] : [],
  );
}

/**
 * Stops a deployment at that call until its lock has expired, lets another deploy, and wakes it in the midst of that.
 * Expects that it changes nothing more, says why, and that what the other has deployed is whole.
 */
export async function stopHolder({ scenario, from }: Whole, { operation, occurrence, applied }: Stop): Promise<void> {
  const world = await openWorld({ config: scenario.config, from });
  const cwd = join(world.cwd, 'other');
  mkdirSync(cwd);
  const other = await FaultProxy.open(world.server.url, world.time.clock);
  const activity = activityOf([world.proxy, other]);
  let seen = 0;
  let asleep = false;
  const late: string[] = [];
  world.proxy.decide = (call) => {
    seen += operationOf(call) === operation && call.isFirst ? 1 : 0;
    if (asleep && isWork(call)) {
      late.push(`${operationOf(call)} ${call.target}`);
    }
    return operationOf(call) === operation && seen === occurrence ? { how: 'hang', applied } : undefined;
  };
  try {
    for (const [path, content] of Object.entries({ ...scripts, 'config.json': JSON.stringify(others) })) {
      writeFileSync(join(cwd, path), content);
    }
    let second: Promise<Deployed> | undefined;
    const stop = () => {
      if (seen < occurrence || asleep) {
        return false;
      }
      asleep = true;
      world.time.freeze(longer);
      second = world.begin(other.url, { place: { cwd, env: {} } });
      return true;
    };
    const [own] = await world.time.drive(
      activity,
      async () => {
        const ended = await Promise.allSettled([world.begin(world.proxy.url, {})]);
        await second;
        return ended;
      },
      stop,
    );
    expect(late).toEqual([]);
    expect(await second).toMatchObject({ outcome: 'applied', result: { outcome: 'done' } });
    if (own.status === 'fulfilled') {
      const { value } = own;
      // Where only its record was left to be written, all of its work was done before.
      const isDone = value.outcome === 'applied' && value.result.outcome === 'done';
      expect(value).toMatchObject({ outcome: 'applied', ...(isDone ? {} : { stopped: { code: 'GP502' } }) });
    } else {
      expect(own.reason).toMatchObject({ code: 'GP502' });
    }
    expect(await world.time.drive(other, () => world.plannedAt(other.url, cwd))).toBe(0);
  } finally {
    await other.close();
    await world.close();
  }
}
