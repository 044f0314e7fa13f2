import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

type Env = Readonly<Record<string, string | undefined>>;

/** What happened on GitHub that the step runs for. */
export interface Event {
  /** `pull_request`, `push`, `schedule` … */
  readonly name: string;
  readonly owner: string;
  readonly repository: string;
  /** The pull request that it is about, where it is about one. */
  readonly pullRequest: number | undefined;
  /** True for a pull request from another repository: its token may read alone, and there are no secrets. */
  readonly isFork: boolean;
  /** The commit that is looked at: of a pull request its head, not the merge that is checked out. */
  readonly commit: string | undefined;
  /** The page of the workflow run. */
  readonly runUrl: string | undefined;
  readonly serverUrl: string;
  /** Ends without a slash. */
  readonly apiUrl: string;
}

/** What of the payload is looked at. */
interface Payload {
  readonly pull_request?: {
    readonly number?: number;
    readonly head?: { readonly sha?: string; readonly repo?: { readonly full_name?: string } | null };
  };
  readonly issue?: { readonly number?: number; readonly pull_request?: unknown };
}

/** The event of a step, from the variables and the payload that the runner gives. */
export function eventOf(env: Env): Event {
  const payload = payloadOf(env.GITHUB_EVENT_PATH);
  const full = env.GITHUB_REPOSITORY ?? '';
  const [owner = '', repository = ''] = full.split('/');
  const { pull_request: pull, issue } = payload;
  const head = pull?.head?.repo?.full_name;
  const server = env.GITHUB_SERVER_URL ?? 'https://github.com';
  return {
    name: env.GITHUB_EVENT_NAME ?? '',
    owner,
    repository,
    pullRequest: pull?.number ?? (issue?.pull_request == null ? undefined : issue.number),
    isFork: pull != null && head !== full,
    commit: pull?.head?.sha ?? env.GITHUB_SHA,
    runUrl: env.GITHUB_RUN_ID == null ? undefined : `${server}/${full}/actions/runs/${env.GITHUB_RUN_ID}`,
    serverUrl: server,
    apiUrl: (env.GITHUB_API_URL ?? 'https://api.github.com').replace(/\/+$/, ''),
  };
}

function payloadOf(path: string | undefined): Payload {
  if (path == null || path === '') {
    return {};
  }
  try {
    return (JSON.parse(readFileSync(resolve(path), 'utf8')) as Payload | null) ?? {};
  } catch {
    // A runner of another make may give none: then the event is about no pull request.
    return {};
  }
}
