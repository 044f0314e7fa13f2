import { isNativeError } from 'node:util/types';

import type { Clock } from '@gluepipeline/core';

import { asAwsCallError } from './classify.ts';
import { AwsCallError, isAwsCallError } from './errors.ts';
import type { AwsCall, CallInfo } from './observe.ts';
import { retry } from './retry.ts';

/** What every call of one connection has in common. */
export interface GuardSettings {
  readonly clock: Clock;
  readonly profile: string | undefined;
  readonly onCall: ((call: AwsCall) => void) | undefined;
}

/** What the SDK gives back from a call, as far as it is looked at. */
interface Answer {
  readonly output: { readonly $metadata?: { readonly attempts?: number; readonly requestId?: string } };
}

/** Runs one call: repeats what fails in passing, tells the observer, and turns what is thrown into an AwsCallError. */
export async function guarded<T extends object>(
  settings: GuardSettings,
  call: CallInfo,
  send: () => Promise<T>,
): Promise<T> {
  const begun = settings.clock.now();
  let failed = 0;
  const tell = (attempts: number, requestId: string | undefined, error: string | undefined) =>
    settings.onCall?.({
      ...call,
      attempts: failed + attempts,
      milliseconds: settings.clock.now() - begun,
      requestId,
      error,
    });
  const once = async () => {
    try {
      return await send();
    } catch (error) {
      throw asAwsCallError(error, call, settings.profile);
    }
  };
  try {
    const answer = await retry(settings.clock, once, (attempts) => (failed += attempts));
    const metadata = (answer as T & Answer).output.$metadata;
    tell(metadata?.attempts ?? 1, metadata?.requestId, undefined);
    return answer;
  } catch (error) {
    const facts = isAwsCallError(error) ? error : undefined;
    tell(facts?.attempts ?? 1, facts?.requestId, facts == null ? 'Error' : (facts.awsCode ?? facts.kind));
    throw error;
  }
}

/** Calls that must not be sent twice by themselves: a lost answer to the first would mean two runs. */
export const startsRuns: readonly string[] = ['StartJobRun', 'StartWorkflowRun'];

/**
 * Sends a call that starts a run. Only what surely did not arrive, or was surely refused, may be repeated; any other
 * failure is turned into an error that the SDK's retries leave alone.
 */
export async function sentOnce<T>(call: CallInfo, profile: string | undefined, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    const known = asAwsCallError(error, call, profile);
    const mayHaveArrived = isAwsCallError(known) && (known.kind === 'network' || known.kind === 'service');
    if (!mayHaveArrived || hasCode(error, 'ECONNREFUSED', 'ENOTFOUND')) {
      throw error;
    }
    throw withHint(known, 'the run may have started all the same: look at the runs before starting it again');
  }
}

function withHint(error: AwsCallError, hint: string): AwsCallError {
  const { kind, operation, target, awsCode, status, requestId, missingPermission, attempts } = error;
  return new AwsCallError(error.message, {
    kind,
    operation,
    target,
    awsCode,
    status,
    requestId,
    missingPermission,
    attempts,
    hint,
  });
}

function hasCode(error: unknown, ...nodeCodes: readonly string[]): boolean {
  return isNativeError(error) && 'code' in error && typeof error.code === 'string' && nodeCodes.includes(error.code);
}
