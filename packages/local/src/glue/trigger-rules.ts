import { AwsError, invalidInput, notFound } from '../errors.ts';
import { checkSchedule } from './cron.ts';
import type { Context } from './handler.ts';
import { closedToGlue } from '../iam/trust.ts';
import { crawlersOf } from './crawler-records.ts';
import { jobsOf } from './records.ts';
import type { Condition, TriggerAction, TriggerDefinition } from './records.ts';

/** Job states that a condition may wait for (SDK, Condition.State). */
const awaitedJobStates = ['SUCCEEDED', 'STOPPED', 'FAILED', 'TIMEOUT'];
/** Crawl states that a condition may wait for (SDK, Condition.CrawlState). */
const awaitedCrawlStates = ['SUCCEEDED', 'FAILED', 'CANCELLED'];

/** Refuses a trigger that Glue refuses, on its own and for the jobs it names. */
export function checkTrigger(context: Context, trigger: TriggerDefinition): void {
  const actions = trigger.Actions ?? [];
  checkByType(trigger);
  if (actions.length === 0) {
    throw invalidInput('Actions cannot be null or empty');
  }
  const jobs = actions.flatMap((action) => action.JobName ?? []);
  // Quotas page: 50 jobs; developer guide, "About triggers": 2 crawlers.
  if (jobs.length > 50) {
    throw new AwsError('ResourceNumberLimitExceededException', 'A trigger can start at most 50 jobs.');
  }
  if (actions.length - jobs.length > 2) {
    throw invalidInput('A trigger can start at most 2 crawlers.');
  }
  actions.forEach((action) => checkAction(context, action));
  for (const name of jobs) {
    const closed = closedToGlue(context, jobsOf(context.store).get(name)?.job.Role);
    if (closed != null) {
      // Terraform's provider waits for it to pass (internal/service/glue/trigger.go); what comes after "role" is assumed.
      throw invalidInput(`Service is unable to assume role ${closed}`);
    }
  }
  const conditions = trigger.Predicate?.Conditions ?? [];
  conditions.forEach((condition) => checkCondition(context, condition));
  if (conditions.length > 1 && trigger.Predicate?.Logical == null) {
    throw invalidInput('Logical cannot be null or empty for a Predicate with more than one condition');
  }
  if (conditions.some((condition) => condition.JobName != null && jobs.includes(condition.JobName))) {
    // TF#39571.
    throw invalidInput('Job cannot be a Predicate and Action for Conditional Trigger.');
  }
}

function checkByType(trigger: TriggerDefinition): void {
  switch (trigger.Type) {
    case 'SCHEDULED':
      if (trigger.Schedule == null || trigger.Schedule === '') {
        throw invalidInput('Schedule cannot be null or empty for a SCHEDULED trigger');
      }
      checkSchedule(trigger.Schedule);
      break;
    case 'CONDITIONAL':
      if ((trigger.Predicate?.Conditions ?? []).length === 0) {
        throw invalidInput('Predicate cannot be null or empty for a CONDITIONAL trigger');
      }
      break;
    case 'EVENT':
      if (trigger.WorkflowName == null) {
        throw invalidInput('Trigger of type EVENT must belong to a workflow');
      }
      break;
    case 'ON_DEMAND':
      break;
  }
}

/** TF#23070: the service looks for the job when the trigger is made. */
function requireNamed(context: Context, job: string | undefined, crawler: string | undefined): void {
  if ((job == null) === (crawler == null)) {
    throw invalidInput('Exactly one of JobName and CrawlerName must be set');
  }
  if (job != null && jobsOf(context.store).get(job) == null) {
    throw notFound(`Job with name: ${job} not found.`);
  }
  if (crawler != null && crawlersOf(context.store).get(crawler) == null) {
    throw notFound(`Crawler with name: ${crawler} not found.`);
  }
}

function checkAction(context: Context, action: TriggerAction): void {
  requireNamed(context, action.JobName, action.CrawlerName);
  if (action.Timeout === 0) {
    throw invalidInput('Timeout must be at least 1 minute.');
  }
}

/** Strings: CDK#34652, TF#43013. */
function checkCondition(context: Context, condition: Condition): void {
  if (condition.LogicalOperator == null) {
    throw invalidInput('Logical operator cannot be null or empty');
  }
  requireNamed(context, condition.JobName, condition.CrawlerName);
  const [state, awaited] =
    condition.JobName == null ? [condition.CrawlState, awaitedCrawlStates] : [condition.State, awaitedJobStates];
  if (state == null) {
    throw invalidInput('State cannot be null or empty');
  }
  if (!awaited.includes(state)) {
    throw invalidInput(`State ${state} is not supported in a condition`);
  }
}
