import type { Code } from './code.ts';

/** Of runs and of what is done with them. */
export const runCodes: readonly Code[] = [
  {
    code: 'GP601',
    title: '--no-wait without an endpoint that goes on running',
    explanation:
      'With `--local` a command serves the endpoint itself and ends it with itself. Start one in another terminal: `gluepipeline local start`.',
  },
  {
    code: 'GP602',
    title: 'nothing to run as a whole',
    explanation: 'A file of jobs alone has no workflow. Name a job, or say `--all`.',
  },
  {
    code: 'GP603',
    title: 'an unknown job',
    explanation: 'The name is no job of the config: nobody has it, or a crawler, or it is the id of a run.',
  },
  { code: 'GP604', title: 'no key=value', explanation: '`--arg` and `--run-property` take `key=value`.' },
  {
    code: 'GP605',
    title: 'something that is not deployed',
    explanation: 'Deploy first; `gluepipeline status` shows what is there.',
  },
  { code: 'GP606', title: 'an unknown quirk', explanation: 'The hint names those that the embedded endpoint has.' },
  {
    code: 'GP607',
    title: 'a folder of the embedded endpoint that is in use',
    explanation: 'Another process serves it and cannot be joined. Wait until it ends, or stop it.',
  },
  {
    code: 'GP608',
    title: 'a folder that is not ours',
    explanation: 'The embedded endpoint keeps its state in a folder of its own, and touches no other. Move it away.',
  },
  {
    code: 'GP609',
    title: 'no such run',
    explanation:
      'Nothing has run yet, or no run of a job or workflow of this config has that id. `gluepipeline status` shows the newest runs.',
  },
  {
    code: 'GP610',
    title: 'no time',
    explanation: 'Write `10m`, `2h`, `3d`, or a time such as `2026-11-27T02:00:00Z`.',
  },
  { code: 'GP611', title: 'no regular expression', explanation: '`--grep` takes one, as JavaScript knows it.' },
  {
    code: 'GP612',
    title: 'a run that is not in the state for that',
    explanation:
      '`stop` needs a run that goes on, `retry` one that is over and did not go well. AWS takes up only workflow runs that are COMPLETED, and only nodes that have run.',
  },
  {
    code: 'GP613',
    title: 'a part of a workflow that nobody stays to run',
    explanation:
      'Glue runs whole workflows and single jobs. A selection of jobs is started by this command, one after another, so `--no-wait` cannot go with it.',
  },
  {
    code: 'GP614',
    title: 'a file that is no file of prices',
    explanation:
      'It holds list prices in dollars per DPU-hour, by Region: `{"schemaVersion": 1, "regions": {"us-east-1": {"asOf": "2026-11-23", "rates": {"standard": "0.44"}}}}`. The names of rates are `standard`, `flex` and `memory` (R workers), each with `-6` for Glue 6.0, and `crawler`.',
  },
  {
    code: 'GP615',
    title: 'no prices',
    explanation:
      "`cost refresh` asks AWS's price list, which the embedded endpoint does not have, and which says nothing in dollars of some Regions. Prices of your own go into a file for `--prices`.",
  },
  { code: 'GP616', title: 'no amount of dollars', explanation: '`--budget` takes dollars, such as `100` or `99.50`.' },
  {
    code: 'GP617',
    title: 'an event that cannot be played',
    explanation:
      '`local emit` takes an event as EventBridge shows it: `{"source": "aws.s3", "detail-type": "Object Created", "detail": {…}}`, from a file (`--event`; `-` is standard input), or as `--source`, `--detail-type` and `--detail`. Its bus must be there: `default`, or one that was made.',
  },
  {
    code: 'GP618',
    title: 'not a place for dev',
    explanation:
      '`dev` deploys at every save. It does so with `--local`, or on AWS in an environment that you name with `-e` and that is not protected (`protect: true`).',
  },
  {
    code: 'GP619',
    title: 'a folder that cannot be watched',
    explanation:
      '`dev` watches the folder of the config and all below it, but not names that begin with a dot, `node_modules`, `__pycache__` and `venv`. The system refused: folders must be readable, and Linux has a limit to what one user watches (`fs.inotify.max_user_watches`).',
  },
  {
    code: 'GP620',
    title: 'a start that cannot be paused',
    explanation:
      'Glue switches only triggers with a schedule off. What starts on demand starts by hand alone; a start by events is stopped by `start: {enabled: false}`, which switches our rule of EventBridge off; a trigger that waits for other jobs waits on when the start before it is paused.',
  },
  {
    code: 'GP621',
    title: 'a start that is not there, or not as it was made',
    explanation: '`pause` and `resume` need a deployed trigger, and read back what they did.',
  },
  {
    code: 'GP622',
    title: 'no Docker',
    explanation:
      '`--runner docker` runs glueetl jobs in the image that AWS publishes for their Glue version. It needs the `docker` command in PATH, an engine that answers it on this machine, and the right to use it (`docker info` shows all three). Without Docker `--runner script` runs them with a Python that has pyspark.',
  },
  {
    code: 'GP623',
    title: 'a runner where it says nothing',
    explanation:
      '`--runner` says what runs scripts on this machine, so it goes with `--local`. An endpoint that goes on (`gluepipeline local start`) keeps the runner that it was started with; `gluepipeline local status` shows it.',
  },
];
