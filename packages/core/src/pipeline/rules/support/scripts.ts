import { type FileFacts } from '../../files.ts';
import { type PythonScript, readPython } from '../../python/script.ts';
import type { RuleInput } from '../../rule.ts';
import { argumentValue, entries, type Entry } from './entries.ts';
import { once } from './once.ts';

/** The script of a job, where it is a file beside the config whose text is known. */
export interface ReadScript {
  readonly entry: Entry;
  /** As the config names it. */
  readonly file: string;
  readonly text: string;
  readonly facts: Extract<FileFacts, { kind: 'file' }>;
}

/** The scripts beside the config that have been read, of every job that is made. */
export const readScripts: (input: RuleInput) => readonly ReadScript[] = once(
  (input: RuleInput) => input,
  (input) => {
    const found: ReadScript[] = [];
    for (const entry of input.files == null ? [] : entries(input)) {
      const { script } = entry.job;
      const facts = script?.kind === 'local' ? input.files?.[script.path] : undefined;
      if (script?.kind === 'local' && facts?.kind === 'file' && facts.text != null) {
        found.push({ entry, file: script.path, text: facts.text, facts });
      }
    }
    return found;
  },
);

/** The same of the jobs that run Python. */
export const pythonScripts: (input: RuleInput) => readonly (ReadScript & { readonly script: PythonScript })[] = once(
  (input: RuleInput) => input,
  (input) =>
    readScripts(input)
      .filter(({ entry, file }) => isPython(entry, file))
      .map((each) => ({ ...each, script: pythonOf(each.facts, each.text) })),
);

function isPython(entry: Entry, file: string): boolean {
  return argumentValue(entry, '--job-language') !== 'scala' && !/\.(?:scala|jar|ipynb|sql|sh|zip|whl)$/i.test(file);
}

const known = new WeakMap<FileFacts, PythonScript>();

/** What can be told of a script; jobs share scripts, and several rules ask. */
export function pythonOf(facts: FileFacts, text: string): PythonScript {
  const script = known.get(facts) ?? readPython(text);
  known.set(facts, script);
  return script;
}

/** The Python scripts, by their paths, that Python itself should look at: those that look wrong, or all. */
export function scriptsToCheck(input: RuleInput, all: boolean): string[] {
  const scripts = pythonScripts(input).filter(({ script }) => all || script.looksWrong);
  return [...new Set(scripts.map(({ file }) => file))];
}
