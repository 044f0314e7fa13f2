/** docs/transcripts/start.txt. */
export function start(t) {
  t.note('a config from nothing, as the old tool made it');
  t.run('init --name sales --environment dev --glue-version 6.0');
  t.run('list');
  t.run('validate');
  t.run('add-job --job-name extract --script s3://my-bucket/scripts/extract.py --job-type glueetl');
  t.run('add-job --job-name load --script s3://my-bucket/scripts/load.py --job-type pythonshell');
  t.run('list');
  t.run('validate');
  t.note('without a Region or credentials, status tells the part that the file knows');
  t.run('status');
  t.run('deploy --environment dev --local');
  t.run('status --local');
  t.note('a file of jobs alone has no workflow to run');
  t.run('run --local');
  t.run('run load --local');
}
