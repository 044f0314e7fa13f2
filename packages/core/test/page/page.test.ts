import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';

import { runPage } from '../../src/report/run/page/page.ts';
import { look, openBrowser } from './browser.ts';
import { samplePage } from './sample.ts';

jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), 'gluepipeline-page-'));
let browser: Browser;

beforeAll(async () => {
  for (const count of [5, 150]) {
    writeFileSync(join(folder, `${String(count)}.html`), await runPage(samplePage(count)));
  }
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

const sights = [5, 150].flatMap((count) =>
  [1280, 400].flatMap((width) => (['light', 'dark'] as const).map((theme) => [count, width, theme] as const)),
);

describe('the page of a run, in Chromium', () => {
  it.each(sights)(
    'with %i nodes at %i pixels, %s, fits, asks for nothing, shows what failed in the graph, and has no serious issue',
    async (...sight) => {
      const [count, width, theme] = sight;
      const file = join(folder, `${String(count)}.html`);
      expect(await look(browser, file, `run-${String(count)}`, { width, theme })).toEqual({
        complaints: [],
        overflow: 0,
        showsFailure: true,
        asked: [],
        said: [],
      });
    },
  );
});
