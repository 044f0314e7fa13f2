import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { rmSync } from 'node:fs';

import { attempt, type Case, carryOut, casesOf, type Ending, questionsOf, type Whole } from '../faults/attempt.ts';
import { pairwise } from '../faults/sample.ts';
import { scenarios } from './scenarios.ts';

jest.setTimeout(4 * 60 * 60_000);

/** All cases where it is 1; else few of them, among which every kind of fault meets every service and sort of call. */
const every = Number(process.env.GLUEPIPELINE_SWEEP_EVERY ?? '1');

interface Planned extends Case {
  readonly whole: Whole;
}

const wholes = new Map<string, Whole>();
let planned: readonly Planned[] = [];

beforeAll(async () => {
  for (const scenario of scenarios) {
    wholes.set(scenario.name, await carryOut(scenario));
  }
  const all = [...wholes.values()].flatMap((whole) => casesOf(whole).map((of) => ({ ...of, whole })));
  planned = every === 1 ? all : pairwise(all, described);
});

afterAll(() => {
  for (const { from } of wholes.values()) {
    rmSync(from, { recursive: true, force: true });
  }
});

/** What a case is told apart by where few are chosen. */
function described({ kind, operation, whole }: Planned) {
  const [service = '', call = ''] = operation.split(':');
  return {
    kind,
    scenario: whole.scenario.name,
    service: ['iam', 'sns'].includes(service) ? 'iam, sns' : service,
    sort: /^(Delete|Remove|Untag|Stop|Disable)/.test(call) ? 'away' : call.startsWith('Update') ? 'over' : 'new',
  };
}

describe('every kind of fault at every mutating call', () => {
  it(`is tried in ${every === 1 ? 'more than 500 cases' : 'at least 60 cases'}`, () => {
    expect(planned.length).toBeGreaterThanOrEqual(every === 1 ? 500 : 60);
  });

  it.each(scenarios)(
    'of $name: it comes through or says why not, loses nothing, and the next run converges',
    async ({ name }) => {
      await tryAll(
        name,
        planned.filter(({ whole }) => whole.scenario.name === name),
      );
    },
  );
});

describe('faults at the first call of each operation that only asks', () => {
  it('of a deployment over another do no more harm', async () => {
    const whole = wholes.get(scenarios[1]!.name)!;
    const cases = questionsOf(whole).filter((_, index) => index % every === 0);
    await tryAll(
      'what only asks',
      cases.map((of) => ({ ...of, whole })),
    );
  });
});

/** Tries the cases one after the other, tells how many there were, and expects that none went wrong. */
async function tryAll(name: string, cases: readonly Planned[]): Promise<void> {
  const endings: Record<Ending, number> = { done: 0, refused: 0 };
  const wrong: string[] = [];
  for (const of of cases) {
    try {
      endings[await attempt(of.whole, of)] += 1;
    } catch (error) {
      wrong.push(`${of.kind} at ${of.operation} number ${String(of.occurrence)}: ${String(error)}`);
      // A sweep takes long: nobody should have to wait for its end.
      process.stdout.write(`faults: ${wrong.at(-1) ?? ''}\n`);
    }
  }
  const { done, refused } = endings;
  const counts = `${String(cases.length)} cases, ${String(done)} came through, ${String(refused)} were refused clearly`;
  process.stdout.write(`faults: ${name}: ${counts}\n`);
  expect(wrong).toEqual([]);
}
