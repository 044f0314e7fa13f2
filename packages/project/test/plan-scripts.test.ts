import { describe, expect, it } from '@jest/globals';
import type { Plan, Resource } from '@gluepipeline/core';

import { checkScripts } from '../src/plan-scripts.ts';
import type { Session } from '../src/session.ts';

function job(label: string, uri: string): Resource {
  return {
    kind: 'job',
    name: label,
    label,
    tags: {},
    definition: { Command: { Name: 'glueetl', ScriptLocation: uri } },
  };
}

function planOf(changes: Plan['changes']): Plan {
  const target = { accountId: '000000000000', region: 'us-east-1', partition: 'aws' };
  return { schemaVersion: 1, stack: 'p/dev', target, changes, unchanged: [], pauses: [], blockers: [] };
}

/** A session in which some objects exist, some do not, and some may not be looked at. */
function sessionOf(
  kind: Session['kind'],
  objects: Readonly<Record<string, boolean | undefined>>,
  asked: string[] = [],
) {
  return {
    kind,
    target: { accountId: '000000000000', region: 'us-east-1', partition: 'aws', bucket: 'ours', role: undefined },
    objectExists: (uri: string) => {
      asked.push(uri);
      return Promise.resolve(objects[uri]);
    },
  } as unknown as Session;
}

const created = (...jobs: Resource[]): Plan => planOf(jobs.map((resource) => ({ action: 'create', resource })));

describe('checkScripts', () => {
  it('stops a deployment on AWS whose script is not there, naming it', async () => {
    const { plan } = await checkScripts(sessionOf('aws', { 's3://b/x.py': false }), created(job('a', 's3://b/x.py')));
    expect(plan.blockers.map(({ code, message }) => [code, message])).toEqual([
      ['GP309', 'the script of job "a" does not exist: s3://b/x.py'],
    ]);
  });

  it('only tells of it on the embedded endpoint, where the run will fail', async () => {
    const { plan, notes } = await checkScripts(
      sessionOf('local', { 's3://b/x.py': false }),
      created(job('a', 's3://b/x.py')),
    );
    expect(plan.blockers).toEqual([]);
    expect(notes).toEqual(['warning: the script of job "a" is not in the local S3: s3://b/x.py; its runs will fail']);
  });

  it('is no obstacle where the object may not be looked at', async () => {
    const { plan, notes } = await checkScripts(sessionOf('aws', {}), created(job('a', 's3://b/x.py')));
    expect([plan.blockers, notes]).toEqual([
      [],
      ['note: s3://b/x.py may not be looked at, so nobody knows whether it exists'],
    ]);
  });

  it('looks once for a script that jobs share, and never for one of ours or of a job that keeps its script', async () => {
    const asked: string[] = [];
    const digest = 'a'.repeat(64);
    const kept = job('c', 's3://b/kept.py');
    const plan = planOf([
      ...created(job('a', 's3://b/x.py'), job('b', 's3://b/x.py'), job('d', `s3://ours/p/${digest}/d.py`)).changes,
      { action: 'update', resource: kept, live: kept, fields: [{ field: 'timeout', after: 1 }] },
    ]);
    await checkScripts(sessionOf('aws', { 's3://b/x.py': true }, asked), plan);
    expect(asked).toEqual(['s3://b/x.py']);
  });
});
