import { codeBlock } from '@gluepipeline/core';

import { cutLines, sizeOf } from './limits.ts';
import type { Report, Section } from './report.ts';

/** Where a report goes to. */
export interface Place {
  readonly kind: 'comment' | 'summary';
  /** In bytes, all of it. */
  readonly limit: number;
  /** Where what does not fit is to be found. */
  readonly elsewhere: string;
  /** The last line: what it was made from. */
  readonly footer: string;
}

/** So many lines are read at a glance; more are folded. */
const glance = 60;

/** A report as Markdown that fits: what does not is cut at the end of a line, and says so. */
export function rendered({ head, sections }: Pick<Report, 'head' | 'sections'>, place: Place): string {
  const foot = place.footer === '' ? '' : `\n\n${place.footer}`;
  const top = cutLines(head, place.limit - sizeOf(foot)).text;
  let room = place.limit - sizeOf(top) - sizeOf(foot);
  const parts = sections
    .filter((section) => section.text !== '' && !(place.kind === 'comment' && section.summaryOnly === true))
    .map((section) => {
      const part = sectionIn(section, room - 2, place);
      room -= part === '' ? 0 : sizeOf(part) + 2;
      return part;
    });
  return [top, ...parts.filter((part) => part !== '')].join('\n\n') + foot;
}

/** A section within so many bytes; nothing where not even its frame fits. */
function sectionIn(section: Section, room: number, place: Place): string {
  const whole = framed(section, section.text, '');
  if (sizeOf(whole) <= room) {
    return whole;
  }
  const note = (left: number) => `\n\n… ${String(left)} more lines: ${place.elsewhere}.`;
  if (section.language === 'mermaid') {
    return '';
  }
  const frame = sizeOf(framed(section, '', note(section.text.split('\n').length)));
  const { text, left } = cutLines(section.text, room - frame);
  return text === '' ? '' : framed(section, text, note(left));
}

function framed({ title, language, folded, text: whole }: Section, text: string, note: string): string {
  const block = (language === 'markdown' ? text : codeBlock(text, language)) + note;
  const open = folded === true || whole.split('\n').length > glance ? '' : ' open';
  return `<details${open}><summary>${title}</summary>\n\n${block}\n\n</details>`;
}
