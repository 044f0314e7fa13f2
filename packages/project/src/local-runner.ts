import { UserError } from '@gluepipeline/core';
import type { Docker, RunnerName } from '@gluepipeline/local';

/** Docker for scripts, where it was asked for; a UserError where it cannot be had. */
export async function dockerFor(
  runner: RunnerName | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Docker | undefined> {
  if (runner !== 'docker') {
    return undefined;
  }
  const { Docker, NoDockerError } = await import('@gluepipeline/local');
  try {
    return await Docker.find(env);
  } catch (error) {
    if (error instanceof NoDockerError) {
      const cure =
        error.kind === 'not-installed' ? 'install Docker' : 'start Docker, and see that you may use it (docker info)';
      throw new UserError('GP622', error.message, `${cure}, or run scripts with your own Python: --runner script`);
    }
    throw error;
  }
}

/** Refuses another runner than that of the endpoint that serves already. */
export function guardRunner(asked: RunnerName | undefined, serving: RunnerName): void {
  if (asked != null && asked !== serving) {
    throw new UserError(
      'GP623',
      `the endpoint that runs here was started with --runner ${serving}`,
      `leave --runner out, or end that endpoint first and start it with: gluepipeline local start --runner ${asked}`,
    );
  }
}

/** Refuses to say what runs scripts where it is AWS that runs them. */
export function guardNoRunner(asked: RunnerName | undefined): void {
  if (asked != null) {
    throw new UserError('GP623', '--runner is for scripts on this machine, and AWS is to run these', 'say --local too');
  }
}
