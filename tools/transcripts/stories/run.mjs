import { change, edit } from '../edits.mjs';

/** docs/transcripts/run.txt. */
export function run(t) {
  t.run('init --name sales --template csv-etl');
  t.run('deploy --local -q');
  t.run('run --local');
  t.run('status --local');
  t.note('a column is renamed in the data, and the second script does not know');
  t.shell(`sed -i s/customer,/client,/ data/orders.csv`, change('data/orders.csv', 'customer,', 'client,'));
  t.run('run --local');
  t.run('status --local');
  t.note('one job, with another argument');
  t.run('run transform --local --arg source=data/none.csv');
  t.note('an argument is missing');
  t.shell(
    'edit config.json',
    edit((config) => delete config.jobs[1].arguments.target),
  );
  t.run('deploy --local -q');
  t.run('run transform --local');
  t.run('run transform --local -q');
  t.run('run transform --local --json');
  t.run('run --local --no-wait');
}
