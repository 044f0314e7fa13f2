import { rmSync } from 'node:fs';

import { expect, it, jest } from '@jest/globals';

import { carryOut } from '../faults/attempt.ts';
import { stopHolder, stopsOf } from '../faults/stopped.ts';
import { scenarios } from './scenarios.ts';

jest.setTimeout(60 * 60_000);

/** Only each so many calls is tried: 1 is all of them. */
const every = Number(process.env.GLUEPIPELINE_SWEEP_EVERY ?? '1');

it('a holder that was stopped until its lock had expired changes nothing after waking, and the other’s work is whole', async () => {
  const whole = await carryOut(scenarios[1]!);
  const stops = stopsOf(whole).filter((_, index) => index % every === 0);
  const wrong: string[] = [];
  for (const stop of stops) {
    await stopHolder(whole, stop).catch((error: unknown) => {
      wrong.push(`${stop.operation} number ${String(stop.occurrence)}: ${String(error)}`);
    });
  }
  rmSync(whole.from, { recursive: true, force: true });
  process.stdout.write(`stopped: ${String(stops.length)} cases\n`);
  expect(wrong).toEqual([]);
});
