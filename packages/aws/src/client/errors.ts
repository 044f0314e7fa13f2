/** What kind of trouble a call met, which decides what to do about it. */
export type AwsCallKind = 'credentials' | 'permission' | 'refused' | 'throttled' | 'network' | 'service';

const codes: Readonly<Record<AwsCallKind, string>> = {
  credentials: 'GP401',
  permission: 'GP402',
  refused: 'GP403',
  throttled: 'GP404',
  service: 'GP404',
  network: 'GP405',
};

/** What is known of a call that failed. */
export interface AwsCallFailure {
  readonly kind: AwsCallKind;
  /** The AWS operation, such as `CreateJob`. */
  readonly operation: string;
  /** What it was about: a name, an ARN, a bucket and key; "" for a call about nothing in particular. */
  readonly target: string;
  /** AWS's own error code, such as `InvalidInputException`. */
  readonly awsCode?: string | undefined;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  /** The IAM action that is missing, such as `glue:CreateJob`. */
  readonly missingPermission?: string | undefined;
  readonly hint: string;
  /** How many requests were sent. */
  readonly attempts: number;
}

/** A call to AWS that did not work; its message names call, target and reason, and never holds a secret. */
export class AwsCallError extends Error implements AwsCallFailure {
  /** A code of docs/diagnostics.md: GP401 to GP405. */
  readonly code: string;
  readonly kind: AwsCallKind;
  readonly operation: string;
  readonly target: string;
  readonly awsCode: string | undefined;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly missingPermission: string | undefined;
  readonly hint: string;
  readonly attempts: number;

  constructor(message: string, failure: AwsCallFailure) {
    super(message);
    this.name = 'AwsCallError';
    this.code = codes[failure.kind];
    this.kind = failure.kind;
    this.operation = failure.operation;
    this.target = failure.target;
    this.awsCode = failure.awsCode;
    this.status = failure.status;
    this.requestId = failure.requestId;
    this.missingPermission = failure.missingPermission;
    this.hint = failure.hint;
    this.attempts = failure.attempts;
  }
}

/** True for an AwsCallError, also for one made by another copy of this package. */
export function isAwsCallError(error: unknown): error is AwsCallError {
  return error instanceof Error && error.name === 'AwsCallError' && 'kind' in error;
}

/** True for an AwsCallError with one of these codes of AWS. */
export function hasAwsCode(error: unknown, ...awsCodes: readonly string[]): error is AwsCallError {
  return isAwsCallError(error) && error.awsCode != null && awsCodes.includes(error.awsCode);
}

/** What a list holds; nothing where that whose list it is does not exist. */
export async function orNone<T>(list: () => Promise<T[]>): Promise<T[]> {
  try {
    return await list();
  } catch (error) {
    if (hasAwsCode(error, 'EntityNotFoundException')) {
      return [];
    }
    throw error;
  }
}

/** The same failure, with other words on what to do about it. */
export function withHint(error: AwsCallError, hint: string): AwsCallError {
  return new AwsCallError(error.message, { ...failureOf(error), hint });
}

/** The same failure, of a call for which more requests were sent before. */
export function afterMore(error: AwsCallError, requests: number): AwsCallError {
  const failure = failureOf(error);
  return new AwsCallError(error.message, { ...failure, attempts: failure.attempts + requests });
}

function failureOf(error: AwsCallError): AwsCallFailure {
  const { kind, operation, target, awsCode, status, requestId, missingPermission, hint, attempts } = error;
  return { kind, operation, target, awsCode, status, requestId, missingPermission, hint, attempts };
}
