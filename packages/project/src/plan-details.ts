import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { isAwsCallError } from '@gluepipeline/aws';
import {
  type Change,
  firesOf,
  isSecretField,
  keyOf,
  type Plan,
  type PlanDetails,
  type Resource,
  type ScriptChange,
} from '@gluepipeline/core';

import { activeJobs } from './active-runs.ts';
import type { Session } from './session.ts';

/** Of more changed jobs nobody reads the details, and each costs a call. */
const most = 50;

/** A script that is longer is no text for people. */
const longest = 1024 * 1024;

/** What a reader of a plan wants to know beside it; what may not be asked is left out. */
export async function planDetails(session: Session, folder: string, plan: Plan): Promise<PlanDetails> {
  const changed = plan.changes.filter(({ action }) => action !== 'create');
  const asks = changed.length <= most;
  const [fires, active, scripts] = await Promise.all([
    firesOf(plan, session.clock.now()),
    asks ? allowed(activeRuns(session, plan), {}) : {},
    asks ? allowed(scriptChanges(session, folder, plan), {}) : {},
  ]);
  return { fires, active, scripts };
}

async function activeRuns(session: Session, plan: Plan): Promise<PlanDetails['active']> {
  const jobs = await activeJobs(session, plan);
  return Object.fromEntries(jobs.map(({ name, runs }) => [keyOf({ kind: 'job', name }), runs]));
}

async function scriptChanges(session: Session, folder: string, plan: Plan): Promise<PlanDetails['scripts']> {
  const uploads = new Map(
    plan.changes.flatMap((change) =>
      change.action !== 'delete' && change.resource.kind === 'artifact'
        ? [[change.resource.name, change.resource.definition.path] as const]
        : [],
    ),
  );
  const found = await Promise.all(plan.changes.map((change) => scriptChange(session, folder, uploads, change)));
  return Object.fromEntries(found.filter((each) => each != null));
}

async function scriptChange(
  session: Session,
  folder: string,
  uploads: ReadonlyMap<string, string>,
  change: Change,
): Promise<readonly [string, ScriptChange] | undefined> {
  if (change.action !== 'update' || change.resource.kind !== 'job') {
    return undefined;
  }
  const [before, after] = [change.live, change.resource].map((job) => keyIn(session.target.bucket, job));
  if (before == null || after == null || before === after) {
    return undefined;
  }
  const path = uploads.get(after);
  const [old, text] = await Promise.all([
    stored(session, before),
    path == null ? stored(session, after) : textOf(resolve(folder, path)),
  ]);
  if (old == null || text == null || old === text) {
    return undefined;
  }
  const { createTwoFilesPatch } = await import('diff');
  const lines = createTwoFilesPatch(nameOf(before), nameOf(after), old, text, 'deployed', 'to be deployed')
    .split('\n')
    .filter((line, at) => at > 1 || !/^(?:Index: |=+$)/.test(line))
    .map(presentable);
  const count = (sign: string) =>
    lines.filter((line) => line.startsWith(sign) && !line.startsWith(sign.repeat(3))).length;
  return [keyOf(change.resource), { added: count('+'), removed: count('-'), patch: lines.join('\n') }];
}

/** A line of a script may hold a secret, and what would move the cursor of the reader's terminal. */
function presentable(line: string): string {
  return isSecretField('script', line)
    ? `${line.charAt(0)}(masked)`
    : line.replace(/(?!\t)\p{Cc}/gu, (letter) => `\\x${(letter.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`);
}

/** The key of a job's script in the artifact bucket; nothing for one that lies elsewhere. */
function keyIn(bucket: string, job: Resource): string | undefined {
  const uri = job.kind === 'job' ? (job.definition.Command?.ScriptLocation ?? '') : '';
  const place = `s3://${bucket}/`;
  return uri.startsWith(place) ? uri.slice(place.length) : undefined;
}

function nameOf(key: string): string {
  return key.split('/').at(-1) ?? key;
}

async function stored(session: Session, key: string): Promise<string | undefined> {
  return readable((await session.blobs.get(key))?.body);
}

function textOf(path: string): string | undefined {
  try {
    return readable(readFileSync(path, 'utf8'));
  } catch {
    // The upload will say why it cannot be read.
    return undefined;
  }
}

function readable(text: string | undefined): string | undefined {
  return text == null || text.length > longest || text.includes('\0') ? undefined : text;
}

/** Whoever may plan need not be allowed to look at runs and scripts. */
async function allowed<T>(asked: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (isAwsCallError(error) && error.kind === 'permission') {
      return otherwise;
    }
    throw error;
  }
}
