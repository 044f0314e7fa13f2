import { Octokit } from '@octokit/core';
import { paginateRest } from '@octokit/plugin-paginate-rest';
import { retry } from '@octokit/plugin-retry';

import type { Event } from '../event.ts';
import { version } from '../version.ts';
import { fetchFor } from './fetch.ts';

const Client = Octokit.plugin(paginateRest, retry);

/** The API of GitHub, or of the GitHub Enterprise Server that the runner belongs to. */
export type GitHub = InstanceType<typeof Client>;

const silent = () => undefined;

/** A client for the repository of an event; what cannot be read is asked again, what writes is sent once. */
export async function githubFor(
  { apiUrl }: Pick<Event, 'apiUrl'>,
  token: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<GitHub> {
  return new Client({
    auth: token,
    baseUrl: apiUrl,
    userAgent: `gluepipeline-action/${version}`,
    request: { fetch: await fetchFor(env) },
    log: { debug: silent, info: silent, warn: silent, error: silent },
  });
}

/** What goes with a request that writes: sent twice, it would be there twice. */
export const once = { request: { retries: 0 } } as const;
