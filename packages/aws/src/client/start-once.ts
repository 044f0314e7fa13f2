import { type AwsCallError, isAwsCallError, withHint } from './errors.ts';
import type { CallInfo } from './observe.ts';

/** True for a call that must not be sent twice by itself: a lost answer to the first would mean two runs. */
export function startsRuns({ operation }: CallInfo): boolean {
  return ['ResumeWorkflowRun', 'StartCrawler', 'StartJobRun', 'StartWorkflowRun'].includes(operation);
}

/** True where nobody knows whether the request was carried out. */
export function mayHaveArrived(error: unknown): error is AwsCallError {
  return isAwsCallError(error) && (error.kind === 'network' || error.kind === 'service');
}

/** The same failure of a start, with what has to be known about it. */
export function withoutKnowledge(error: AwsCallError): AwsCallError {
  return withHint(error, 'the run may have started all the same: look at the runs before starting it again');
}
