import { userInfo } from 'node:os';

/** Who deploys, for the record: the actor of a CI run, else whoever is logged in. */
export function whoDeploys(env: Readonly<Record<string, string | undefined>>): string {
  return [env.GITHUB_ACTOR, loggedIn(), env.USER].find((name) => name != null && name !== '') ?? 'unknown';
}

/** A container may run under a number that no user has. */
function loggedIn(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return process.getuid == null ? undefined : `uid ${String(process.getuid())}`;
  }
}
