import { write } from '../edits.mjs';

/** docs/transcripts/graph.txt. */
export function graph(t) {
  t.note('a pipeline with a crawler, an end other than success, and any of two');
  t.shell(
    'edit config.json',
    write(
      'config.json',
      `${JSON.stringify(
        {
          pipeline_name: 'sales',
          schedule: 'cron(0 2 * * ? *)',
          jobs: [
            { name: 'extract', script: 's3://my-bucket/extract.py' },
            { name: 'transform', script: 's3://my-bucket/transform.py', depends_on: ['extract'] },
            { name: 'load', script: 's3://my-bucket/load.py', depends_on: ['transform', 'raw'] },
            {
              name: 'mend',
              script: 's3://my-bucket/mend.py',
              depends_on: [{ job: 'transform', state: 'FAILED' }],
            },
            { name: 'tell', script: 's3://my-bucket/tell.py', depends_on: { any: ['load', 'mend'] } },
            { name: 'report', script: 's3://my-bucket/report.py', schedule: 'cron(0 6 ? * MON *)' },
          ],
          crawlers: [{ name: 'raw', targets: { s3: ['s3://my-bucket/raw/'] }, depends_on: ['extract'] }],
        },
        null,
        2,
      )}\n`,
    ),
  );
  t.run('list');
  t.run('list --tree');
  t.run('graph');
  t.run('graph --format mermaid -e prod');
  t.run('graph --format dot -e prod');
  t.run('graph --format svg -e prod');
  t.runOnTerminal('list --tree');
  t.runOnTerminal('graph');
}
