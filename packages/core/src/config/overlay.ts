import { issue, type Issue } from './issue.ts';
import { stackPartPattern, stackPartWords, type WrittenConfig } from './schema.ts';

/** What a command line may say over the file. */
export interface Overrides {
  readonly environment?: string;
  readonly role?: string;
}

/** The config that is meant for one environment: the file with what the command line says over it. */
export function overlay(config: WrittenConfig, overrides: Overrides): WrittenConfig {
  return {
    ...config,
    environment: overrides.environment ?? config.environment ?? 'dev',
    ...(overrides.role == null ? {} : { role: overrides.role }),
  };
}

/** What is wrong with the words of the command line; they stand in no file, so they have no position. */
export function overrideIssues({ environment }: Overrides): Issue[] {
  if (environment == null || stackPartPattern.test(environment)) {
    return [];
  }
  const message = `--environment (or GLUEPIPELINE_ENVIRONMENT) must be an environment of ${stackPartWords}, not ${JSON.stringify(environment)}`;
  return [issue({ code: 'GP105', path: [], message, hint: 'write a name such as dev or prod' })];
}
