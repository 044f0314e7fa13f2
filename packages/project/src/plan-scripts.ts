import { type Blocker, type Change, type Plan, type Resource } from '@gluepipeline/core';

import type { Session } from './session.ts';

/** What the scripts in S3 say to a plan. */
export interface ScriptCheck {
  readonly plan: Plan;
  readonly notes: readonly string[];
}

/**
 * Looks for the scripts that jobs name by address, of new and changed jobs alone. A missing one stops a deployment on
 * AWS, which would take the job and fail its runs (docs/aws-facts.md#scripts); on the embedded endpoint it is told.
 */
export async function checkScripts(session: Session, plan: Plan): Promise<ScriptCheck> {
  const wanted = plan.changes.flatMap((change) => newScript(change, session.target.bucket) ?? []);
  // A script that many jobs share is looked for once.
  const uris = [...new Set(wanted.map(({ uri }) => uri))];
  const exists = new Map(await Promise.all(uris.map(async (uri) => [uri, await session.objectExists(uri)] as const)));
  const missing = wanted.filter(({ uri }) => exists.get(uri) === false);
  const unseen = uris
    .filter((uri) => exists.get(uri) == null)
    .map((uri) => `note: ${uri} may not be looked at, so nobody knows whether it exists`);
  if (session.kind === 'local') {
    const told = missing.map(
      ({ job, uri }) => `warning: the script of job "${job.label}" is not in the local S3: ${uri}; its runs will fail`,
    );
    return { plan, notes: [...told, ...unseen] };
  }
  const blockers = missing.map(({ job, uri }): Blocker => ({
    code: 'GP309',
    message: `the script of job "${job.label}" does not exist: ${uri}`,
    hint: 'upload it there, or name a local file as script and let deploy upload it',
  }));
  return { plan: { ...plan, blockers: [...plan.blockers, ...blockers] }, notes: unseen };
}

/** The address of a job's script where the change brings a new one that is not ours to upload. */
function newScript(change: Change, bucket: string): { readonly job: Resource; readonly uri: string } | undefined {
  if (change.action === 'delete' || change.resource.kind !== 'job') {
    return undefined;
  }
  const uri = change.resource.definition.Command?.ScriptLocation ?? '';
  const isNew = change.action !== 'update' || change.fields.some(({ field }) => field === 'script');
  return isNew && !/\/[0-9a-f]{64}\/[^/]+$/.test(uri.startsWith(`s3://${bucket}/`) ? uri : '')
    ? { job: change.resource, uri }
    : undefined;
}
