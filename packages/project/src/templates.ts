import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { invariant } from '@gluepipeline/core';

/** What `init --template` can make. */
export const templateNames: readonly string[] = ['csv-etl'];

/** A template: what its config says beyond the head, and the files beside it. */
export interface Template {
  readonly config: Readonly<Record<string, unknown>>;
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/** Reads a template; `folder` says where templates are when not beside this package's source. */
export function readTemplate(name: string, folder?: string): Template {
  const all = readFolder(name, folder);
  const head = all.find(({ path }) => path === 'template.json');
  invariant(head != null, `template ${name} has a template.json`);
  const config = JSON.parse(head.text) as Template['config'];
  return { config, files: all.filter((file) => file !== head) };
}

/** The files of one folder of templates. */
export function readFolder(name: string, folder?: string): Template['files'] {
  const root = join(folder ?? fileURLToPath(new URL('../templates', import.meta.url)), name);
  return filesUnder(root).map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }));
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder)
    .toSorted()
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesUnder(path) : [path]));
}
