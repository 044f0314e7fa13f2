import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { type Browser, chromium, type Page } from 'playwright-core';

/** How a page is looked at. */
export interface Sight {
  readonly width: number;
  readonly theme: 'light' | 'dark';
}

/** What a look at a page found. */
export interface Looked {
  /** What axe-core calls serious or worse, with the element. */
  readonly complaints: readonly string[];
  /** Columns by which the page is wider than its window. */
  readonly overflow: number;
  /** Whether the job that failed is seen in the graph, or can be reached at its link. */
  readonly showsFailure: boolean;
  /** Addresses that the page asked for, and what the console said. */
  readonly asked: readonly string[];
  readonly said: readonly string[];
}

/** Debian's Chromium, or the one that GLUEPIPELINE_CHROMIUM names. */
export function openBrowser(): Promise<Browser> {
  const executablePath = process.env.GLUEPIPELINE_CHROMIUM ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) {
    throw new Error(`there is no ${executablePath}: install chromium, or name one with GLUEPIPELINE_CHROMIUM`);
  }
  // In a container the tests are root, and there Chromium has no sandbox of its own.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}

/** Opens a page as a file from disk, judges it, and where GLUEPIPELINE_SCREENSHOTS names a folder keeps a picture of it. */
export async function look(browser: Browser, file: string, name: string, sight: Sight): Promise<Looked> {
  const context = await browser.newContext({
    viewport: { width: sight.width, height: 800 },
    colorScheme: sight.theme,
    // The page's own policy forbids scripts, those of the test included.
    bypassCSP: true,
  });
  try {
    const page = await context.newPage();
    const asked: string[] = [];
    const said: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => said.push(message.text()));
    await page.goto(`file://${file}`);
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    const showsFailure = await page.evaluate<boolean>(failureInSight);
    await keep(page, `${name}-${String(sight.width)}-${sight.theme}`);
    // The others are like the first: to judge all hundred and fifty takes a minute.
    await page.evaluate(
      '[...document.querySelectorAll("details")].slice(0, 6).forEach((each) => { each.open = true; })',
    );
    return { complaints: await complaintsOf(page), overflow, showsFailure, asked: asked.slice(1), said };
  } finally {
    await context.close();
  }
}

/** Of a small graph a narrow window shows the beginning; in a large one the failure is looked for. */
const failureInSight = `(() => {
  const window = document.querySelector('.scroll').getBoundingClientRect();
  const [node] = [...document.querySelectorAll('.scroll g')].filter((each) => each.textContent.includes('FAILED'));
  const box = node.getBoundingClientRect();
  const inside = box.top >= window.top && box.bottom <= window.bottom && box.left >= window.left && box.right <= window.right;
  return inside || document.getElementById('graph-focus') == null;
})()`;

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
}

async function complaintsOf(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') });
  const { violations } = await page.evaluate<{ violations: Violation[] }>('axe.run(document)');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html ?? ''}`);
}

async function keep(page: Page, name: string): Promise<void> {
  const folder = process.env.GLUEPIPELINE_SCREENSHOTS;
  if (folder != null && folder !== '') {
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  }
}
