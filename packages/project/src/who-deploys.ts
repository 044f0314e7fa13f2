import { hostname, userInfo } from 'node:os';

import type { Claim } from '@gluepipeline/core';

type Env = Readonly<Record<string, string | undefined>>;

/** Who deploys, where, and in which CI run, for the record and the lock. */
export function whoDeploys(env: Env): Pick<Claim, 'by' | 'host' | 'ci'> {
  const by = firstOf(env.GITHUB_ACTOR, env.GITLAB_USER_LOGIN, loggedIn(), env.USER) ?? 'unknown';
  const ci = ciRun(env);
  return { by, host: hostname(), ...(ci == null ? {} : { ci }) };
}

/** The address of the CI run, or its id: as GitHub, GitLab, Jenkins, Buildkite, CircleCI and CodeBuild document their variables. */
function ciRun(env: Env): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
  const github = [server, repository, run].every((part) => part != null && part !== '')
    ? `${server ?? ''}/${repository ?? ''}/actions/runs/${run ?? ''}`
    : undefined;
  return firstOf(
    github,
    env.CI_JOB_URL,
    env.BUILD_URL,
    env.BUILDKITE_BUILD_URL,
    env.CIRCLE_BUILD_URL,
    env.CODEBUILD_BUILD_ID,
  );
}

function firstOf(...texts: readonly (string | undefined)[]): string | undefined {
  return texts.find((text) => text != null && text !== '');
}

/** A container may run under a number that no user has. */
function loggedIn(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return process.getuid == null ? undefined : `uid ${String(process.getuid())}`;
  }
}
