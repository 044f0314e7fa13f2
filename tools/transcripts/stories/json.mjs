/** docs/transcripts/json.txt. */
export function json(t) {
  t.run('init --name sales --template csv-etl --json');
  t.run('list --json');
  t.run('validate --json');
  t.run('plan --local --json');
  t.run('deploy --local --json');
  t.run('status --local --json');
  t.run('run --local --json');
  t.run('destroy --local --json');
  t.run('destroy --local --json --yes');
}
