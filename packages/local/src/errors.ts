/** A refusal as AWS gives it: the code, the text and the HTTP status reach the caller unchanged. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
  }
}

/** Glue's refusal of a request whose shape is right and whose meaning is not. */
export const invalidInput = (message: string): AwsError => new AwsError('InvalidInputException', message);

/** Glue's answer for a name that does not exist. */
export const notFound = (message: string): AwsError => new AwsError('EntityNotFoundException', message);

/** Glue's answer for a name that is taken. */
export const alreadyExists = (message: string): AwsError => new AwsError('AlreadyExistsException', message);

/** Glue's answer when two writers touch one workflow; the SDK never retries it (docs/aws-facts.md#retries). */
export const concurrentModification = (message: string): AwsError =>
  new AwsError('ConcurrentModificationException', message);

/** True for a system error with that code; asks its shape, since errors of other realms are no `Error` of ours. */
export const hasCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error != null && 'code' in error && error.code === code;

/** What an unknown thrown thing says. */
export const messageOf = (thrown: unknown): string =>
  typeof thrown === 'object' && thrown != null && 'message' in thrown ? String(thrown.message) : String(thrown);
