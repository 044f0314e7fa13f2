import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { version } from '../../src/version.ts';
import { folderPattern } from './step.ts';
import type { Played } from './story.ts';

const folder = fileURLToPath(new URL('../expected/', import.meta.url));

/** All that a step wrote, as a page that GitHub shows. */
export function pageOf({ name, on, inputs, ran, requests, comments, issues }: Played): string {
  const said = Object.entries(inputs).map(([key, value]) => `\`${key}: ${value.replaceAll('\n', '\\n')}\``);
  return steady(
    [
      `# ${name.replaceAll('-', ' ')}`,
      `On ${on}, with ${said.join(', ')}. Exit code ${String(ran.exitCode)}.`,
      ...part('Annotations', fenced(ran.annotations.join('\n'))),
      ...part('Outputs', fenced(outputsText(ran.outputs))),
      ...part('PATH', fenced(ran.path.trimEnd())),
      ...part('What GitHub was asked', fenced(requests.join('\n'))),
      ...comments.flatMap(({ id, hidden, body }) => part(`Comment ${String(id)}${hidden ? ', hidden' : ''}`, body)),
      ...issues.flatMap(({ number, state, title, body }) => part(`Issue ${String(number)}, ${state}: ${title}`, body)),
      ...part('Summary', ran.summary.trimEnd()),
    ].join('\n\n'),
  );
}

/** What differs from run to run, and nothing else, as a word: ports, ids, folders, moments, lengths of time, the version. */
export function steady(text: string): string {
  return text
    .replaceAll(/\b127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replaceAll(/\b(jr|wr)_[0-9a-f]{64}/g, '$1_ID')
    .replaceAll(folderPattern, 'FOLDER')
    .replaceAll(/\b((Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?( ?UTC|Z)?/g, 'TIME')
    .replaceAll(/(?<= in |\| |\()\d+(\.\d)?(ms|s|m)( \d+s)?(?=\s|\)|$)/g, 'SECONDS')
    .replaceAll(hostname(), 'HOST')
    .replaceAll(`gluepipeline ${version}`, 'gluepipeline VERSION');
}

/** What is expected of a step; nothing where no file says it. GLUEPIPELINE_EXPECTED=write puts down what came first. */
export function expectedOf(path: string, page: string): string | undefined {
  const file = `${folder}${path}.md`;
  if (process.env.GLUEPIPELINE_EXPECTED === 'write') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${page}\n`);
  }
  try {
    return readFileSync(file, 'utf8').trimEnd();
  } catch {
    return undefined;
  }
}

function part(title: string, text: string): string[] {
  return text === '' ? [] : [`## ${title}`, text];
}

function fenced(text: string): string {
  return text === '' ? '' : `~~~~text\n${text}\n~~~~`;
}

function outputsText(outputs: Readonly<Record<string, string>>): string {
  return Object.entries(outputs)
    .map(([name, value]) =>
      value.includes('\n') ? `${name}:\n${value.replaceAll(/^(?=.)/gm, '  ')}` : `${name}: ${value}`,
    )
    .join('\n');
}
