import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

import { change, edit } from '../edits.mjs';

/** docs/transcripts/deploy.txt. */
export function deploy(t) {
  t.run('init --name sales --template csv-etl');
  t.run('list');
  t.run('plan --local');
  t.run('deploy --local');
  t.run('plan --local --detailed-exitcode');
  t.note('a script, a timeout, an argument and a tag change');
  t.shell(`echo '# reviewed' >> scripts/load.py`, (folder) =>
    appendFileSync(join(folder, 'scripts/load.py'), '# reviewed\n'),
  );
  t.shell(
    'edit config.json',
    change('config.json', '"source": "work/orders.csv"', '"source": "work/orders.csv", "currency": "EUR"'),
  );
  t.shell(
    'edit config.json',
    change(
      'config.json',
      '"description": "Writes the report"',
      '"description": "Writes the report", "timeout": 30, "tags": { "team": "sales" }',
    ),
  );
  t.run('plan --local --detailed-exitcode');
  t.run('deploy --local');
  t.note('the schedule goes: the start trigger is made anew, its type cannot change');
  t.shell('edit config.json', change('config.json', '"schedule": "cron(0 2 * * ? *)",', ''));
  t.run('plan --local');
  t.note('a job goes: that is asked first, and here nobody can be asked');
  t.shell(
    'edit config.json',
    edit((config) => config.jobs.pop()),
  );
  t.run('plan --local');
  t.run('deploy --local');
  t.run('deploy --local --yes');
  t.run('destroy --local --yes');
  t.run('destroy --local --yes');
}
