import * as v from 'valibot';

import { acceptor, notPlain } from './accept.ts';
import { foreignValues, foreignWords } from './foreign-words.ts';
import { issue, type Issue, type Path, printPath, type Result } from './issue.ts';
import { configSchema, type WrittenConfig } from './schema.ts';
import { knownKeys, listsForMaps } from './schema-walk.ts';
import { didYouMean, suggestions } from './suggest.ts';
import { WrittenNumber } from './written-number.ts';

/** The config as written where it is plainly right: no more is asked of nearly every config. */
let accept: ReturnType<typeof acceptor> = (value) => {
  accept = acceptor(configSchema);
  return accept(value);
};

/** A plain value to a config of the right shape, or every reason why it has none; never throws for what a user wrote. */
export function parseConfig(value: unknown): Result<WrittenConfig> {
  if (value == null || typeof value !== 'object' || Array.isArray(value)) {
    const message = value == null ? 'the config is empty' : `the config is ${describe(value)}, not a map of keys`;
    return { ok: false, issues: [issue({ code: 'GP102', path: [], message, hint: 'write at least pipeline_name' })] };
  }
  const plain = accept(value);
  if (plain !== notPlain) {
    return { ok: true, value: plain as WrittenConfig, issues: [] };
  }
  const lists = listsForMaps(value).map((path) =>
    issue({
      code: 'GP105',
      path,
      message: `${printPath(path)} must be a map, not a list`,
      hint: 'write { … } instead of [ … ]',
    }),
  );
  const result = v.safeParse(configSchema, value, { abortPipeEarly: true });
  const issues = result.success
    ? []
    : result.issues.flatMap(toIssues).filter((each) => !lists.some(({ path }) => isBelow(each.path, path)));
  return result.success && lists.length === 0
    ? { ok: true, value: result.output, issues: [] }
    : { ok: false, issues: [...lists, ...issues] };
}

function isBelow(path: Path, top: Path): boolean {
  return top.every((part, index) => path[index] === part);
}

type SchemaIssue = v.InferIssue<typeof configSchema>;

function toIssues(found: SchemaIssue): Issue[] {
  const path: Path = (found.path ?? []).map((item) => item.key as string | number);
  const last = found.path?.at(-1);
  if (found.type === 'strict_object' && last?.origin === 'key') {
    // valibot stops at an object's first unknown key; a user wants to hear of all of them.
    const parent = path.slice(0, -1);
    if (found.expected === 'never') {
      return unknownKeys(parent, last.input);
    }
    const key = String(path.at(-1));
    // A misspelt key is one mistake, not an unknown key and a missing one.
    return strangers(parent, last.input).some((word) => meantBy(word, parent).includes(key))
      ? []
      : [missingKey(parent, key)];
  }
  if (found.type === 'picklist') {
    return [wrongChoice(path, found)];
  }
  if (found.type === 'not_value') {
    return [forbiddenKey(path)];
  }
  const wanted = found.type === 'strict_object' ? 'a map' : found.message;
  const message = `${printPath(path)} must be ${wanted}, not ${describe(found.input)}`;
  const hint = wrongTypeHint(found.input, wanted);
  return [issue({ code: 'GP105', path, message, ...(hint == null ? {} : { hint }) })];
}

function forbiddenKey(path: Path): Issue {
  const message = `${printPath(path.slice(0, -1))} cannot have the key "${String(path.at(-1))}"`;
  return issue({ code: 'GP105', path, on: 'key', message, hint: 'rename the key, or remove it' });
}

function wrongTypeHint(input: unknown, wanted: string): string | undefined {
  const bare = wanted === 'a number' ? /^-?[\d.]+$/ : wanted === 'true or false' ? /^(?:true|false)$/ : undefined;
  if (typeof input === 'string' && bare?.test(input) === true) {
    return 'write it without quotes';
  }
  return input == null ? 'remove it, or give it a value' : undefined;
}

function unknownKeys(parent: Path, input: unknown): Issue[] {
  const known = knownKeys(parent);
  const where = parent.length === 0 ? 'the config' : printPath(parent);
  return strangers(parent, input).map((key) => {
    const ours = foreignWord(key);
    const hint = ours == null ? (didYouMean(key, known) ?? `known keys: ${known.join(', ')}`) : `write ${ours}`;
    return issue({
      code: 'GP103',
      path: [...parent, key],
      on: 'key',
      message: `unknown key "${key}" in ${where}`,
      hint,
    });
  });
}

function strangers(parent: Path, input: unknown): string[] {
  const known = knownKeys(parent);
  return Object.keys(input as object).filter((key) => !known.includes(key));
}

/** The keys of ours that an unknown one most likely stands for. */
function meantBy(key: string, parent: Path): string[] {
  const ours = foreignWord(key);
  return ours == null ? suggestions(key, knownKeys(parent)) : [ours];
}

function foreignWord(key: string): string | undefined {
  return Object.hasOwn(foreignWords, key) ? foreignWords[key] : undefined;
}

function foreignValue(path: Path, value: string): string | undefined {
  const values = foreignValues[String(path.at(-1))];
  return values != null && Object.hasOwn(values, value) ? values[value] : undefined;
}

function missingKey(parent: Path, key: string): Issue {
  const where = parent.length === 0 ? 'the config' : printPath(parent);
  return issue({ code: 'GP104', path: parent, message: `${where} has no ${key}`, hint: `add "${key}"` });
}

function wrongChoice(path: Path, found: SchemaIssue): Issue {
  const choices = [...(found.expected ?? '').matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '');
  const meant =
    typeof found.input === 'string' ? (foreignValue(path, found.input) ?? didYouMean(found.input, choices)) : undefined;
  const message = `${printPath(path)} is ${describe(found.input)}, which is none of ${choices.join(', ')}`;
  return issue({ code: 'GP106', path, message, ...(meant == null ? {} : { hint: meant }) });
}

/** A wrong value in words, short enough for one line. */
function describe(value: unknown): string {
  if (Array.isArray(value)) {
    return 'a list';
  }
  if (value instanceof WrittenNumber) {
    return value.text;
  }
  if (value != null && typeof value === 'object') {
    return 'a map';
  }
  if (typeof value === 'number') {
    return String(value);
  }
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
