import { describe, expect, it } from '@jest/globals';

import { loadPipeline } from '../../src/index.ts';

/** What every object of JavaScript has, as names and as values that a text asks for. */
const words = ['__proto__', 'constructor', 'toString', '${constructor}', '${var.__proto__}'];

const config = {
  pipeline_name: 'sales',
  environment: 'dev',
  role: 'GlueRole',
  glue_version: '5.0',
  region: 'eu-west-1',
  naming: { job: '${name}-x' },
  tags: { team: 'data' },
  variables: { stage: 'raw' },
  alerts: { emails: ['a@example.com'], states: ['FAILED'] },
  artifacts: { bucket: 'code', prefix: 'p/' },
  start: { schedule: 'cron(0 2 * * ? *)' },
  workflow: { description: 'nightly', default_run_properties: { stage: 'raw' } },
  defaults: { jobs: { timeout: 10, worker_type: 'G.1X' } },
  environments: { prod: { jobs: { load: { timeout: 5 } } } },
  rules: { GP204: 'warn' },
  jobs: [
    {
      name: 'load',
      script: 's3://code/load.py',
      type: 'glueetl',
      number_of_workers: 2,
      python_version: '3',
      execution_class: 'FLEX',
      arguments: { '--stage': 'raw', '--additional-python-modules': 'pandas' },
      extra: { LogUri: 's3://logs' },
      job_bookmark: 'enable',
      datalake_formats: ['hudi'],
      maintenance_window: 'Sun:10',
      ignore_changes: ['timeout'],
      only_in: ['dev'],
    },
    { name: 'send', type: 'pythonshell', script: 's3://code/send.py', depends_on: ['load'], for_each: ['eu'] },
  ],
  crawlers: [{ name: 'raw', targets: { s3: ['s3://raw/x'] }, depends_on: [{ job: 'load', state: 'SUCCEEDED' }] }],
  triggers: [{ name: 'noon', schedule: 'cron(0 12 * * ? *)', actions: ['load'], workflow: false }],
};

/** The config as text, once for each of its keys and texts, with the word in the place of that one. */
function withWord(word: string): string[] {
  const text = JSON.stringify(config);
  const places = [...text.matchAll(/"(?:[^"\\]|\\.)*"/g)];
  return places.map(
    ({ 0: said, index }) => text.slice(0, index) + JSON.stringify(word) + text.slice(index + said.length),
  );
}

describe('a word that every object of JavaScript has', () => {
  it.each(words)('is a word like any other, wherever it stands: %s', async (word) => {
    for (const text of withWord(word)) {
      for (const environment of ['dev', 'prod']) {
        const loaded = await loadPipeline('config.json', text, { environment });
        expect(JSON.stringify(loaded)).not.toMatch(/native code|\[object/);
      }
    }
  });
});
