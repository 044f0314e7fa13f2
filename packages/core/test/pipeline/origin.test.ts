import { describe, expect, it } from '@jest/globals';

import { type Issue, printPath } from '../../src/config/issue.ts';
import { judge, load } from '../../src/pipeline/load.ts';

async function judged(text: string, file = 'config.yaml'): Promise<Issue[]> {
  const loaded = await load(file, text);
  if (!loaded.ok) {
    throw new Error(loaded.issues.map(({ message }) => message).join('\n'));
  }
  return judge(loaded.value);
}

async function told(text: string): Promise<string[]> {
  return (await judged(text)).map(
    ({ code, path, position }) =>
      `${code} ${printPath(path)} ${position?.file ?? ''}:${position?.line ?? 0}:${position?.column ?? 0}`,
  );
}

const top = `pipeline_name: sales
role: GlueRole
glue_version: "6.0"
`;

describe('a complaint about what a default says', () => {
  it('points to the default, once for all the jobs that have it', async () => {
    expect(
      await told(`${top}defaults:
  jobs: { max_retries: 11 }
  glueetl:
    timeout: 99999
jobs:
  - { name: a, script: s3://d/a.py }
  - { name: b, script: s3://d/b.py }
`),
    ).toEqual(['GP219 defaults.jobs.max_retries config.yaml:5:24', 'GP218 defaults.glueetl.timeout config.yaml:7:14']);
  });

  it('points to the entry where the entry says it too, and to the kind before all kinds', async () => {
    expect(
      await told(`${top}defaults:
  jobs: { timeout: 88888 }
  streaming: { timeout: 99999 }
jobs:
  - { name: a, script: s3://d/a.py, timeout: 77777 }
  - { name: b, script: s3://d/b.py, type: gluestreaming }
  - { name: c, script: s3://d/c.py }
`),
    ).toEqual([
      'GP218 defaults.jobs.timeout config.yaml:5:20',
      'GP218 defaults.streaming.timeout config.yaml:6:25',
      'GP218 jobs[0].timeout config.yaml:8:46',
    ]);
  });

  it('finds an argument in whatever spelling its level has', async () => {
    expect(
      await told(`${top}defaults:
  jobs:
    arguments: { job-bookmark-option: on }
  glueetl:
    auto_scaling: true
    execution_class: FLEX
jobs:
  - { name: a, script: s3://d/a.py }
  - { name: b, script: s3://d/b.py, job_bookmark: enable, max_concurrent_runs: 2 }
`),
    ).toEqual([
      'GP253 defaults.jobs.arguments.job-bookmark-option config.yaml:6:39',
      'GP247 defaults.glueetl.auto_scaling config.yaml:8:19',
      'GP238 jobs[1].job_bookmark config.yaml:12:51',
    ]);
  });

  it('points to the key where the key is the mistake', async () => {
    expect(
      await told(`${top}defaults:
  jobs:
    log_group_prefix: /sales
jobs:
  - { name: a, script: s3://d/a.py, glue_version: "4.0" }
  - { name: b, script: s3://d/b.py }
`),
    ).toEqual(['GP249 defaults.jobs.log_group_prefix config.yaml:6:5']);
  });

  it('finds the keys of a map where each is written', async () => {
    expect(
      await told(`${top}defaults:
  jobs:
    tags: { "aws:team": data }
jobs:
  - { name: a, script: s3://d/a.py, tags: { "aws:cost": x } }
`),
    ).toEqual([
      'GP232 defaults.jobs.tags."aws:team" config.yaml:6:13',
      'GP232 jobs[0].tags."aws:cost" config.yaml:8:45',
    ]);
  });

  it('finds what crawlers leave to theirs', async () => {
    expect(
      await told(`${top}defaults:
  crawlers:
    targets: { s3: [s3://d/c, { path: s3://d/e, event_queue_arn: arrived }] }
jobs: [{ name: a, script: s3://d/a.py }]
crawlers:
  - { name: c, database_name: s }
  - { name: e }
`),
    ).toEqual([
      'GP288 defaults.crawlers.targets.s3[1].event_queue_arn config.yaml:6:66',
      'GP277 crawlers[1].name config.yaml:10:13',
    ]);
  });

  it('finds what triggers leave to theirs', async () => {
    expect(
      await told(`${top}defaults:
  triggers: { enabled: false }
workflow: false
jobs:
  - { name: a, script: s3://d/a.py }
triggers:
  - { name: t, actions: [a] }
`),
    ).toEqual(['GP237 defaults.triggers.enabled config.yaml:5:24']);
  });

  it('keeps what no default says at the entry', async () => {
    expect(
      await told(`${top}defaults:
  jobs: { timeout: 60 }
jobs:
  - { name: a }
  - { name: b, existing: true, schedule: nonsense }
`),
    ).toEqual(['GP261 jobs[0].name config.yaml:7:13', 'GP230 jobs[1].schedule config.yaml:8:42']);
  });
});
