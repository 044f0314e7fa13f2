import { randomUUID } from 'node:crypto';

import { apply, type ApplyEvent, type ApplyResult, type Plan } from '@gluepipeline/core';

import { during } from './call-context.ts';
import { namingSteps } from './naming-steps.ts';
import type { Session } from './session.ts';

/**
 * Carries a plan out under an id of its own, by which the log of AWS calls, the events and the record know it; each call
 * is known to be of its step.
 */
export async function applyNamed(
  session: Session,
  plan: Plan,
  signal: { readonly aborted: boolean },
  onEvent: ((event: ApplyEvent, deployment: string) => void) | undefined,
): Promise<{ readonly id: string; readonly result: ApplyResult }> {
  const id = randomUUID();
  const result = await during({ deployment: id }, () =>
    apply({
      plan,
      platform: namingSteps(session.platform),
      clock: session.clock,
      signal,
      ...(onEvent == null ? {} : { onEvent: (event) => onEvent(event, id) }),
    }),
  );
  return { id, result };
}
