import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Texts that people read; the lock file, the API models and data files cite nothing. */
const cites = /(\.(md|ts|mts|cts|js|mjs|cjs|json|py|ya?ml|txt|sh)|\/run)$/;
const silent = /(^|\/)package-lock\.json$|^packages\/local\/src\/model\/|^tools\/test\/citations\.test\.ts$/;

/** `docs/a.md` or `docs/a.md#b`; the folder must be ours, so `…/docs/a.md` of another repository does not count. */
const mention = /(?<![\w/.-])docs\/[\w/.-]+?\.md(?:#[\w-]+)?/g;

/** `](a.md)` or `](#b)`: a link from one page to another, from where it stands. */
const link = /\]\((?!\w+:)([^)\s]+)\)/g;

/** Pages that are not in the repository, and the folder of them. */
const outside =
  /(?<!docs\/)\b(?:glue|emulators|perf|usage|conventions|toolchain|style)\.md\b|(?<![\w-])facts\/|(?<![\w/(-])design\.md\b/g;

interface Citation {
  readonly file: string;
  readonly target: string;
}

/** Everything that git knows and that is there. */
function sources(): string[] {
  const listed = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0');
  return listed.filter((file) => cites.test(file) && !silent.test(file) && existsSync(join(root, file)));
}

function textOf(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

function found(file: string, pattern: RegExp): string[] {
  return [...textOf(file).matchAll(pattern)].map((match) => match[1] ?? match[0]);
}

/** A heading's anchor, as GitHub makes it; of equal headings only the first is meant. */
function anchorOf(heading: string): string {
  const words = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
  return words.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-');
}

function anchors(page: string): Set<string> {
  // What stands between fences is no heading.
  const prose = textOf(page).replaceAll(/^(```|~~~).*?^\1/gms, '');
  return new Set([...prose.matchAll(/^#{1,6} (.+?)\s*$/gm)].map((match) => anchorOf(match[1] ?? '')));
}

/** True where the path exists and holds the anchor, if one is named. */
function resolves({ target }: Citation): boolean {
  const [path = '', anchor] = target.split('#');
  return existsSync(join(root, path)) && (anchor == null || anchors(path).has(anchor));
}

function unresolved(citations: readonly Citation[]): string[] {
  return [...new Set(citations.filter((each) => !resolves(each)).map(({ file, target }) => `${file}: ${target}`))];
}

describe('what the repository cites', () => {
  const files = sources();
  const pages = files.filter((file) => file.endsWith('.md'));

  it('names no page under docs/ that is not there', () => {
    const mentions = files.flatMap((file) => found(file, mention).map((target) => ({ file, target })));
    expect(mentions.length).toBeGreaterThan(0);
    expect(unresolved(mentions)).toEqual([]);
  });

  it('links no page to one that is not there', () => {
    const links = pages.flatMap((file) =>
      found(file, link).map((target) => ({
        file,
        target: target.startsWith('#') ? `${file}${target}` : normalize(join(dirname(file), target)),
      })),
    );
    expect(links.length).toBeGreaterThan(0);
    expect(unresolved(links)).toEqual([]);
  });

  it('names nothing that lies outside of the repository', () => {
    const strangers = files.flatMap((file) => found(file, outside).map((name) => `${file}: ${name}`));
    expect(strangers).toEqual([]);
  });

  it.each([
    ['docs/aws-facts.md#no-such-section', false],
    ['docs/no-such-page.md', false],
    ['docs/aws-facts.md#trigger-states', true],
    ['docs/diagnostics.md#gp204', true],
  ])('finds out whether %s is there', (target, there) => {
    expect(resolves({ file: '', target })).toBe(there);
  });
});
