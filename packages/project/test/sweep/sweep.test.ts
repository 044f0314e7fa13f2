import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type LocalServer, serve } from '@gluepipeline/local';

import { folderWith } from '../harness.ts';
import { scripts } from './configs.ts';
import { type Strike, strike } from './mutating.ts';
import type { Moment } from './orders.ts';
import { type Deployer, endAll, startDeployer, startEndpoint } from './processes.ts';
import { type Scenario, scenarios } from './scenarios.ts';
import { stateOf } from './state.ts';
import { within } from './within.ts';

jest.setTimeout(1_800_000);

/** Only each so many cases is tried: 1 is all of them. */
const every = Number(process.env.GLUEPIPELINE_SWEEP_EVERY ?? '1');

/** Cases that go on at once: most of a case is waiting. */
const atOnce = 3;

const bundle = folderWith();

beforeAll(() => {
  const built = spawnSync(process.execPath, [join(import.meta.dirname, 'build.mjs'), bundle], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  });
  expect(built).toMatchObject({ status: 0, stderr: '' });
});

afterAll(endAll);

/** A project folder with a config, and the folder of its endpoint, as it was left elsewhere. */
function projectWith(config: object, state?: string): { cwd: string; folder: string } {
  const cwd = folderWith({ ...scripts, 'config.json': JSON.stringify(config) });
  const folder = join(cwd, '.gluepipeline', 'local');
  if (state != null) {
    mkdirSync(join(cwd, '.gluepipeline'));
    cpSync(state, folder, { recursive: true });
  }
  return { cwd, folder };
}

/** A deployer that was killed leaves its lock, which counts for two minutes: the next run comes after them. */
const lease = 122_000;

/** An endpoint of this process, whose clock is `ahead` of all others: who is killed here is the deployer. */
async function open(folder: string, hooks: Partial<Strike> = {}, ahead = () => 0): Promise<LocalServer> {
  const clock = { now: () => Date.now() + ahead() };
  return serve({ folder, clock, engine: undefined, fault: hooks.fault, onRequest: hooks.onRequest });
}

interface Whole {
  /** The state that the scenario begins with, where not with nothing. */
  readonly from: string | undefined;
  /** The state that it ends in. */
  readonly to: Record<string, unknown>;
  /** Its mutating calls. */
  readonly operations: readonly string[];
}

/** The scenario without interruption. */
async function whole(scenario: Scenario, deployer: Deployer): Promise<Whole> {
  let from: string | undefined;
  if (scenario.before != null) {
    const { cwd, folder } = projectWith(scenario.before);
    const server = await open(folder);
    expect(await deployer.order({ cwd, what: 'deploy' })).toMatchObject({ outcome: 'done', failed: [] });
    await server.stop();
    from = folder;
  }
  const { cwd, folder } = projectWith(scenario.config, from);
  const counting = strike(0, 'before', () => undefined);
  const server = await open(folder, counting);
  expect(await deployer.order({ cwd, what: scenario.what })).toMatchObject({ outcome: 'done', failed: [] });
  await server.stop();
  return { from, to: stateOf(folder), operations: counting.operations };
}

interface Case {
  readonly at: number;
  readonly moment: Moment;
}

/** Tries the cases, some at once; gives what went wrong, by case. */
async function tried(
  cases: readonly Case[],
  { operations }: Whole,
  attempt: (of: Case, deployer: Deployer) => Promise<void>,
): Promise<string[]> {
  const left = [...cases];
  const wrong: string[] = [];
  const work = async () => {
    let deployer = await startDeployer(bundle);
    for (let next = left.shift(); next != null; next = left.shift()) {
      try {
        await attempt(next, deployer);
      } catch (error) {
        // What it still does is no part of the next case.
        deployer.kill();
        deployer = await startDeployer(bundle);
        wrong.push(`${next.moment} call ${String(next.at)} (${String(operations[next.at - 1])}): ${String(error)}`);
        // A sweep takes long: nobody should have to wait for its end.
        process.stdout.write(`sweep: ${wrong.at(-1) ?? ''}\n`);
      }
    }
    deployer.kill();
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return wrong;
}

/** The next run makes what an uninterrupted one makes, and leaves nothing to do. */
async function converges(of: Scenario, { to }: Whole, place: { cwd: string; folder: string }, deployer: Deployer) {
  const { cwd, folder } = place;
  const again = await within(180_000, 'the next run', deployer.order({ cwd, what: of.what }));
  expect(again).toMatchObject({ failed: [] });
  expect(['done', 'no-changes']).toContain(again.outcome);
  expect(stateOf(folder)).toEqual(to);
  // After a destruction everything is to be made again, so it is the second destruction that has nothing to do.
  const further = await deployer.order({ cwd, what: of.what === 'deploy' ? 'plan' : 'destroy' });
  expect(further).toMatchObject({ outcome: of.what === 'deploy' ? 'planned' : 'no-changes', changes: 0 });
}

function casesOf({ operations }: Whole, moments: readonly Moment[]): Case[] {
  return operations
    .flatMap((_, index) => moments.map((moment) => ({ at: index + 1, moment })))
    .filter((_, index) => index % every === 0);
}

describe.each(scenarios)('$name', (scenario) => {
  let all: Whole;
  beforeAll(async () => {
    const deployer = await startDeployer(bundle);
    all = await whole(scenario, deployer);
    deployer.kill();
    expect(all.operations.length).toBeGreaterThan(10);
  });

  it('converges after the deployer was killed at a mutating call', async () => {
    const cases = casesOf(all, ['before', 'after']);
    const wrong = await tried(cases, all, async ({ at, moment }, deployer) => {
      const place = projectWith(scenario.config, all.from);
      const victim = await startDeployer(bundle);
      const hooks = strike(at, moment, () => process.kill(victim.pid, 'SIGKILL'));
      let ahead = 0;
      const server = await open(place.folder, hooks, () => ahead);
      try {
        victim.say({ cwd: place.cwd, what: scenario.what });
        expect(await within(120_000, 'the end of the deployer', victim.ended)).toBe('SIGKILL');
        await within(120_000, 'the end of its last calls', hooks.idle());
        ahead = lease;
        await converges(scenario, all, place, deployer);
      } finally {
        victim.kill();
        await server.stop();
        rmSync(place.cwd, { recursive: true, force: true });
      }
    });
    tell(scenario, 'deployer', cases, all);
    expect(wrong).toEqual([]);
  });

  it('converges after the endpoint was killed at a mutating call, and started again on its folder', async () => {
    const cases = casesOf(all, ['before', 'during', 'after']);
    const wrong = await tried(cases, all, async ({ at, moment }, deployer) => {
      const place = projectWith(scenario.config, all.from);
      const [victim, endpoint] = await Promise.all([
        startDeployer(bundle),
        startEndpoint(bundle, place.folder, at, moment),
      ]);
      victim.say({ cwd: place.cwd, what: scenario.what });
      expect(await within(120_000, 'the end of the endpoint', endpoint.ended)).toBe('SIGKILL');
      // It would go on asking for a while.
      victim.kill();
      const server = await open(place.folder, {}, () => lease);
      try {
        await converges(scenario, all, place, deployer);
      } finally {
        await server.stop();
        rmSync(place.cwd, { recursive: true, force: true });
      }
    });
    tell(scenario, 'endpoint', cases, all);
    expect(wrong).toEqual([]);
  });
});

function tell({ name }: Scenario, who: string, cases: readonly Case[], { operations }: Whole): void {
  const count = `${String(cases.length)} cases over ${String(operations.length)} mutating calls`;
  process.stdout.write(`sweep: ${name}, ${who} killed: ${count}\n`);
}
