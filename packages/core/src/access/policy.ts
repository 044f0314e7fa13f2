import type { Pipeline } from '../pipeline/pipeline.ts';
import { stackPrefix } from '../resources/artifact.ts';
import type { Place } from '../resources/place.ts';
import type { PolicyDocument } from '../resources/policy.ts';
import { actionFor, bucketMaking, type Caller, callsOf, rareCallsOf } from './calls.ts';
import { namesOf, rolesPassed, type Statement } from './names.ts';
import { jobStatements } from './job-role.ts';

/** Whom a policy is for: who plans, deploys or runs, or the role of the jobs themselves. */
export type Purpose = 'plan' | 'deploy' | 'run' | 'job';

/** What a policy is made for; `*` stands for an account or a Region that is not known. */
export interface PolicyInput {
  readonly pipeline: Pipeline;
  readonly place: Place;
  /** The artifact bucket. */
  readonly bucket: string;
  /** The role of jobs and crawlers that the config gives none. */
  readonly role?: string | undefined;
  /** With what `--create-bucket` needs. @default false */
  readonly createBucket?: boolean;
}

const commands: Readonly<Record<Exclude<Purpose, 'job'>, readonly Caller[]>> = {
  plan: ['plan', 'status', 'cost', 'history'],
  deploy: ['plan', 'status', 'cost', 'history', 'deploy', 'destroy', 'gc', 'pause'],
  run: ['run'],
};

/** The least that is needed for a purpose, as an IAM policy: each action on the resources of this stack alone, where AWS allows it. */
export function policyFor(purpose: Purpose, input: PolicyInput): PolicyDocument {
  const statements = purpose === 'job' ? jobStatements(input) : commandStatements(purpose, input);
  return {
    Version: '2012-10-17',
    Statement: statements
      .filter(({ Resource }) => Resource.length > 0)
      .map(({ Sid, Action, Resource, Condition }) => ({
        ...{ Sid, Effect: 'Allow', Action: [...Action], Resource: [...Resource] },
        ...(Condition == null ? {} : { Condition }),
      })),
  };
}

function commandStatements(purpose: Exclude<Purpose, 'job'>, input: PolicyInput): Statement[] {
  const left = new Set(input.createBucket === true ? [] : bucketMaking);
  const calls = commands[purpose]
    .flatMap((command) => [...callsOf[command], ...rareCallsOf[command]])
    .filter((call) => !left.has(call));
  const actions = [...new Set(calls.flatMap((call) => actionFor(call) ?? []))].toSorted();
  // A bucket that is made with its tags needs this beside (docs/aws-facts.md#buckets).
  const made = input.createBucket === true ? ['s3:TagResource'] : [];
  const of = (test: RegExp) => actions.filter((action) => test.test(action));
  const { pipeline, place, bucket } = input;
  const names = namesOf(pipeline, place);
  const { partition, region, accountId } = place;
  const bucketArn = `arn:${partition}:s3:::${bucket}`;
  return [
    // The plural operations of Glue take no resource (Glue developer guide, glue-specifying-resource-arns), nor does the price list.
    { Sid: 'FindAll', Action: of(everything), Resource: ['*'] },
    {
      Sid: 'Jobs',
      Action: of(/^glue:\w+Job(Run|Bookmark)?$|^glue:(BatchGetJobs|BatchStopJobRun)$/),
      Resource: names.job,
    },
    { Sid: 'Crawlers', Action: of(/^glue:\w+Crawler(Schedule)?$|^glue:BatchGetCrawlers$/), Resource: names.crawler },
    { Sid: 'Triggers', Action: of(/^glue:\w+Trigger$|^glue:BatchGetTriggers$/), Resource: names.trigger },
    { Sid: 'Workflows', Action: of(/^glue:\w+Workflow(Run)?$|^glue:BatchGetWorkflows$/), Resource: names.workflow },
    {
      ...{ Sid: 'Tags', Action: of(/^glue:(GetTags|TagResource|UntagResource)$/) },
      Resource: [...names.job, ...names.crawler, ...names.trigger, ...names.workflow],
    },
    ...(of(/^s3:/).length === 0
      ? []
      : [
          {
            Sid: 'Bucket',
            Action: of(/^s3:(ListBucket|CreateBucket|.*Bucket[A-Z].*|Put.*Configuration)$/).concat(made),
            Resource: [bucketArn],
          },
          {
            Sid: 'Objects',
            Action: of(/^s3:((Get|Put|Delete)Object|AbortMultipartUpload)$/),
            Resource: [`${bucketArn}/${stackPrefix(pipeline)}*`],
          },
          { Sid: 'Scripts', Action: ['s3:GetObject'], Resource: names.scripts },
          { Sid: 'BucketKey', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: names.key },
        ]),
    ...(purpose === 'run'
      ? [
          {
            ...{ Sid: 'Logs', Action: of(/^logs:/) },
            Resource: [`arn:${partition}:logs:${region}:${accountId}:log-group:/aws-glue/*`],
          },
        ]
      : [
          { Sid: 'Rules', Action: of(/^events:/), Resource: names.rule },
          { Sid: 'Topic', Action: of(/^sns:/), Resource: names.topic },
          { Sid: 'EventRoles', Action: of(/^iam:/), Resource: names.role },
        ]),
    ...(purpose === 'deploy' ? rolesPassed(input, names.role) : []),
  ].filter(({ Action }) => Action.length > 0);
}

const everything = /^(tag|pricing):|^glue:(List\w+|GetJobs|GetJobRuns|GetWorkflowRuns)$/;
