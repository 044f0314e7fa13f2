/** docs/transcripts/local.txt. */
export function local(t) {
  t.run('init --name sales --template csv-etl');
  t.run('local status');
  t.run('deploy --local -q');
  t.run('local status --json');
  t.run('deploy --local -v -q');
  t.run('plan --local -v --log-format json -q');
  t.run('local reset --yes');
  t.run('plan --local');
}
