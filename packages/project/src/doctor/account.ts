import { type Access, localPaths, type Pipeline, roleNameOf, roleArn, trusts, wishesFor } from '@gluepipeline/core';

import type { Session } from '../session.ts';
import { check, type Check } from './check.ts';
import { expected } from './expected.ts';
import { quotaCheck } from './quotas.ts';
import type { DoctorOptions } from './doctor.ts';

type Purpose = DoctorOptions['purpose'];

/** What is looked at once somebody is signed in, each by itself. `names` are those of the account, where they were asked for already. */
export async function accountChecks(
  session: Session,
  pipeline: Pipeline,
  purpose: Purpose,
  names?: ReturnType<Session['names']>,
): Promise<Check[]> {
  const access = await session.access();
  const careful = (name: Check['name'], look: () => Promise<Check>) =>
    look().catch((error: unknown) => notSeen(name, error));
  const looks = await Promise.all([
    careful('clock', () => clockCheck(access)),
    careful('permissions', () => permissionsCheck(session, pipeline, access, purpose)),
    careful('roles', () => rolesCheck(session, pipeline, access)),
    careful('bucket', () => bucketCheck(session, pipeline)),
    careful('quotas', () => quotaCheck(pipeline, names ?? session.names())),
  ]);
  return [check('region', 'ok', session.target.region), credentialsCheck(session, pipeline, access), ...looks];
}

/** What may not be asked, or could not be, is no verdict. */
function notSeen(name: Check['name'], error: unknown): Check {
  const { message, hint } = expected(error);
  return check(name, 'warn', `could not be looked at: ${message}`, hint);
}

function credentialsCheck({ kind, target }: Session, { accountId }: Pipeline, { arn }: Access): Check {
  if (kind === 'local') {
    return check('credentials', 'ok', 'the embedded endpoint');
  }
  return accountId == null || accountId === target.accountId
    ? check('credentials', 'ok', arn)
    : check(
        'credentials',
        'fail',
        `${arn}, but the config is for account ${accountId}`,
        'use credentials of the right account, for example with --profile',
      );
}

/** AWS refuses requests that are five minutes off (IAM user guide, reference_sigv-troubleshooting). */
async function clockCheck(access: Access): Promise<Check> {
  const minutes = Math.round(Math.abs(await access.clockOffset()) / 60_000);
  return minutes < 5
    ? check('clock', 'ok', 'agrees with AWS')
    : check('clock', 'warn', `this machine is ${String(minutes)} minutes off`, 'set its clock, for example by NTP');
}

async function permissionsCheck(
  { kind, target }: Session,
  pipeline: Pipeline,
  access: Access,
  purpose: Purpose,
): Promise<Check> {
  if (kind === 'local') {
    return check('permissions', 'skipped', 'the embedded endpoint allows everything');
  }
  const { bucket, role } = target;
  const denied = await access.denied(wishesFor(purpose, { pipeline, place: target, bucket, role }));
  if (denied == null) {
    return check('permissions', 'skipped', `IAM cannot simulate ${access.arn}`);
  }
  if (denied.length === 0) {
    return check('permissions', 'ok', `everything that ${purpose} needs is allowed`);
  }
  const shown = denied.slice(0, 5).map(({ action, resource }) => `${action} on ${resource}`);
  const more = denied.length > shown.length ? ` and ${String(denied.length - shown.length)} more` : '';
  return check(
    'permissions',
    'fail',
    `not allowed: ${shown.join(', ')}${more}`,
    `give the role or user the policy of: gluepipeline iam-policy --for ${purpose}`,
  );
}

/** Glue takes a job with any role, and its runs fail where it may not work as it (docs/aws-facts.md). */
async function rolesCheck({ kind, target }: Session, pipeline: Pipeline, access: Access): Promise<Check> {
  if (kind === 'local') {
    return check('roles', 'skipped', 'the embedded endpoint needs no roles');
  }
  const written = [...pipeline.jobs, ...pipeline.crawlers].map(({ role }) => role ?? target.role);
  if (written.includes(undefined)) {
    const cure = 'write role in the config, or say --role (or GLUEPIPELINE_ROLE)';
    return check('roles', 'fail', 'a job or crawler has no role', cure);
  }
  const arns = [...new Set(written.flatMap((role) => (role == null ? [] : roleArn(target, role))))];
  const names = arns.flatMap((arn) => roleNameOf(target, arn) ?? []);
  const trusted = await Promise.all(names.map(async (name) => ({ name, trust: await access.trustOf(name) })));
  const missing = trusted.find(({ trust }) => trust == null);
  if (missing != null) {
    return check('roles', 'fail', `there is no role ${missing.name}`, 'make it, or name another as role');
  }
  const closed = trusted.find(({ trust }) => trust == null || !trusts(trust, 'glue.amazonaws.com'));
  return closed == null
    ? check('roles', 'ok', names.length === 0 ? 'none of this account' : `Glue may work as ${names.join(', ')}`)
    : check(
        'roles',
        'fail',
        `Glue may not work as ${closed.name}`,
        'its trust policy must allow sts:AssumeRole to the service glue.amazonaws.com',
      );
}

async function bucketCheck(session: Session, pipeline: Pipeline): Promise<Check> {
  const { bucket } = session.target;
  if (await session.bucketExists()) {
    return check('bucket', 'ok', bucket);
  }
  if (session.kind === 'local') {
    return check('bucket', 'ok', `${bucket}, made by the first deployment`);
  }
  return localPaths(pipeline).length > 0
    ? check(
        'bucket',
        'fail',
        `${bucket} does not exist, and scripts are to be uploaded`,
        'run: gluepipeline deploy --create-bucket',
      )
    : check(
        'bucket',
        'warn',
        `${bucket} does not exist: no lock and no history`,
        'run: gluepipeline deploy --create-bucket',
      );
}
