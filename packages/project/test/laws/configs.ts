import fc from 'fast-check';

import { flowOf, placed, type PlacedNode, triggerOf } from './configs-assemble.ts';
import { crawlerBodies } from './configs-crawlers.ts';
import { alertBodies, nodeDraw, starts, triggerDraw, workflowBodies } from './configs-flow.ts';
import { jobBodies } from './configs-jobs.ts';
import { argumentMap, shown, stackWord, tagMap } from './configs-words.ts';

/** A config as an object, as a user would write it. */
export type ConfigObject = Record<string, unknown> & {
  jobs: EntryObject[];
  crawlers?: EntryObject[];
  triggers?: EntryObject[];
  workflows?: Record<string, Record<string, unknown>>;
};

/** One entry of its jobs, crawlers or triggers. */
export type EntryObject = Record<string, unknown> & { name: string };

const naming = fc.constantFrom<unknown>(
  '${pipeline_name}_${name}',
  { job: '${pipeline_name}/${environment}/${name}', trigger: '${name} of ${pipeline_name}' },
  { crawler: '${name}.${pipeline_name}', workflow: 'wf ${pipeline_name} ${name}', alert: '${pipeline_name}-${name}-a' },
);

const defaults = fc.record(
  {
    jobs: fc.record(
      {
        description: shown,
        security_configuration: shown,
        tags: tagMap,
        arguments: argumentMap,
        timeout: fc.constant(99),
      },
      { requiredKeys: [] },
    ),
    glueetl: fc.record({ max_concurrent_runs: fc.constant(2), metrics: fc.boolean() }, { requiredKeys: [] }),
    pythonshell: fc.record({ notify_delay_after: fc.constant(3), tags: tagMap }, { requiredKeys: [] }),
    streaming: fc.record({ description: shown }, { requiredKeys: [] }),
    crawlers: fc.record({ description: shown, table_prefix: fc.constant('d_'), tags: tagMap }, { requiredKeys: [] }),
    triggers: fc.record({ description: shown, tags: tagMap, enabled: fc.boolean() }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);

/** Some crawlers are called as an item of a `for_each` is. */
const crawlerName = (index: number) => (index === 0 ? 'crawler0' : `crawler${String(index)}-x`);

const rarely = <T>(arbitrary: fc.Arbitrary<T>, freq = 2) => fc.option(arbitrary, { nil: undefined, freq });

/** The head of a file and all of its draws. */
const drawn = fc.record({
  head: fc.record(
    {
      description: shown,
      glue_version: fc.constantFrom('4.0', '5.1', '6.0'),
      role: fc.constantFrom('file-role', 'arn:aws:iam::000000000000:role/file-role'),
      permissions_boundary: fc.constant('arn:aws:iam::000000000000:policy/bound'),
      tags: tagMap,
    },
    { requiredKeys: [] },
  ),
  jobs: fc.array(fc.tuple(jobBodies, nodeDraw), { minLength: 1, maxLength: 4 }),
  crawlers: fc.array(fc.tuple(crawlerBodies, nodeDraw), { maxLength: 2 }),
  naming: rarely(naming, 1),
  defaults: rarely(defaults, 1),
  workflow: rarely(fc.oneof({ weight: 5, arbitrary: workflowBodies }, { weight: 1, arbitrary: fc.constant(false) })),
  /** Of eight: what is out of the ordinary. */
  odd: fc.nat({ max: 7 }),
  start: rarely(starts),
  flows: fc.array(fc.tuple(workflowBodies, rarely(starts)), { maxLength: 2 }),
  triggers: fc.array(triggerDraw, { maxLength: 2 }),
  alerts: rarely(fc.tuple(alertBodies, fc.array(fc.nat(), { maxLength: 2 })), 1),
  chained: fc.nat({ max: 3 }).map((dice) => dice > 0),
});

type Drawn = typeof drawn extends fc.Arbitrary<infer Draw> ? Draw : never;

/** Configs of the whole language; what stands in them is never refused by a rule. */
export const configs: fc.Arbitrary<ConfigObject> = drawn.map(assembled);

function assembled(draw: Drawn): ConfigObject {
  const flows = draw.flows.map((_flow, index) => `flow${String(index)}`);
  const workflow = draw.workflow === false ? false : ownWorkflow(draw);
  // Whatever asks for the pipeline's own workflow has to be in the file before nodes can be placed in it.
  const hasOwn = workflow !== false && (workflow != null || draw.start != null);
  const nodes = [
    ...draw.jobs.map(([, node], index) => placed('job', `job${String(index)}`, node, flows, hasOwn)),
    ...draw.crawlers.map(([, node], index) => placed('crawler', crawlerName(index), node, flows, hasOwn)),
  ].toSorted((a, b) => Number(a.name.at(-1)) - Number(b.name.at(-1)));
  const bodies = new Map<string, Record<string, unknown>>([
    ...draw.jobs.map(([body], index) => [`job${String(index)}`, body] as const),
    ...draw.crawlers.map(([body], index) => [crawlerName(index), body] as const),
  ]);
  const entries = nodes.map((node, index) =>
    entryOf(node, nodes.slice(0, index), bodies.get(node.name) ?? {}, draw, hasOwn),
  );
  const waits = new Map(nodes.map((node, index) => [node, entries[index]?.depends_on != null]));
  const start = workflow === false && draw.start != null && 'event' in draw.start ? undefined : draw.start;
  const startable = new Set([
    ...(hasOwn && start == null ? [''] : []),
    ...flows.filter((_flow, index) => draw.flows[index]?.[1] == null),
  ]);
  const triggers = draw.triggers.flatMap((each, index): EntryObject[] => {
    const written = triggerOf(each, `t${String(index)}`, nodes, (node) => waits.get(node) === false, startable);
    return written == null ? [] : [written as EntryObject];
  });
  // A dependency asks for the pipeline's own workflow, in which nothing was placed: so there is to be none.
  const asked = workflow ?? (!hasOwn && [...waits.values()].includes(true) ? false : undefined);
  const listed = (kind: PlacedNode['kind']) => entries.filter((_entry, index) => nodes[index]?.kind === kind);
  const jobs = listed('job');
  const crawlers = listed('crawler');
  return {
    ...draw.head,
    ...(draw.naming == null ? {} : { naming: draw.naming }),
    ...(draw.defaults == null ? {} : { defaults: draw.defaults }),
    jobs,
    ...(crawlers.length === 0 ? {} : { crawlers }),
    ...(asked == null ? {} : { workflow: asked }),
    ...(start == null ? {} : { start: named(start, draw, 1) }),
    ...(flows.length === 0 ? {} : { workflows: flowsOf(draw) }),
    ...(triggers.length === 0 ? {} : { triggers: triggers.map((each) => named(each, draw, 2)) }),
    ...(draw.alerts == null ? {} : { alerts: alertsOf(draw.alerts, jobs) }),
  };
}

/** One in eight has a name of its own in AWS, which a rule of EventBridge may have too. */
function named<T extends object>(trigger: T, { odd }: Drawn, number: number): T {
  const name = 'name' in trigger ? String(trigger.name) : 'start';
  return odd === number ? { ...trigger, resource_name: `${stackWord}-own-${name}` } : trigger;
}

/** One in eight is somebody else's. */
function ownWorkflow({ workflow, odd }: Drawn): Record<string, unknown> | undefined {
  return odd === 0
    ? { existing: true, resource_name: `${stackWord} foreign flow` }
    : workflow === false
      ? undefined
      : workflow;
}

function flowsOf({ flows }: Drawn): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    flows.map(([body, start], index) => [`flow${String(index)}`, { ...body, ...(start == null ? {} : { start }) }]),
  );
}

function entryOf(
  node: PlacedNode,
  before: readonly PlacedNode[],
  body: Record<string, unknown>,
  { chained }: Drawn,
  hasOwn: boolean,
): EntryObject {
  const flow = flowOf(node, before, chained, hasOwn);
  if (node.draw.existing > 0) {
    return { name: node.name, ...body, ...flow };
  }
  const { schedule, ...rest } = flow;
  // A crawler's own schedule is its own affair where it is somebody else's.
  const timed = schedule == null || node.kind === 'crawler' ? {} : { schedule };
  return { name: node.name, existing: true, ...rest, ...timed, resource_name: `${stackWord} foreign ${node.name}` };
}

function alertsOf([body, picks]: NonNullable<Drawn['alerts']>, jobs: readonly EntryObject[]): Record<string, unknown> {
  const watched = [...new Set(picks.flatMap((pick) => jobs[pick % jobs.length]?.name ?? []))];
  return { ...body, ...(watched.length === 0 ? {} : { jobs: watched }) };
}
