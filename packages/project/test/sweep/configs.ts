/** The bucket that a deployment to the embedded endpoint makes: crawlers may name it. */
const data = 's3://gluepipeline-000000000000-us-east-1-an/raw';

const head = { pipeline_name: 'sales', role: 'GlueRole', glue_version: '5.1' };

/** The scripts of both configs. */
export const scripts = { 'extract.py': 'print(1)', 'extract2.py': 'print(2)', 'load.py': 'print(3)', 'old.py': '4' };

/** Every kind of resource and every kind of start. */
export const first = {
  ...head,
  tags: { team: 'a' },
  workflow: { description: 'w', default_run_properties: { area: 'north' }, tags: { cost: '1' } },
  start: { event: { pattern: { source: ['shop.orders'], 'detail-type': ['Order placed'] } } },
  workflows: { night: { schedule: 'cron(0 2 * * ? *)', description: 'n' } },
  jobs: [
    { name: 'extract', type: 'pythonshell', script: 'extract.py', timeout: 5, tags: { cost: '1' } },
    { name: 'load', type: 'glueetl', script: 'load.py', depends_on: ['crawl'] },
    { name: 'old', type: 'pythonshell', script: 'old.py', depends_on: ['load'] },
    { name: 'report', type: 'pythonshell', script: 'load.py', workflow: false, schedule: 'cron(0 3 * * ? *)' },
    { name: 'mail', type: 'pythonshell', script: 'load.py', workflow: false },
    { name: 'tidy', type: 'pythonshell', script: 's3://elsewhere/tidy.py', workflow: 'night' },
  ],
  crawlers: [
    { name: 'crawl', database_name: 'sales', targets: { s3: [`${data}/a/`] }, depends_on: ['extract'] },
    {
      name: 'lone',
      database_name: 'sales',
      targets: { s3: [`${data}/b/`] },
      workflow: false,
      schedule: 'cron(0 4 * * ? *)',
    },
    { name: 'gone', database_name: 'sales', targets: { s3: [`${data}/e/`] }, workflow: false },
  ],
  triggers: [{ name: 'again', when: ['report'], actions: ['mail'], workflow: false }],
  alerts: { states: ['FAILED'], emails: ['ops@example.com'] },
};

/** After `first`: everything is updated, replaced, switched, deleted or made somewhere. */
export const second = {
  ...head,
  tags: { team: 'b' },
  workflow: { description: 'w2', default_run_properties: { land: 'x' } },
  start: { schedule: 'cron(0 5 * * ? *)' },
  workflows: { day: { start: { event: { pattern: { source: ['shop.returns'] } } } } },
  jobs: [
    { name: 'extract', type: 'pythonshell', script: 'extract2.py', timeout: 7 },
    { name: 'load', type: 'pythonshell', script: 'load.py', depends_on: ['extract'] },
    {
      name: 'report',
      type: 'pythonshell',
      script: 'load.py',
      workflow: false,
      schedule: 'cron(0 3 * * ? *)',
      trigger: { enabled: false },
    },
    { name: 'mail', type: 'pythonshell', script: 'load.py', workflow: false },
    { name: 'tidy', type: 'pythonshell', script: 's3://elsewhere/tidy.py', workflow: 'day' },
  ],
  crawlers: [
    {
      name: 'crawl',
      database_name: 'sales2',
      targets: { s3: [`${data}/a/`, `${data}/c/`] },
      table_prefix: 'p_',
      depends_on: ['load'],
    },
    {
      name: 'lone',
      database_name: 'sales',
      targets: { s3: [`${data}/b/`] },
      workflow: false,
      schedule: 'cron(0 6 * * ? *)',
    },
    { name: 'fresh', database_name: 'sales', targets: { s3: [`${data}/d/`] }, workflow: false },
  ],
  triggers: [{ name: 'again', when: [{ job: 'report', state: 'FAILED' }], actions: ['mail'], workflow: false }],
  alerts: { states: ['FAILED', 'TIMEOUT'], emails: ['ops@example.com', 'night@example.com'], jobs: ['load'] },
};
