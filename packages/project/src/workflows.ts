import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import type { Place } from './config-file.ts';
import { readFolder } from './templates.ts';

/** What the workflows of GitHub are made for. */
export interface GithubOptions {
  /** The action, as `owner/name@ref`. */
  readonly action: string;
  /** The environment of the config that a merge deploys. @default "prod" */
  readonly environment?: string | undefined;
}

/** The workflows of a team: plan in pull requests and deploy on merge, drift at night, rollback by hand. */
export function workflowsFor(
  { cwd }: Place,
  config: string,
  { action, environment = 'prod' }: GithubOptions,
  templatesFolder?: string,
): { path: string; text: string }[] {
  const root = repositoryOf(cwd) ?? cwd;
  const named = relative(root, config).replaceAll('\\', '/');
  return readFolder('github', templatesFolder).map(({ path, text }) => ({
    path: join(root, '.github/workflows', path),
    text: text
      .replaceAll('org/gluepipeline-action@v0', () => action)
      .replaceAll('config: config.json', () => `config: ${quoted(named)}`)
      .replaceAll('environment: prod', () => `environment: ${quoted(environment)}`)
      .replaceAll('gluepipeline-plan-prod', () => `gluepipeline-plan-${environment}`)
      .replaceAll('group: gluepipeline-prod', () => `group: gluepipeline-${environment}`),
  }));
}

/** As a value in YAML; what could be anything else there is put in quotes. */
function quoted(text: string): string {
  return /^[A-Za-z][\w./-]*$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text)
    ? text
    : JSON.stringify(text);
}

/** The top of the repository that a folder lies in. */
function repositoryOf(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) {
    return folder;
  }
  const above = dirname(folder);
  return above === folder ? undefined : repositoryOf(above);
}
