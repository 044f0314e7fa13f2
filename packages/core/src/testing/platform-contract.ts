import { apply } from '../deploy/apply.ts';
import type { Clock, Platform } from '../deploy/ports.ts';
import { invariant } from '../errors.ts';
import { makePlan, type Plan } from '../plan/plan.ts';
import { stackOf } from '../pipeline/pipeline.ts';
import { canonical } from '../resources/field.ts';
import { desired } from '../resources/desired.ts';
import { keyOf, kinds, type Live, type Resource, type Target } from '../resources/resource.ts';
import { pipelineOf } from './builders.ts';

/** What a case needs of the platform under test. */
export interface ContractInput {
  readonly platform: Platform;
  readonly target: Target;
  readonly clock: Clock;
  /** The name of a pipeline that nobody else has, such as `verify-3f2a`. */
  readonly pipeline: string;
  /** A bucket that crawlers may name: Glue looks whether it is there. Nothing is crawled. */
  readonly crawledBucket: string;
}

/** A promise that every Platform keeps, whoever stands behind it; `run` throws where it is not kept. */
export interface ContractCase {
  readonly name: string;
  readonly run: (input: ContractInput) => Promise<void>;
}

/** The cases about what Glue keeps; each leaves nothing behind when it succeeds, and `clearStack` removes what one that failed has left. */
export const glueCases: readonly ContractCase[] = [
  { name: 'what was deployed reads back as wanted', run: (input) => deployed(input, whole, whole, []) },
  {
    name: 'a changed job is updated in the field that changed, and nowhere else',
    run: (input) => deployed(input, whole, withJob({ timeout: 33 }), ['job/extract: timeout']),
  },
  {
    name: 'what the config no longer says is reset, since an update overwrites everything',
    run: (input) =>
      deployed(input, withJob({ description: 'd', max_retries: 2, arguments: { a: '1' } }), whole, [
        'job/extract: arguments.--a,description,max_retries',
      ]),
  },
  {
    name: 'a tag is set, changed and kept beside the owner',
    run: (input) =>
      deployed(input, withJob({ tags: { team: 'a' } }), withJob({ tags: { team: 'b', cost: '7' } }), [
        'job/extract: tags.cost,tags.team',
      ]),
  },
  {
    name: 'a trigger follows its schedule, its conditions and whether it may fire',
    run: (input) =>
      deployed(input, whole, { ...whole, start: { schedule: 'cron(30 3 1 1 ? 2099)', enabled: false } }, [
        'trigger/start: schedule',
      ]),
  },
  {
    name: 'a start on demand becomes one by schedule by being made anew',
    run: (input) => deployed(input, { ...whole, start: {} }, whole, ['trigger/start: enabled,schedule,type']),
  },
  {
    name: 'the run properties of a workflow are replaced as a whole',
    run: (input) =>
      deployed(
        input,
        { ...whole, workflow: { description: 'w', default_run_properties: { a: '1', b: '2' } } },
        { ...whole, workflow: { default_run_properties: { b: '3' } } },
        ['workflow/: default_run_properties.a,default_run_properties.b,description'],
      ),
  },
  {
    name: 'each change may be made twice, as after an answer that was lost',
    run: (input) =>
      twice(
        input,
        resourcesOf(input, whole).filter(({ kind }) => kind !== 'artifact'),
      ),
  },
  {
    name: 'what another stack owns is never changed, nor deleted',
    run: (input) => {
      const mine = resourcesOf(input, whole).find(({ kind }) => kind === 'job');
      invariant(mine, 'the config has a job');
      return leftAlone(input, mine, 'timeout');
    },
  },
];

type Config = Readonly<Record<string, unknown>>;

/** A schedule far away: a case must never start anything. */
const whole: Config = {
  start: { schedule: 'cron(0 3 1 1 ? 2099)', enabled: false },
  jobs: [
    { name: 'extract', type: 'pythonshell', script: 's3://gluepipeline-contract/extract.py', timeout: 5 },
    {
      name: 'load',
      type: 'pythonshell',
      script: 's3://gluepipeline-contract/load.py',
      timeout: 5,
      depends_on: ['extract'],
    },
  ],
};

function withJob(fields: Config): Config {
  const jobs = whole.jobs as readonly Config[];
  return { ...whole, jobs: [{ ...jobs[0], ...fields }, jobs[1]] };
}

/** Deploys one config over the other; the second plan must name just the fields expected, and the third nothing. */
async function deployed(
  input: ContractInput,
  before: Config,
  after: Config,
  expected: readonly string[],
): Promise<void> {
  return deployedResources(input, resourcesOf(input, before), resourcesOf(input, after), expected);
}

/** The same for resources that no config is needed for. */
export async function deployedResources(
  input: ContractInput,
  before: readonly Resource[],
  after: readonly Resource[],
  expected: readonly string[],
): Promise<void> {
  await applied(input, await planOf(input, before));
  const plan = await planOf(input, after);
  const prefix = `${input.pipeline}-dev`;
  const named = plan.changes.map((change) =>
    change.action === 'update' || change.action === 'replace'
      ? `${change.resource.kind}/${change.resource.name.replace(prefix, '').replace(/^-/, '')}: ${change.fields.map(({ field }) => field).join(',')}`
      : change.action,
  );
  same(named, expected, 'the plan');
  await applied(input, plan);
  same((await planOf(input, after)).changes, [], 'the plan after the deployment');
  await clearStack(input);
  same((await input.platform.read({ stack: stackName(input), names: {} })).resources, [], 'what is left');
}

/** Makes each resource twice and deletes it twice, as after answers that were lost. */
export async function twice(input: ContractInput, wanted: readonly Resource[]): Promise<void> {
  const stack = stackName(input);
  for (const resource of [...wanted, ...wanted]) {
    await input.platform.create(resource, stack);
  }
  await clearStack(input);
  for (const resource of wanted.toReversed()) {
    await input.platform.delete(resource, stack);
  }
}

/** Gives the resource to another stack, tries to change it as this one, and wants each attempt refused. */
export async function leftAlone(input: ContractInput, mine: Resource, field: string): Promise<void> {
  const theirs = { ...input, pipeline: `${input.pipeline}-other` };
  const foreign = { ...mine, tags: { ...mine.tags, 'gluepipeline:stack': stackName(theirs) } };
  await input.platform.create(foreign, stackName(theirs));
  const before = await readAll(theirs, [foreign]);
  for (const attempt of [
    () => input.platform.create(mine, stackName(input)),
    () => input.platform.update(mine, before[0] ?? foreign, [field], stackName(input)),
    () => input.platform.delete(mine, stackName(input)),
  ]) {
    await refused(attempt);
  }
  same(await readAll(theirs, [foreign]), before, 'the other stack');
  await clearStack(theirs);
}

/** Deletes everything that the case's stack owns. */
export async function clearStack(input: ContractInput): Promise<void> {
  await applied(input, await planOf(input, []));
}

async function applied({ platform, clock }: ContractInput, plan: Plan): Promise<void> {
  const { failed } = await apply({ plan, platform, clock });
  const first = failed[0];
  if (first != null) {
    throw new Error(`${first.step.action} ${keyOf(first.step.resource)} failed`, { cause: first.error });
  }
}

async function planOf(input: ContractInput, wanted: readonly Resource[]): Promise<Plan> {
  const live = await readAll(input, wanted);
  return makePlan({ stack: stackName(input), target: input.target, desired: wanted, live, allowReplace: true });
}

/** What is there of the resources wanted, and all that the stack owns. */
export async function readAll(input: ContractInput, wanted: readonly Resource[]): Promise<readonly Live[]> {
  const { resources } = await input.platform.read({
    stack: stackName(input),
    names: Object.fromEntries(
      kinds.map((kind) => [kind, wanted.filter((each) => each.kind === kind).map(({ name }) => name)]),
    ),
    wantedTags: Object.fromEntries(wanted.map((each) => [keyOf(each), each.tags])),
  });
  return resources;
}

function resourcesOf(input: ContractInput, config: Config): Resource[] {
  return desired(pipelineOf({ pipeline_name: input.pipeline, ...config }), input.target, {});
}

/** The stack of a case. */
export function stackName({ pipeline }: ContractInput): string {
  return stackOf({ name: pipeline, environment: 'dev' });
}

/** Throws unless the attempt fails. */
export async function refused(attempt: () => Promise<void>): Promise<void> {
  const error = await attempt().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error == null) {
    throw new Error('a change to what another stack owns was not refused');
  }
}

/** Throws unless both are the same value. */
export function same(actual: unknown, expected: unknown, what: string): void {
  if (canonical(actual) !== canonical(expected)) {
    throw new Error(`${what} is ${canonical(actual)}, not ${canonical(expected)}`);
  }
}
