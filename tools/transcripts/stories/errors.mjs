import { change, write } from '../edits.mjs';

/** docs/transcripts/errors.txt. */
export function errors(t) {
  t.note('the command line');
  t.run('');
  t.run('deplyo');
  t.run('deploy --enviroment dev');
  t.run('init');
  t.run('add-job --job-name load --script load.py --job-type pythonshel');
  t.run('run --arg');
  t.run('run --arg nonsense --local');
  t.note('the config');
  t.run('validate');
  t.run('validate --json');
  t.shell('edit config.json', write('config.json', '{ "pipeline_name": "sales",\n  "jobs": [ }\n'));
  t.run('validate');
  t.shell(
    'edit config.json',
    write(
      'config.json',
      `${JSON.stringify(
        {
          pipeline_name: 'sales',
          schedule: 'cron(0 2 * * * *)',
          role_arn: 'arn:aws:iam::111122223333:role/glue',
          jobs: [
            { name: 'extract', script: 's3://my-bucket/extract.py', type: 'spark', timout: 10 },
            { name: 'load', script: 'scripts/load.py', type: 'pythonshell', max_retries: -1, depends_on: ['extrct'] },
          ],
        },
        null,
        2,
      )}\n`,
    ),
  );
  t.run('validate');
  t.run('list');
  t.run('plan --local');
  t.run('status --local');
  t.shell(
    'edit config.json',
    write(
      'config.json',
      `${JSON.stringify(
        {
          pipeline_name: 'sales',
          schedule: 'cron(0 2 * * * *)',
          glue_version: '2.0',
          jobs: [
            {
              name: 'extract',
              script: 's3://my-bucket/extract.py',
              depends_on: ['load'],
              arguments: { password: 'hunter2' },
            },
            {
              name: 'load',
              script: 'scripts/load.py',
              type: 'pythonshell',
              worker_type: 'G.1X',
              depends_on: ['extrct', 'extract'],
            },
          ],
        },
        null,
        2,
      )}\n`,
    ),
  );
  t.run('validate');
  t.run('plan --local --json');
  t.note('the place');
  t.shell(
    'edit config.json',
    write(
      'config.json',
      `${JSON.stringify({ pipeline_name: 'sales', jobs: [{ name: 'load', script: 's3://b/load.py', resource_name: 'load' }] })}\n`,
    ),
  );
  t.run('plan');
  t.run('plan --region eu-west-1');
  t.run('status --region eu-west-1');
  t.run('deploy --local');
  t.note('a job changes its type');
  t.shell('edit config.json', change('config.json', '"s3://b/load.py"', '"s3://b/load.py", "type": "pythonshell"'));
  t.run('plan --local');
  t.run('deploy --local');
  t.run('plan --local --allow-replace');
  t.note('another pipeline wants the same name in AWS');
  t.shell('edit config.json', change('config.json', '"sales"', '"billing"'));
  t.run('plan --local');
  t.run('deploy --local');
  t.run('run nothing --local');
  t.run('init --name sales');
  t.run('init --name sales --template csv --force');
  t.run('add-job --job-name load --script load.py');
  t.run('local reset');
  t.run('plan --local --quirk none');
}
