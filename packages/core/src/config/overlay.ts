import type { WrittenConfig } from './schema.ts';

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
