import { describe, expect, it } from '@jest/globals';

import { isAcceptable, judge, load, localPaths, messageOf, type Pipeline } from '@gluepipeline/core';

import type { ConfigObject } from './configs.ts';
import { dice, mutant, seeds } from './mutants.ts';
import { openStack } from './stack.ts';

/** How many configs are made; `npm run test:laws` makes more. */
const many = Math.max(5_000, Number(process.env.LAW_RUNS ?? 0) * 20);
/** Of those that pass so many are deployed. */
const deployed = 40;

/** Warnings that AWS refuses it today: what has ended for new jobs, and words that AWS may have added since. */
const doubtful: ReadonlySet<string> = new Set(['GP209', 'GP210', 'GP245', 'GP246']);

/** The config that passes, or nothing; throws only where the tool is wrong. */
async function accepted(text: string): Promise<Pipeline | undefined> {
  const loaded = await load('config.json', text);
  if (!loaded.ok) {
    expect(loaded.issues.length).toBeGreaterThan(0);
    return undefined;
  }
  const issues = await judge(loaded.value, {});
  expect(issues.every(({ position }) => position != null)).toBe(true);
  return isAcceptable(issues) && !issues.some(({ code }) => doubtful.has(code)) ? loaded.value.pipeline : undefined;
}

function isPlain(text: string): boolean {
  try {
    return JSON.stringify(JSON.parse(text), null, 2) === text;
  } catch {
    return false;
  }
}

describe('configs with mistakes that nobody thought of', () => {
  const roll = dice(20_260_214);
  const passed = new Map<string, Pipeline>();

  it(`never crash: ${String(many)} of them are judged, each complaint at a place`, async () => {
    expect(seeds.length).toBeGreaterThan(150);
    let refused = 0;
    for (let count = 0; count < many; count++) {
      const text = mutant(roll);
      const pipeline = await accepted(text).catch((error: unknown) => {
        throw new Error(`broken by ${text}`, { cause: error });
      });
      refused += pipeline == null ? 1 : 0;
      if (pipeline != null) {
        passed.set(text, pipeline);
      }
    }
    expect(refused).toBeGreaterThan(many / 5);
    expect(passed.size).toBeGreaterThan(many / 10);
  }, 120_000);

  it('are never refused by the endpoint where validate lets them pass', async () => {
    // A text that JSON.parse would read otherwise is another config.
    const candidates = [...passed].filter(
      ([text, pipeline]) => isPlain(text) && localPaths(pipeline).length === 0 && pipeline.nodes.length > 0,
    );
    const every = Math.max(1, Math.floor(candidates.length / deployed));
    const sample = candidates.filter((_, index) => index % every === 0);
    expect(sample.length).toBeGreaterThanOrEqual(deployed);
    const refused: string[] = [];
    for (const [text] of sample) {
      const stack = await openStack();
      try {
        const pipeline = await stack.pipeline(JSON.parse(text) as ConfigObject, 'sales');
        const { result } = await stack.deploy(pipeline);
        refused.push(...result.failed.map(({ error }) => `${messageOf(error)} ${text}`));
        refused.push(...(result.outcome === 'done' || result.failed.length > 0 ? [] : [`${result.outcome} ${text}`]));
      } finally {
        await stack.close();
      }
    }
    expect(refused).toEqual([]);
  }, 240_000);
});
