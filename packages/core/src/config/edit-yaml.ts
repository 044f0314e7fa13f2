import { Document, isMap, isSeq, parseDocument, stringify, type Node, type YAMLSeq } from 'yaml';

import type { JobEntry } from './edit.ts';

/** Adds a job to YAML by putting lines in; only where that cannot be done is the file printed anew. */
export function addJobToYaml(text: string, job: JobEntry): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const wanted = addToDocument(text, job);
  const spliced = splice(text, job)?.replaceAll(/\r?\n/g, eol);
  const same = spliced != null && JSON.stringify(valueOf(spliced)) === JSON.stringify(valueOf(wanted));
  return same ? spliced : wanted.replaceAll(/\r?\n/g, eol);
}

function valueOf(text: string): unknown {
  const document = parseDocument(text, { merge: true });
  return document.errors.length > 0 ? undefined : document.toJS();
}

function addToDocument(text: string, job: JobEntry): string {
  const document = parseDocument(text);
  const jobs = document.get('jobs');
  if (isSeq(jobs)) {
    jobs.add(document.createNode(job));
  } else {
    document.set('jobs', [document.createNode(job)]);
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: hasPadding(text) });
}

function splice(text: string, job: JobEntry): string | undefined {
  const document = parseDocument(text, { keepSourceTokens: true });
  const root = document.contents;
  if (root != null && (!isMap(root) || root.flow === true)) {
    const jobs = isMap(root) ? root.get('jobs', true) : undefined;
    return isSeq(jobs) ? intoFlow(text, jobs, job) : undefined;
  }
  const pair = root?.items.find((each) => String(each.key) === 'jobs');
  const jobs: unknown = pair?.value;
  if (isSeq(jobs) && jobs.items.length > 0) {
    return jobs.flow === true ? intoFlow(text, jobs, job) : intoBlock(text, jobs, job);
  }
  if (pair == null) {
    return `${withLineEnd(text)}jobs:\n${blockItem(job, 2)}`;
  }
  // `jobs:` and `jobs: []` hold nothing that could be lost.
  const range = (jobs as Node | null)?.range;
  return range == null
    ? undefined
    : afterLine(`${text.slice(0, range[0]).trimEnd()}${text.slice(range[1])}`, range[0] - 1, blockItem(job, 2));
}

function intoBlock(text: string, jobs: YAMLSeq, job: JobEntry): string | undefined {
  const token = jobs.srcToken;
  const last = jobs.items.at(-1) as Node | undefined;
  if (token?.type !== 'block-seq' || last?.range == null) {
    return undefined;
  }
  const flat = isMap(last) && last.flow === true;
  const item = flat ? `${' '.repeat(token.indent)}- ${flowItem(text, job)}\n` : blockItem(job, token.indent);
  return afterLine(text, last.range[1], item);
}

function intoFlow(text: string, jobs: YAMLSeq, job: JobEntry): string | undefined {
  const last = jobs.items.at(-1) as Node | undefined;
  const at = last?.range?.[1] ?? (jobs.range?.[0] ?? -1) + 1;
  return at === 0
    ? undefined
    : `${text.slice(0, at)}${last == null ? '' : ', '}${flowItem(text, job)}${text.slice(at)}`;
}

/** The text with `lines` put behind the line that ends at or after `offset`. */
function afterLine(text: string, offset: number, lines: string): string {
  const full = withLineEnd(text);
  const at = full[offset - 1] === '\n' ? offset : full.indexOf('\n', offset) + 1;
  return full.slice(0, at) + lines + full.slice(at);
}

function withLineEnd(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

function blockItem(job: JobEntry, indent: number): string {
  const lines = stringify(job, { lineWidth: 0 }).trimEnd().split('\n');
  return lines.map((line, index) => `${' '.repeat(indent)}${index === 0 ? '- ' : '  '}${line}\n`).join('');
}

function flowItem(text: string, job: JobEntry): string {
  const document = new Document();
  document.contents = document.createNode(job, { flow: true });
  return document.toString({ lineWidth: 0, flowCollectionPadding: hasPadding(text) }).trim();
}

/** `{ a: 1 }` or `{a: 1}`: as the file has it. */
function hasPadding(text: string): boolean {
  return !/\{\S/.test(text);
}
