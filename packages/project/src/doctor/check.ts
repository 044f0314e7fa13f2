/** One thing that was looked at before a deployment, and what to do where it is not well. */
export interface Check {
  readonly name: 'node' | 'config' | 'region' | 'credentials' | 'clock' | 'permissions' | 'roles' | 'bucket' | 'quotas';
  /** `skipped` could not be looked at, and the message says why. */
  readonly outcome: 'ok' | 'warn' | 'fail' | 'skipped';
  readonly message: string;
  readonly cure?: string;
}

/** A check from its parts. */
export function check(name: Check['name'], outcome: Check['outcome'], message: string, cure?: string): Check {
  return { name, outcome, message, ...(cure == null ? {} : { cure }) };
}
