/** A complaint that is about no place in a config: a file on the disk, a plan, AWS, a run. */
export interface Code {
  readonly code: string;
  readonly title: string;
  /** Why it comes and what to do, in Markdown. */
  readonly explanation: string;
}

/** Every code beside those of the config's shape (config/file-codes.ts) and of the rules, in order. */
export const codes: readonly Code[] = [
  {
    code: 'GP100',
    title: 'a config with errors, met by another command than validate',
    explanation: 'The errors are listed above it. `gluepipeline validate` shows them with all warnings.',
  },
  {
    code: 'GP110',
    title: 'no config',
    explanation:
      'None was found at `--config`, at `GLUE_CONFIG`, or as `config.json`, `gluepipeline.yaml` or `gluepipeline.yml` in the working directory. `gluepipeline init` makes one.',
  },
  {
    code: 'GP111',
    title: 'a config that cannot be read',
    explanation: 'It is a folder, or its permissions forbid it.',
  },
  {
    code: 'GP112',
    title: 'a file that cannot be written',
    explanation:
      'Files are written whole or not at all, so nothing was lost. Check the folder and its permissions. A container writes as the user that it runs as: `-u "$(id -u):$(id -g)"`.',
  },
  {
    code: 'GP113',
    title: 'a job that is there already',
    explanation: '`add-job` never changes a job. Choose another name, or edit the job in the file.',
  },
  {
    code: 'GP114',
    title: 'a file that is there already',
    explanation: '`init` writes over nothing unless you say `--force`.',
  },
  { code: 'GP115', title: 'an unknown template', explanation: 'The message names those that there are.' },
  { code: 'GP125', title: 'an unknown code', explanation: '`gluepipeline explain` without a code lists them all.' },
  {
    code: 'GP124',
    title: 'a graph that is too large for a picture',
    explanation:
      '`graph --format svg` places up to 1,000 nodes that hang together. `--format dot` writes any number for Graphviz, and `--format text` for reading.',
  },
  {
    code: 'GP116',
    title: 'an environment variable that is not set',
    explanation:
      'The config names it as `${env.NAME}`, and what is planned cannot leave it open. `validate` holds its place and judges the rest. `${env.NAME:-…}` says what stands there otherwise.',
  },
  {
    code: 'GP121',
    title: 'a value for a variable that does not fit',
    explanation:
      '`--var` names a variable that the config neither has nor uses, or gives a text where the config has a list or a map: those are written as in JSON or YAML.',
  },
  {
    code: 'GP120',
    title: 'an included file that does not fit',
    explanation:
      'A pattern of `include` means no file, a file cannot be read, holds what belongs in the main file, or says what another file says: neither is stronger.',
  },
  {
    code: 'GP122',
    title: 'a rule that does not exist',
    explanation:
      '`rules` in the config and `--rule` on the command line say how rules count: `GP204=off`, `warn` or `error`. Only the rules about a pipeline, GP2xx, can count otherwise.',
  },
  {
    code: 'GP123',
    title: 'a repository that a trust policy cannot name',
    explanation:
      '`iam-policy --for github-oidc` names one repository of GitHub: `--repository owner/name`. Its numbers, `--owner-id` and `--repository-id`, come together; `gh api repos/OWNER/NAME` shows them.',
  },
  {
    code: 'GP301',
    title: 'a name in AWS that is taken',
    explanation:
      'Something of that name exists and does not carry the tag of this stack, so it is never touched. Give ours another name with `resource_name`, delete the other, or, where it carries no tag of any stack, take it over with `--adopt job/load`.',
  },
  {
    code: 'GP302',
    title: 'something that would have to be deleted and made anew',
    explanation:
      'A job whose `type` changes loses its run history and bookmark, a workflow whose `max_concurrent_runs` is taken away its run history, a crawler whose `database_name` is taken away its crawl history. `--allow-replace` does it all the same.',
  },
  {
    code: 'GP303',
    title: 'the wrong account',
    explanation: '`account_id` in the config says which account it is for. Use credentials of that one.',
  },
  {
    code: 'GP304',
    title: 'a job without a role',
    explanation: 'Write `role` in the config, or say `--role` or `GLUEPIPELINE_ROLE`. On `--local` none is needed.',
  },
  {
    code: 'GP305',
    title: 'no bucket for uploads',
    explanation:
      'Local scripts are uploaded to the artifact bucket, which is made only by `deploy --create-bucket`. Or name one of yours as `artifacts.bucket`.',
  },
  {
    code: 'GP306',
    title: 'a file that changed while it was deployed',
    explanation: 'What is uploaded must be what was planned. Run the command again.',
  },
  {
    code: 'GP307',
    title: "a workflow that holds somebody else's trigger",
    explanation: 'Deleting the workflow would leave that trigger behind, broken. Delete it or move it first.',
  },
  {
    code: 'GP308',
    title: 'a job that was drawn in Glue Studio',
    explanation:
      'A visual or notebook job keeps its picture beside the script, and an update would lose it. Turn it into a script job in Glue Studio, or delete it, and deploy again.',
  },
  {
    code: 'GP309',
    title: 'a script in S3 that does not exist',
    explanation:
      'Glue takes such a job and fails its runs. Upload the script, or name a local file and let `deploy` upload it. On `--local` it is a warning.',
  },
  {
    code: 'GP310',
    title: 'a question that nobody can be asked',
    explanation:
      'The plan deletes or overwrites something that cannot be had back, and there is no terminal to ask on. Review the plan, then say `--yes`.',
  },
  {
    code: 'GP311',
    title: 'something existing that does not exist',
    explanation:
      'A job, crawler or workflow with `existing: true` is used and never made. It has to be there, in the account and Region of the deployment, before triggers can name it.',
  },
  {
    code: 'GP312',
    title: 'a plan that does not hold any more',
    explanation:
      'Since the plan was made the config was changed, somebody deployed, or something was changed in AWS, and a plan of now would be another one. The message says which. Plan again, and look at it.',
  },
  {
    code: 'GP313',
    title: 'a file that is no plan',
    explanation:
      'It does not exist, is no file of `plan --out`, was written by a later version, or was changed after it was made: a plan file is a promise and is never edited.',
  },
  {
    code: 'GP314',
    title: 'a plan for something else',
    explanation:
      'The plan file names its pipeline, environment, account and Region; the deployment is for another one.',
  },
  {
    code: 'GP315',
    title: 'something protected',
    explanation:
      '`protect: true` in the config refuses a plan that deletes anything or makes anew what has a history. `destroy` asks for the name of the stack on a terminal; `--yes` is no answer to that.',
  },
  {
    code: 'GP316',
    title: 'more to delete than is allowed',
    explanation: '`--max-deletes` says how many may be deleted or made anew.',
  },
  {
    code: 'GP317',
    title: 'a job that is running',
    explanation: '`--fail-on-active-runs` refuses to change, make anew or delete a job while it has active runs.',
  },
  {
    code: 'GP318',
    title: 'something that cannot be taken over',
    explanation:
      '`--adopt` names a job, crawler, workflow or trigger of the config that is there already and carries no tag of any stack. What belongs to another stack, and what would have to be deleted first, is never taken over.',
  },
  {
    code: 'GP319',
    title: 'a selection that means nothing',
    explanation:
      '`--select` takes a job, crawler, group or trigger by its name in the config; `+load` adds all that comes before, `load+` all that comes behind; `kind/name` means the rest, such as `workflow/sales-dev`, and what the config no longer has.',
  },
  {
    code: 'GP320',
    title: 'a month that costs more than the budget',
    explanation:
      '`--budget` names the dollars that a month of the jobs may cost, by list price: their average run of the last 30 days as often as their schedules start them. `gluepipeline cost` shows each job, and what would make it cheaper.',
  },
  {
    code: 'GP321',
    title: 'a cost that cannot be told',
    explanation:
      '`--budget` needs the price of every job that has run. No price is guessed from another Region: `gluepipeline cost refresh` asks the price list of AWS, and `--prices` names a file of your own.',
  },
  {
    code: 'GP322',
    title: 'flags that a saved plan does not have',
    explanation:
      '`deploy --plan` deploys what was reviewed: `--select`, `--adopt` and `--allow-replace` are said when the plan is made, and count from its file.',
  },
  {
    code: 'GP401',
    title: 'no usable AWS credentials',
    explanation:
      'None were found, or they have expired. The message says what the SDK said; the hint says how to sign in.',
  },
  {
    code: 'GP402',
    title: 'a permission that is missing',
    explanation: 'The message names the call, what it was about and the action that the role or user lacks.',
  },
  {
    code: 'GP403',
    title: 'a call that AWS refused',
    explanation: "The message holds AWS's own words. If a config that `validate` accepts leads here, please report it.",
  },
  {
    code: 'GP404',
    title: 'AWS was too busy, or failed',
    explanation:
      'The call was repeated, and still throttled or answered with an error of the service. Try again later.',
  },
  {
    code: 'GP405',
    title: 'AWS could not be reached',
    explanation: 'Check the network, the Region and `--endpoint-url`.',
  },
  {
    code: 'GP406',
    title: 'no Region',
    explanation: 'Say `--region`, set `AWS_REGION`, or write `region` in the config.',
  },
  {
    code: 'GP407',
    title: 'a setting of AWS that cannot be used',
    explanation:
      'A proxy, an endpoint URL or a file of certificates that the environment or the profile names. The message says which; docs/sign-in.md has them all.',
  },
  {
    code: 'GP501',
    title: 'a stack that is locked',
    explanation:
      'Somebody else deploys it now, or holds its lock so that nobody does. `--lock-timeout 10m` waits; `gluepipeline lock status` shows who it is; `gluepipeline lock release` takes the lock away. A lock that its holder stopped renewing, as after a crash, comes free by itself after two minutes.',
  },
  {
    code: 'GP502',
    title: 'a lock that was lost while working',
    explanation:
      'It was taken away, or could not be renewed in time, as on a machine that slept. From then on nothing is changed, because somebody else may be at work. Look with `gluepipeline lock status`, then run the same command again: it goes on where it ended.',
  },
  {
    code: 'GP503',
    title: 'no bucket for lock and history',
    explanation:
      'Both are kept in the artifact bucket, which `deploy --create-bucket` makes. Or name one of yours as `artifacts.bucket`. A pipeline that uploads nothing is deployed without them.',
  },
  {
    code: 'GP504',
    title: 'a record that cannot be read',
    explanation:
      'A later version of this tool wrote it, or somebody changed it. Use that version, or move the object away.',
  },
  {
    code: 'GP505',
    title: 'no deployment to go back to',
    explanation:
      'There is none before the present one, or the one that was named did not get through. `gluepipeline history` shows which there are.',
  },
  {
    code: 'GP506',
    title: 'an unknown deployment',
    explanation:
      'No record has that number: `gluepipeline history` shows which there are. Old ones go with `gluepipeline gc`.',
  },
  {
    code: 'GP507',
    title: 'a script that is gone',
    explanation:
      'A rollback uploads nothing: the files beside the config are those of today. Check out the commit of that deployment, as `history` shows it, and deploy it.',
  },
  {
    code: 'GP508',
    title: 'a value that no record holds',
    explanation:
      'Records hold no values that look like secrets. A rollback keeps the value that is deployed now; where the resource is gone as well, nobody knows it. Check out the commit of that deployment and deploy it, or pass secrets by name: `secrets`.',
  },
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
  { code: 'GP603', title: 'an unknown job', explanation: 'The name is no job of the config.' },
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
];
