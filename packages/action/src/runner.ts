import { appendFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';

import type { Io } from './io.ts';
import { plainText, tableCell } from './report/report.ts';

/** What the runner is told, in the forms that GitHub documents (docs.github.com, workflow commands). */
export interface Runner {
  /** A line of the log; what it holds is never taken for a command. */
  readonly say: (line: string) => void;
  /** A part of the log that is folded. */
  readonly group: (title: string, text: string) => void;
  /** A command that is written already, such as `::error file=…::…`. */
  readonly command: (line: string) => void;
  readonly warn: (message: string) => void;
  /** At a line of a file of the repository, where one is given. */
  readonly error: (message: string, title?: string, place?: { readonly file: string; readonly line: string }) => void;
  /** From now on the runner writes *** for it, and so do we in all that we write. */
  readonly mask: (value: string) => void;
  /** From now on we write *** for every number of twelve digits, as ids of AWS accounts are. */
  readonly maskAccounts: () => void;
  /** A text without what is masked. */
  readonly masked: (text: string) => string;
  readonly output: (name: string, value: string) => void;
  readonly summary: (markdown: string) => void;
  readonly path: (folder: string) => void;
}

/** The runner behind an Io. */
export function runnerOf({ env, stdout }: Pick<Io, 'env' | 'stdout'>): Runner {
  const hidden = new Set<string>();
  let spellings: readonly string[] = [];
  let accounts = false;
  const masked = (text: string) => {
    const known = spellings.reduce((now, spelling) => now.replaceAll(spelling, '***'), text);
    return accounts ? known.replaceAll(/(?<!\d)\d{12}(?!\d)/g, '***') : known;
  };
  const command = (line: string) => stdout(`${masked(line)}\n`);
  const say = (line: string) => stdout(`${harmless(masked(line))}\n`);
  return {
    say,
    masked,
    command,
    group: (title, text) => {
      command(`::group::${title}`);
      say(text);
      command('::endgroup::');
    },
    warn: (message) => command(`::warning::${escaped(message)}`),
    error: (message, title, place) => {
      const words = Object.entries({ ...place, ...(title == null ? {} : { title }) });
      const properties = words.map(([key, value]) => `${key}=${property(value)}`).join(',');
      command(`::error${properties === '' ? '' : ` ${properties}`}::${escaped(message)}`);
    },
    mask: (value) => {
      if (!hidden.has(value)) {
        stdout(`::add-mask::${escaped(value)}\n`);
        hidden.add(value);
        spellings = [...hidden].flatMap(spellingsOf).toSorted((a, b) => b.length - a.length);
      }
    },
    maskAccounts: () => {
      accounts = true;
    },
    output: (name, value) => append(env.GITHUB_OUTPUT, keyValue(name, masked(value))),
    summary: (markdown) => append(env.GITHUB_STEP_SUMMARY, `${masked(markdown)}\n`),
    path: (folder) => append(env.GITHUB_PATH, `${folder}\n`),
  };
}

/** A value as it stands, and as it is written in Markdown, in a table and in JSON. */
function spellingsOf(value: string): string[] {
  return [value, plainText(value), tableCell(value), JSON.stringify(value).slice(1, -1)];
}

/** A runner without such a file, as when somebody runs the action by hand, is told nothing. */
function append(file: string | undefined, text: string): void {
  if (file != null && file !== '') {
    appendFileSync(file, text);
  }
}

/** The delimiter is one that no value can hold by accident or on purpose. */
function keyValue(name: string, value: string): string {
  const delimiter = `gluepipeline_${randomUUID()}`;
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** The runner takes a line that begins with `::`, or holds `##[`, for a command: a name or a message must not be one. */
function harmless(text: string): string {
  return text.replaceAll(/^(\s*):(?=:)/gm, '$1:\u200B').replaceAll('##[', '#\u200B#[');
}
