import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { formatOf, loadPipeline, UserError } from '@gluepipeline/core';

import { configPath, type Place, shownPath } from './config-file.ts';
import { ignoreLocalFolder } from './gitignore.ts';
import { InvalidConfigError, withoutPlace } from './invalid-config.ts';
import { readTemplate, templateNames } from './templates.ts';
import { type GithubOptions, workflowsFor } from './workflows.ts';
import { writeFileAtomic } from './write-file.ts';

/** What a new pipeline is to be. */
export interface InitOptions {
  readonly name: string;
  readonly environment: string;
  readonly glueVersion: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly template?: string | undefined;
  readonly force: boolean;
  /** Also the workflows of GitHub; then a config that is there already is kept. */
  readonly github?: GithubOptions | undefined;
  /** Where the templates are, when not beside this package's source. */
  readonly templatesFolder?: string | undefined;
}

/** Which files were written. */
export interface Initialised {
  readonly config: string;
  readonly files: readonly string[];
}

/** Makes a config, and the scripts of a template if one is named; writes nothing over a file that is there unless forced. */
export async function init(place: Place, options: InitOptions): Promise<Initialised> {
  const path = configPath(place);
  const folder = dirname(path);
  if (options.github != null && existsSync(path) && !options.force) {
    return withWorkflows(place, path, options.github, options);
  }
  const files = options.template == null ? [] : templateFiles(options);
  const config = options.template == null ? emptyConfig(options) : templateConfig(options);
  const text = await print(path, config);
  await refuseMistakes(path, text);
  const all = [
    { path, text },
    ...files.map((file) => ({ path: join(folder, file.path), text: file.text })),
    ...(options.github == null ? [] : workflowsFor(place, path, options.github, options.templatesFolder)),
  ];
  await writeAll(place, all, options.force);
  const ignored = await ignoreLocalFolder(folder);
  const written = all.map((file) => shownPath(place.cwd, file.path));
  return {
    config: written[0] ?? basename(path),
    files: ignored ? [...written, shownPath(place.cwd, join(folder, '.gitignore'))] : written,
  };
}

/** The workflows alone, beside a config that is there. */
async function withWorkflows(
  place: Place,
  path: string,
  github: GithubOptions,
  { force, templatesFolder }: InitOptions,
): Promise<Initialised> {
  const files = workflowsFor(place, path, github, templatesFolder);
  await writeAll(place, files, force);
  return { config: shownPath(place.cwd, path), files: files.map((file) => shownPath(place.cwd, file.path)) };
}

/** All of them, or none where one is there already. */
async function writeAll(place: Place, files: readonly { path: string; text: string }[], force: boolean): Promise<void> {
  const taken = files.find((file) => existsSync(file.path));
  if (taken != null && !force) {
    const shown = shownPath(place.cwd, taken.path);
    throw new UserError('GP114', `${shown} exists already`, 'say --force to write over it, or use another folder');
  }
  for (const file of files) {
    await writeFileAtomic(file.path, file.text);
  }
}

/** A name or version that no config may hold is refused before anything is written. */
async function refuseMistakes(path: string, text: string): Promise<void> {
  const loaded = await loadPipeline(path, text);
  if (!loaded.ok) {
    throw new InvalidConfigError('the new config', loaded.issues.map(withoutPlace));
  }
}

type ConfigObject = Readonly<Record<string, unknown>>;

function emptyConfig(options: InitOptions): ConfigObject {
  return { ...head(options), jobs: [] };
}

function templateConfig(options: InitOptions): ConfigObject {
  const template = readTemplate(nameOf(options), options.templatesFolder);
  return { ...head(options), ...template.config };
}

function templateFiles(options: InitOptions): readonly { path: string; text: string }[] {
  return readTemplate(nameOf(options), options.templatesFolder).files;
}

function nameOf({ template = '' }: InitOptions): string {
  if (!templateNames.includes(template)) {
    throw new UserError('GP115', `there is no template "${template}"`, `known templates: ${templateNames.join(', ')}`);
  }
  return template;
}

function head(options: InitOptions): ConfigObject {
  return {
    pipeline_name: options.name,
    created_at: options.createdAt,
    environment: options.environment,
    glue_version: options.glueVersion,
  };
}

async function print(path: string, config: ConfigObject): Promise<string> {
  if (formatOf(path) === 'yaml') {
    const { stringify } = await import('yaml');
    return stringify(config);
  }
  return `${JSON.stringify(config, null, 2)}\n`;
}
