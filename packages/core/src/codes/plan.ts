import type { Code } from './code.ts';

/** Of plans, and of what stands in the way of a deployment. */
export const planCodes: readonly Code[] = [
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
      '`--budget` names the dollars that a month of the jobs and crawlers may cost, by list price: their average run of the last 30 days as often as their schedules start them. What has not run yet has no known cost: it is not counted, and a warning names it. `gluepipeline cost` shows each job, and what would make it cheaper.',
  },
  {
    code: 'GP321',
    title: 'a cost that cannot be told',
    explanation:
      '`--budget` needs the price of every job and crawler that has run. No price is guessed from another Region: `gluepipeline cost refresh` asks the price list of AWS, and `--prices` names a file of your own.',
  },
  {
    code: 'GP322',
    title: 'flags that a saved plan does not have',
    explanation:
      '`deploy --plan` deploys what was reviewed: `--select`, `--adopt` and `--allow-replace` are said when the plan is made, and count from its file.',
  },
];
