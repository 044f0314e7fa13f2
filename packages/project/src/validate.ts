import {
  isAcceptable,
  type Issue,
  judge,
  load,
  type Loaded,
  type Overrides,
  type Pipeline,
  scriptsToCheck,
  sortIssues,
} from '@gluepipeline/core';

import { systemClock } from '@gluepipeline/aws';
import { type ConfigFile, type Place, readConfigFile } from './config-file.ts';
import { pathsOf, readFiles } from './files.ts';
import { includedBy } from './include.ts';
import type { Files } from '@gluepipeline/core';

/** A config that was read and judged. */
export interface Validated {
  readonly file: ConfigFile;
  /** Nothing where the config has no usable shape. */
  readonly pipeline: Pipeline | undefined;
  readonly files: Files;
  readonly issues: readonly Issue[];
  /** True when nothing stands in the way of a plan. */
  readonly valid: boolean;
  /** What the config asks of the place that it goes to: its Region, its account. */
  readonly asked: Loaded['asked'];
}

/** How closely scripts are looked at. */
export interface Scrutiny {
  /** The Python that is asked; left out: the one of the PATH, if there is one. */
  readonly python?: string | undefined;
  /** Every script is shown to Python, not only those that look wrong. */
  readonly strict?: boolean;
}

/** Reads the config and tells everything that is wrong with it, in the order of the file; asks nothing of AWS. */
export async function validate(place: Place, overrides: Overrides = {}, scrutiny: Scrutiny = {}): Promise<Validated> {
  return (await judged(readConfigFile(place), place, overrides, scrutiny)).validated;
}

/** The same for every environment that the config lists, and for what they would have in common. */
export async function validateAll(
  place: Place,
  overrides: Overrides = {},
  scrutiny: Scrutiny = {},
): Promise<Validated & { readonly environments: readonly string[] }> {
  const { environmentsIn, mergedIssues, sharedNames } = await import('./together.ts');
  const file = readConfigFile(place);
  const environments = await environmentsIn(file.shown, file.text, includedBy(file, place.cwd));
  const seen = [];
  for (const environment of environments) {
    seen.push({ environment, ...(await judged(file, place, { ...overrides, environment }, scrutiny)) });
  }
  const [first] = seen;
  if (first == null) {
    return { ...(await judged(file, place, overrides, scrutiny)).validated, environments };
  }
  const own = mergedIssues(seen.map(({ environment, validated }) => ({ environment, issues: validated.issues })));
  const common = await sharedNames(seen.flatMap(({ loaded }) => loaded ?? []));
  const issues = sortIssues([...own, ...common]);
  return { ...first.validated, issues, valid: isAcceptable(issues), environments };
}

interface Judged {
  readonly validated: Validated;
  readonly loaded: Loaded | undefined;
}

async function judged(file: ConfigFile, place: Place, overrides: Overrides, scrutiny: Scrutiny): Promise<Judged> {
  const loaded = await load(file.shown, file.text, overrides, includedBy(file, place.cwd));
  if (!loaded.ok) {
    const { issues } = loaded;
    return {
      validated: { file, pipeline: undefined, files: {}, issues, valid: false, asked: new Set() },
      loaded: undefined,
    };
  }
  const files = await readFiles(file.folder, pathsOf(loaded.value.pipeline));
  await checkSyntax(place, file.folder, loaded.value, files, scrutiny);
  const issues = await judge(loaded.value, files, systemClock.now());
  const { pipeline, asked } = loaded.value;
  return { validated: { file, pipeline, files, issues, valid: isAcceptable(issues), asked }, loaded: loaded.value };
}

/**
 * Python costs as much time as all the rest: it is asked of scripts that look wrong at first glance, and of all where
 * nobody waits: with --strict, and in CI.
 */
async function checkSyntax(
  place: Place,
  folder: string,
  loaded: Loaded,
  files: Files,
  scrutiny: Scrutiny,
): Promise<void> {
  const isCi = place.env.CI != null && place.env.CI !== '' && place.env.CI !== 'false';
  const paths = scriptsToCheck({ ...loaded, files }, scrutiny.strict === true || isCi);
  if (paths.length === 0) {
    return;
  }
  const { pythonProblems } = await import('./python-syntax.ts');
  for (const [path, syntax] of await pythonProblems(folder, paths, scrutiny.python, place.env)) {
    // Not a copy: it would read what nobody has asked for yet.
    Object.assign(files[path] ?? {}, { syntax });
  }
}
