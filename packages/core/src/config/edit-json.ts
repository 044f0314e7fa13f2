import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';

import { invariant } from '../errors.ts';
import type { JobEntry } from './edit.ts';

/** Adds a job to JSON with or without comments, written as its neighbours are. */
export function addJobToJson(text: string, job: JobEntry): string {
  const root = parseTree(text, [], { allowTrailingComma: true });
  invariant(root?.type === 'object', 'a config that was read is a map');
  const style = styleOf(text);
  const jobs = findNodeAtLocation(root, ['jobs']);
  if (jobs?.type === 'array') {
    return insert(text, jobs, (indent, flat) => print(job, indent, flat, style), style);
  }
  const list = (indent: string, flat: boolean) =>
    flat
      ? `[${print(job, indent, flat, style)}]`
      : `[${style.eol}${indent}${style.unit}${print(job, indent + style.unit, flat, style)}${style.eol}${indent}]`;
  return jobs == null
    ? insert(text, root, (indent, flat) => `"jobs": ${list(indent, flat)}`, style)
    : text.slice(0, jobs.offset) + list(indentAt(text, jobs.offset), false) + text.slice(jobs.offset + jobs.length);
}

interface Style {
  readonly unit: string;
  readonly eol: string;
  /** A file on one line stays one. */
  readonly oneLine: boolean;
}

function styleOf(text: string): Style {
  return {
    unit: /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ',
    eol: text.includes('\r\n') ? '\r\n' : '\n',
    oneLine: !text.trim().includes('\n'),
  };
}

type Print = (indent: string, flat: boolean) => string;

/** Puts something after the last child of a list or map, in the way that the last child is written. */
function insert(text: string, parent: Node, printed: Print, style: Style): string {
  const last = parent.children?.at(-1);
  if (last == null) {
    const outer = indentAt(text, parent.offset);
    const inner = outer + style.unit;
    const body = style.oneLine ? printed('', true) : `${style.eol}${inner}${printed(inner, false)}${style.eol}${outer}`;
    const end = parent.offset + parent.length - 1;
    // What stands in an empty list can only be blanks and comments.
    const kept = text.slice(parent.offset + 1, end).trimEnd();
    return text.slice(0, parent.offset + 1) + kept + body + text.slice(end);
  }
  const end = last.offset + last.length;
  const flat = !text.slice(last.offset, end).includes('\n');
  if (!text.slice(parent.offset, last.offset).includes('\n')) {
    return `${text.slice(0, end)},${style.oneLine && !text.includes(', "') ? '' : ' '}${printed('', true)}${text.slice(end)}`;
  }
  // A comment behind the last child is about that child.
  const [behind = '', comma] = /^[ \t]*(,)?[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/)?/.exec(text.slice(end)) ?? [];
  const indent = indentAt(text, last.offset);
  const tail = comma == null ? `,${behind.trimEnd()}` : behind.trimEnd();
  const added = `${style.eol}${indent}${printed(indent, flat && parent.type === 'array')}${comma ?? ''}`;
  return text.slice(0, end) + tail + added + text.slice(end + behind.trimEnd().length);
}

/** The blanks at the start of the line of `offset`. */
function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

function print(job: JobEntry, indent: string, flat: boolean, { unit, eol, oneLine }: Style): string {
  const pairs = Object.entries(job).map(([key, value]) => [JSON.stringify(key), JSON.stringify(value)] as const);
  if (flat && oneLine) {
    return `{${pairs.map((pair) => pair.join(':')).join(',')}}`;
  }
  return flat
    ? `{ ${pairs.map((pair) => pair.join(': ')).join(', ')} }`
    : `{${eol}${pairs.map((pair) => `${indent}${unit}${pair.join(': ')}`).join(`,${eol}`)}${eol}${indent}}`;
}
