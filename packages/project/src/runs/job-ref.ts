import type { RunRef } from '@gluepipeline/core';

import type { Session } from '../session.ts';

/** What is known of a job that can be run. */
export interface RunnableJob {
  /** Its name in AWS. */
  readonly resourceName: string;
  readonly maxRetries: number;
}

/**
 * What to follow of a run of a job. The embedded endpoint begins the next attempt in the moment in which one fails, so
 * that there none has to be waited for.
 */
export function jobRef(
  { kind }: Pick<Session, 'kind'>,
  { resourceName, maxRetries }: RunnableJob,
  id: string,
): Extract<RunRef, { kind: 'job' }> {
  return { kind: 'job', name: resourceName, id, maxRetries: kind === 'local' ? 0 : maxRetries };
}
