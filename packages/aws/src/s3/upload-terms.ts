import { UserError } from '@gluepipeline/core';

/** How an upload treats what lies there already: `new` takes only the same, `over` replaces it. */
export type UploadMode = 'new' | 'over';

/** A slow line may need minutes for a part. */
export const uploadPatience = { requestTimeout: 15 * 60_000 };

/** That nothing is replaced which was not there when the plan was made. */
export function condition(mode: UploadMode): { readonly IfNoneMatch?: '*' } {
  return mode === 'new' ? { IfNoneMatch: '*' } : {};
}

/** What is uploaded must be what was planned. */
export function hasChanged(path: string): UserError {
  return new UserError('GP306', `the file ${path} has changed since it was read`, 'run again');
}
