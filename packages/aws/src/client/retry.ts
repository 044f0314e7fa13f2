import type { Clock } from '@gluepipeline/core';

import { AwsCallError, hasAwsCode, isAwsCallError } from './errors.ts';

/** Somebody else, or Glue itself, is changing the same thing (SDK, declared errors; SchedulerTransitioning: of a crawler's schedule). */
const passingCodes = [
  'ConcurrentAccessException',
  'ConcurrentModificationException',
  'ConditionalRequestConflict',
  'OperationTimeoutException',
  'SchedulerTransitioningException',
  'VersionMismatchException',
];

/** What Glue and EventBridge say of a role that is not known everywhere yet. */
const unreadyRole =
  /unable to assume|should be given assume role permissions|role '\S+' cannot be assumed by principal|verify (the )?role's TrustPolicy/i;

/** How long to go on trying. Terraform gives a new role two minutes to be known everywhere (internal/service/glue/trigger.go). */
const patience = 120_000;

/** The wait before the next try, in milliseconds: doubled each time up to a limit, with a random half taken off. */
export function backOff(clock: Clock, attempt: number, first: number, longest: number): number {
  const full = Math.min(longest, first * 2 ** attempt);
  return full / 2 + (full / 2) * clock.random();
}

/**
 * True for a refusal that goes away by itself and that the SDK does not repeat: somebody else changes the same thing,
 * or a new role is not known everywhere yet (docs/aws-facts.md#retries, docs/aws-facts.md#roles). EventBridge says it
 * in its own words (Miserlou/Zappa#381), though whether PutTargets looks at the role at all is not told.
 */
export function isPassing(error: unknown): boolean {
  return (
    hasAwsCode(error, ...passingCodes) ||
    (hasAwsCode(error, 'InvalidInputException', 'ValidationException') && unreadyRole.test(error.message))
  );
}

/** Repeats an action that failed in passing, for two minutes at most; `onAttempts` hears of the requests that failed. */
export async function retry<T>(
  clock: Clock,
  action: () => Promise<T>,
  again: (error: unknown) => boolean = isPassing,
  onAttempts: (attempts: number) => void = () => undefined,
): Promise<T> {
  const end = clock.now() + patience;
  for (let attempt = 0; ; attempt++) {
    try {
      return await action();
    } catch (error) {
      const delay = backOff(clock, attempt, 400, 10_000);
      if (!again(error) || clock.now() + delay > end) {
        throw error;
      }
      onAttempts(isAwsCallError(error) ? error.attempts : 1);
      await clock.sleep(delay);
    }
  }
}

/** What is waited for, and how long at most. */
export interface Expectation {
  /** The operation that looks, for the message. */
  readonly operation: string;
  readonly target: string;
  /** What has not come about when the time is up: `trigger "x" is still being deleted`. */
  readonly otherwise: string;
  readonly milliseconds: number;
}

/** Looks again and again, ever more rarely, until there is an answer; throws when the time is up. */
export async function waitFor<T>(clock: Clock, look: () => Promise<T | undefined>, expected: Expectation): Promise<T> {
  const begun = clock.now();
  for (let attempt = 0; ; attempt++) {
    const answer = await look();
    if (answer !== undefined) {
      return answer;
    }
    if (clock.now() - begun > expected.milliseconds) {
      throw tooLong(expected);
    }
    await clock.sleep(backOff(clock, attempt, 100, 5_000));
  }
}

function tooLong({ operation, target, otherwise, milliseconds }: Expectation): AwsCallError {
  return new AwsCallError(`${otherwise} after ${Math.round(milliseconds / 60_000)} minutes`, {
    kind: 'service',
    operation,
    target,
    hint: 'run again later: what was done is found, and the rest goes on',
    attempts: 1,
  });
}
