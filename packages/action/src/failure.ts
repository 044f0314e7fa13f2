import { type HeldLock, isUserError, type Issue, UserError } from '@gluepipeline/core';

import { InputError } from './input-specs.ts';
import { inInputs } from './input-words.ts';
import type { FailureReason, Section } from './report/report.ts';

/** Why a command failed, where that is not a bug of ours. */
export interface Failure {
  /** Nothing where no word of failure-reason says it: AWS does not answer, the runner has no disk left. */
  readonly reason: FailureReason | undefined;
  readonly code: string | undefined;
  readonly message: string;
  readonly hint: string | undefined;
  readonly issues: readonly Issue[];
  /** Who has the lock, where somebody has. */
  readonly held: HeldLock | undefined;
  /** What was about to be done. */
  readonly sections: readonly Section[];
}

const plain = { code: undefined, hint: undefined, issues: [], held: undefined, sections: [] } as const;

/** Nobody signs in at the terminal of a runner. */
const signIn =
  'let an earlier step of the job sign in, such as aws-actions/configure-aws-credentials with a role that trusts this repository and permissions: id-token: write; a pull request from a fork gets no credentials';

/** An error as a failure; nothing for a bug. `otherwise` is the reason of a command whose errors have none of their own. */
export function failureOf(error: unknown, otherwise: FailureReason | undefined): Failure | undefined {
  if (error instanceof InputError) {
    const { message, hint } = error;
    return { ...plain, reason: 'validation-failed', message, hint };
  }
  if (!(error instanceof Error)) {
    return undefined;
  }
  // By its name: with its class the whole of the project would be loaded before anything is done.
  if (error.name === 'Interrupted') {
    const message = `${error.message}: nothing was changed`;
    return { ...plain, reason: undefined, message };
  }
  const { code, hint, issues, held, sections } = error as Error &
    Readonly<Partial<Record<'code' | 'hint' | 'issues' | 'held' | 'sections', unknown>>>;
  if (!isUserError(error) && !(typeof code === 'string' && /^GP\d{3}$/.test(code))) {
    return undefined;
  }
  return {
    reason: reasonOf(String(code)) ?? otherwise,
    code: String(code),
    message: inInputs(error.message),
    hint: code === 'GP401' ? signIn : typeof hint === 'string' ? inInputs(hint) : undefined,
    issues: Array.isArray(issues) ? (issues as Issue[]) : [],
    held: held == null ? undefined : (held as HeldLock),
    sections: Array.isArray(sections) ? (sections as Section[]) : [],
  };
}

/** A plan that was not carried out, with what a reader would have to agree to. */
export class Declined extends UserError {
  readonly sections: readonly Section[];

  constructor(code: string, message: string, hint: string, sections: readonly Section[]) {
    super(code, message, hint);
    this.sections = sections;
  }
}

const reasons: readonly (readonly [FailureReason, RegExp])[] = [
  // Also where what was asked for is wrong, which is seen before anything is begun.
  ['validation-failed', /^GP([12]\d\d|304|313|319|322|505|506|60[234])$/],
  ['plan-stale', /^GP31[24]$/],
  ['lock-held', /^GP501$/],
  ['auth', /^GP40[12]$/],
  // What asks somebody, and the guards: nothing was changed because something said no.
  ['declined', /^GP(301|302|303|305|307|308|309|310|315|316|317|318|320|321|608|612)$/],
];

function reasonOf(code: string): FailureReason | undefined {
  return reasons.find(([, codes]) => codes.test(code))?.[0];
}
