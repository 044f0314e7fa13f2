import { change, edit } from '../edits.mjs';

/** docs/transcripts/safety.txt. */
export function safety(t) {
  t.run('init --name sales --template csv-etl');
  t.run('deploy --local -q');
  t.note('a part: one job of two that changed');
  const timeouts = (minutes) =>
    edit((config) => config.jobs.slice(0, 2).forEach((job) => Object.assign(job, { timeout: minutes })));
  t.shell('edit config.json', timeouts(30));
  t.run('plan --local --select extract');
  t.run('deploy --local --select extract');
  t.run('deploy --local --select extarct');
  t.note('a plan that is reviewed, then deployed; a stale, a foreign and an edited one are not');
  t.run('plan --local --out plan.json');
  t.run('deploy --local --plan plan.json');
  t.run('deploy --local --plan plan.json');
  t.run('deploy --local -e prod --plan plan.json');
  t.shell('edit plan.json', change('plan.json', '"hasChanges": true', '"hasChanges": false'));
  t.run('deploy --local --plan plan.json');
  t.run('plan --local --drift-only');
  t.note('somebody keeps all others from deploying');
  t.run('lock hold --local --reason month-end');
  t.run('deploy --local');
  t.run('lock status --local');
  t.run('lock release --local');
  t.note('what is deleted is guarded');
  t.shell(
    'edit config.json',
    edit((config) => config.jobs.pop()),
  );
  t.run('deploy --local -q');
  t.run('deploy --local --yes --max-deletes 1');
  t.shell(
    'edit config.json',
    edit((config) => Object.assign(config, { protect: true })),
  );
  t.run('deploy --local --yes');
  t.run('destroy --local --yes');
  t.note('what was deployed, and back to it');
  t.run('history --local');
  t.run('history 2 --local');
  t.run('rollback --local');
  t.run('rollback --local --to 9');
  t.run('gc --local --dry-run');
}
