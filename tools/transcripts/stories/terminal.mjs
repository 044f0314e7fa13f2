import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { change, edit } from '../edits.mjs';

/** docs/transcripts/terminal.txt. */
export function terminal(t) {
  t.note('on a terminal of 80 columns, with its colours and passing lines');
  t.runOnTerminal('init --name sales --template csv-etl');
  t.runOnTerminal('list');
  t.runOnTerminal('validate');
  t.runOnTerminal('plan --local');
  t.runOnTerminal('deploy --local');
  t.runOnTerminal('deploy --local');
  t.runOnTerminal('run --local');
  t.runOnTerminal('runs --local');
  t.runOnTerminal('runs show --local');
  t.runOnTerminal('status --local');
  t.shell(
    'edit config.json',
    change('config.json', '"Writes the report"', '"Writes the report of the day", "timeout": 30'),
  );
  t.runOnTerminal('plan --local');
  t.runOnTerminal('plan --local --no-color');
  t.shell('edit config.json', change('config.json', '"name": "load"', '"name": "write"'));
  t.runOnTerminal('deploy --local', { answers: 'n' });
  t.runOnTerminal('deploy --local', { answers: 'y' });
  t.shell(`sed -i s/customer,/client,/ data/orders.csv`, change('data/orders.csv', 'customer,', 'client,'));
  t.runOnTerminal('run --local');
  t.shell(
    'edit config.json',
    edit((config) => (config.jobs[1].depends_on = ['extrct'])),
  );
  t.runOnTerminal('validate');
  t.runOnTerminal('local reset', { answers: 'y' });
  t.note('names that are too long for the line');
  t.shell('rm config.json', (folder) => rmSync(join(folder, 'config.json')));
  t.runOnTerminal('init --name quarterly-revenue-recognition');
  t.runOnTerminal(
    'add-job --job-name consolidate-subsidiary-ledgers --script s3://a-bucket-with-a-very-long-name/etl/jobs/finance/consolidate_subsidiary_ledgers.py',
  );
  t.runOnTerminal('list');
  t.runOnTerminal('plan --local');
}
