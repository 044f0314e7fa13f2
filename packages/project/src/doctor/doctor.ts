import type { Ahead } from '@gluepipeline/aws';
import { issueCount } from '@gluepipeline/core';

import type { PlanOptions } from '../plan.ts';
import { openSession, type Session } from '../session.ts';
import { type Validated, validate } from '../validate.ts';
import { accountChecks } from './account.ts';
import { check, type Check } from './check.ts';
import { expected } from './expected.ts';

/** What is to be looked at. */
export interface DoctorOptions extends Pick<PlanOptions, 'place' | 'overrides' | 'connect'> {
  /** What the caller wants to do: it decides which permissions are needed. */
  readonly purpose: 'deploy' | 'plan' | 'run';
  /** Such as `v24.1.0`. */
  readonly nodeVersion: string;
}

/** Looks at everything that a deployment will need, from Node to quotas; changes nothing, and one failure hides no other. */
export async function doctor(options: DoctorOptions): Promise<readonly Check[]> {
  const validated = await validate(options.place, { ...options.overrides, isComplete: true }).catch(
    (error: unknown) => {
      const { message, hint } = expected(error);
      return check('config', 'fail', message, hint);
    },
  );
  const node = nodeCheck(options.nodeVersion);
  if ('outcome' in validated) {
    return [node, validated, ...skipped('there is no config to look at')];
  }
  return [node, configCheck(validated), ...(await signedIn(options, validated))];
}

/** The least that the package asks for, and what AWS's own clients will soon ask for. */
function nodeCheck(version: string): Check {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    return check('node', 'fail', `${version} is too old`, 'install Node 22 or newer; 20.19 is the least');
  }
  return major < 22
    ? check('node', 'warn', `${version} works; the AWS SDK drops it in 2027`, 'install Node 22 or newer')
    : check('node', 'ok', version);
}

function configCheck({ file, issues, valid }: Validated): Check {
  const count = issueCount(issues);
  if (!valid) {
    return check('config', 'fail', `${file.shown} has ${count}`, 'see: gluepipeline validate');
  }
  return count === ''
    ? check('config', 'ok', file.shown)
    : check('config', 'warn', `${file.shown} has ${count}`, 'see: gluepipeline validate');
}

async function signedIn(options: DoctorOptions, validated: Validated): Promise<Check[]> {
  const { pipeline } = validated;
  if (pipeline == null) {
    return skipped('the config has no usable shape');
  }
  let session: Session;
  let names: ReturnType<Session['names']> | undefined;
  // Of all that is asked, this alone does not depend on the account.
  const ask: Ahead['ask'] = (aws) => {
    names = aws.names();
    // Who is not signed in is told so, and why, by what follows.
    names.catch(() => undefined);
  };
  try {
    const ahead = { ...options.connect.ahead, services: ['iam', 's3'] as const, ask };
    const connect = { ...options.connect, ahead };
    session = await openSession(validated.file, pipeline, connect, () => Promise.resolve(pipeline));
  } catch (error) {
    return [signInFailure(error), ...skipped('nobody is signed in').slice(2)];
  }
  try {
    return await accountChecks(session, pipeline, options.purpose, names);
  } finally {
    await session.close();
  }
}

function signInFailure(error: unknown): Check {
  const { code, message, hint } = expected(error);
  return check(code === 'GP406' ? 'region' : 'credentials', 'fail', message, hint);
}

const ofAccount = ['region', 'credentials', 'clock', 'permissions', 'roles', 'bucket', 'quotas'] as const;

function skipped(why: string): Check[] {
  return ofAccount.map((name) => check(name, 'skipped', why));
}
