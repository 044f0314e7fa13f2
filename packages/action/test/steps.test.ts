import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { budget } from './stories/budget.ts';
import { byHand } from './stories/by-hand.ts';
import { configs } from './stories/configs.ts';
import { guards } from './stories/guards.ts';
import { locked } from './stories/locked.ts';
import { partWay } from './stories/part-way.ts';
import { proxy } from './stories/proxy.ts';
import { review } from './stories/review.ts';
import { rights } from './stories/rights.ts';
import { runs } from './stories/runs.ts';
import { type Aws, aws } from './support/aws.ts';
import { expectedOf, pageOf } from './support/expected.ts';
import { play } from './support/story.ts';

const stories = [proxy, runs, budget, review, byHand, configs, rights, locked, partWay, guards];
const paths = stories.flatMap(({ name, cases }) => cases.map((each) => `${name}/${each.name}`));
const pages = new Map<string, string>();
let cloud: Aws;

// test/expected is made anew with GLUEPIPELINE_EXPECTED=write; its diff is to be read.
// No two stories share a stack: they are played at the same time, and compared afterwards.
beforeAll(async () => {
  cloud = await aws();
  await Promise.all(
    stories.map(async (story) => {
      for (const played of await play(story, cloud)) {
        pages.set(`${story.name}/${played.name}`, pageOf(played));
      }
    }),
  );
});

afterAll(async () => {
  await cloud.server.stop();
});

describe('a step of a workflow writes just what test/expected says of it', () => {
  it.each(paths)('%s', (path) => {
    const page = pages.get(path) ?? '';
    expect(page).toBe(expectedOf(path, page));
  });

  it('and nothing is expected of a step that nobody plays', () => {
    const files = readdirSync(fileURLToPath(new URL('expected', import.meta.url)), {
      recursive: true,
      encoding: 'utf8',
    });
    const found = files.filter((file) => file.endsWith('.md')).map((file) => file.replace(/\.md$/, ''));
    expect(found.toSorted()).toEqual(paths.toSorted());
  });
});
