import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { expect } from '@jest/globals';
import { serve } from '@gluepipeline/local';

import { systemClock } from '@gluepipeline/aws';
import { isMutating, isWork, operationOf } from '../faults/call.ts';
import { makeForeign } from '../faults/foreign.ts';
import { FaultProxy } from '../faults/proxy.ts';
import { caseFolder } from '../faults/world.ts';
import { first, scripts } from './configs.ts';
import type { Endpoint, Outcome } from './orders.ts';
import type { Deployer } from './processes.ts';
import type { Scenario } from './scenarios.ts';
import { within } from './within.ts';

/** What the other deploys meanwhile: neither what was there nor what the stopped one was about. */
const others = { ...first, tags: { team: 'c' }, crawlers: first.crawlers.slice(0, 1) };

/** Longer than a lock counts that nobody renews. */
const longer = 122_000;

/**
 * Where a process is stopped: with a request in hand, on a connection that is there or one that is still coming about;
 * while it waits for an answer, and what it asked for is carried out; or while it waits to ask again.
 */
export const moments = [
  'on an open connection',
  'while connecting',
  'waiting for the answer',
  'waiting to ask again',
] as const;

/** One stop. */
export interface Sleep {
  readonly moment: (typeof moments)[number];
  /** Which changing request after the lock's, counted from 1. */
  readonly at: number;
}

/** Two processes: one that is stopped, and one that deploys meanwhile. */
export interface Pair {
  readonly sleeper: Deployer;
  readonly other: Deployer;
}

/** A scenario's state to begin with, and how many changing requests there are: as a sleeper counts them, and as they arrive. */
export interface Begun {
  readonly scenario: Scenario;
  readonly from: string;
  readonly sent: number;
  readonly arrived: number;
}

/** Deploys what was before, and counts what the scenario sends. */
export async function begun(scenario: Scenario, { sleeper, other }: Pair): Promise<Begun> {
  const from = caseFolder();
  rmSync(from, { recursive: true });
  const before = await openPlace(scenario.before ?? scenario.config);
  await makeForeign(before.server);
  const first = { cwd: before.cwd, what: 'deploy', endpoint: before.endpoint() } as const;
  expect(await other.order(first)).toMatchObject({ outcome: 'done', failed: [] });
  await before.keepAs(from);
  const place = await openPlace(scenario.config, from);
  const proxy = await FaultProxy.open(place.server.url, systemClock);
  const counted = { cwd: place.cwd, what: scenario.what, endpoint: place.endpoint(proxy.url) };
  const { outcome, sent = 0 } = await sleeper.order(counted);
  expect(outcome).toBe('done');
  await proxy.close();
  await place.close();
  return { scenario, from, sent, arrived: proxy.calls.filter(isWork).length };
}

/** Every changing request, at every moment. */
export function sleepsOf({ sent, arrived }: Begun): Sleep[] {
  return moments.flatMap((moment) =>
    Array.from({ length: isByItself(moment) ? sent : arrived }, (_, index) => ({ moment, at: index + 1 })),
  );
}

const isByItself = (moment: Sleep['moment']): boolean =>
  moment === 'on an open connection' || moment === 'while connecting';

/**
 * Stops a real process by SIGSTOP until its lock has expired and another has deployed, and wakes it. Expects that from
 * then on no request of it arrives that would change anything, that it says why, and that what the other has deployed is
 * whole. True where all of its own work was done before.
 */
export async function sleepThrough(
  { scenario, from, sent, arrived }: Begun,
  { moment, at }: Sleep,
  { sleeper, other }: Pair,
): Promise<boolean> {
  const place = await openPlace(scenario.config, from);
  const proxy = await FaultProxy.open(place.server.url, systemClock);
  try {
    const itself = isByItself(moment);
    proxy.closes = moment === 'while connecting';
    let seen = 0;
    proxy.decide = (call) => {
      if (itself || !isWork(call)) {
        return undefined;
      }
      seen += 1;
      if (seen < at) {
        return undefined;
      }
      if (seen > at && moment === 'waiting to ask again') {
        return undefined;
      }
      if (seen === at) {
        setImmediate(() => process.kill(sleeper.pid, 'SIGSTOP'));
      }
      return moment === 'waiting for the answer'
        ? { how: 'hang', applied: true }
        : { how: 'refuse', as: 'server error' };
    };
    const aheadFile = join(place.cwd, 'ahead');
    const ended = sleeper.order({
      cwd: place.cwd,
      what: scenario.what,
      endpoint: place.endpoint(proxy.url),
      ahead: aheadFile,
      ...(itself ? { stopAt: at } : {}),
    });
    let early: Outcome | undefined;
    void ended.then((outcome) => (early = outcome));
    await until('the process to be stopped', () => early != null || isStopped(sleeper.pid));
    if (early != null) {
      throw new Error(`it ended before it was stopped: ${JSON.stringify(early)}`);
    }
    place.pass(longer);
    writeFileSync(aheadFile, String(longer));
    const cwd = join(place.cwd, 'other');
    mkdirSync(cwd);
    write(cwd, others);
    const second = { cwd, what: 'deploy', endpoint: place.endpoint() } as const;
    expect(await other.order(second)).toMatchObject({ outcome: 'done', failed: [] });
    const before = proxy.calls.length;
    process.kill(sleeper.pid, 'SIGCONT');
    proxy.decide = () => undefined;
    if (moment === 'waiting for the answer') {
      // It would wait for a minute.
      proxy.breakAll();
    }
    const outcome = await within(120_000, 'the end of who was stopped', ended);
    const late = proxy.calls
      .slice(before)
      .filter(isMutating)
      .map((call) => `${operationOf(call)} ${call.target}`);
    expect({ late, outcome }).toMatchObject({ late: [] });
    // Where only its record or its lock was left to be written, all of its work was done before.
    const isDone = outcome.outcome === 'done' && at >= (itself ? sent : arrived) - 1;
    if (!isDone) {
      const { outcome: how, stopped = '', failed } = outcome;
      expect([how, stopped, ...failed].join('; ')).toMatch(
        /^(interrupted|threw|failed).*the lock was not renewed in time/,
      );
    }
    expect(await other.order({ ...second, what: 'plan' })).toMatchObject({ changes: 0 });
    return isDone;
  } finally {
    process.kill(sleeper.pid, 'SIGCONT');
    await proxy.close();
    await place.close();
  }
}

/** A project, and an endpoint for it whose clock can be moved on. */
async function openPlace(config: object, from?: string) {
  const cwd = caseFolder();
  write(cwd, config);
  const state = join(cwd, 'state');
  if (from != null) {
    cpSync(from, state, { recursive: true });
  }
  let ahead = 0;
  const clock = { now: () => Date.now() + ahead };
  const server = await serve({ folder: state, engine: undefined, clock, delays: { workflowEdit: 0 } });
  const { region, accessKeyId, secretAccessKey } = server;
  const close = async () => {
    await server.stop();
    rmSync(cwd, { recursive: true, force: true });
  };
  return {
    cwd,
    server,
    endpoint: (url = server.url): Endpoint => ({ url, region, accessKeyId, secretAccessKey }),
    pass: (milliseconds: number) => {
      ahead += milliseconds;
    },
    close,
    keepAs: async (folder: string) => {
      await server.stop();
      cpSync(state, folder, { recursive: true });
      await close();
    },
  };
}

function write(cwd: string, config: object): void {
  for (const [path, content] of Object.entries({ ...scripts, 'config.json': JSON.stringify(config) })) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), content);
  }
}

/** True where the process does not run until it is told to go on. */
function isStopped(pid: number): boolean {
  const stat = `/proc/${String(pid)}/stat`;
  const state = existsSync(stat)
    ? readFileSync(stat, 'utf8').split(') ').at(-1)
    : execFileSync('ps', ['-o', 'state=', '-p', String(pid)], { encoding: 'utf8' });
  return state?.trim().startsWith('T') === true;
}

async function until(what: string, isSo: () => boolean): Promise<void> {
  const end = Date.now() + 120_000;
  while (!isSo()) {
    if (Date.now() > end) {
      throw new Error(`waited too long for ${what}`);
    }
    await wait(5);
  }
}
