import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, expect, it, jest } from '@jest/globals';

import { folderWith } from '../harness.ts';
import { begun, type Pair, sleepsOf, sleepThrough } from './asleep.ts';
import { endAll, startDeployer } from './processes.ts';
import { scenarios } from './scenarios.ts';

jest.setTimeout(60 * 60_000);

/** Only each so many cases is tried: 1 is all of them. */
const every = Number(process.env.GLUEPIPELINE_SWEEP_EVERY ?? '1');

const bundle = folderWith();

afterAll(endAll);

it('a process that was stopped until its lock had expired changes nothing after waking, and the other’s work is whole', async () => {
  const built = spawnSync(process.execPath, [join(import.meta.dirname, 'build.mjs'), bundle], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  });
  expect(built).toMatchObject({ status: 0, stderr: '' });
  const startPair = async (): Promise<Pair> => ({
    sleeper: await startDeployer(bundle),
    other: await startDeployer(bundle),
  });
  let pair = await startPair();
  const all = await begun(scenarios[1]!, pair);
  const cases = sleepsOf(all).filter((_, index) => index % every === 0);
  const wrong: string[] = [];
  let done = 0;
  for (const of of cases) {
    try {
      done += (await sleepThrough(all, of, pair)) ? 1 : 0;
    } catch (error) {
      wrong.push(`${of.moment} at request ${String(of.at)}: ${String(error)}`);
      process.stdout.write(`asleep: ${wrong.at(-1) ?? ''}\n`);
      pair.sleeper.kill();
      pair.other.kill();
      pair = await startPair();
    }
  }
  rmSync(all.from, { recursive: true, force: true });
  process.stdout.write(
    `asleep: ${String(cases.length)} cases over ${String(all.arrived)} changing requests, ${String(done)} had done their work before\n`,
  );
  expect(wrong).toEqual([]);
});
