import type { Node, Pipeline, Trigger } from '../pipeline.ts';
import type { Finding, Rule, RuleInput } from '../rule.ts';
import { jobsExample } from './support/example.ts';
import { placeOf, references, sayerOf } from './support/references.ts';

/** An edge from one workflow into another, or out of all: Glue's inner triggers see nothing outside, nor the outer ones anything inside (Glue developer guide, blueprint_workflow_restrictions). */
export const crossedBorder: Rule = {
  code: 'GP262',
  severity: 'error',
  title: 'an edge across the border of a workflow',
  explanation:
    "A trigger of a workflow sees only what that workflow's own triggers started, and a trigger outside sees nothing inside: across the border Glue would never fire it. A job with a `schedule` of its own is outside every workflow. Put both into one workflow, or let the workflow that starts later have a schedule.",
  bad: jobsExample(
    '{ "name": "extract", "script": "s3://data/extract.py", "workflow": false }',
    '{ "name": "load", "script": "s3://data/load.py", "depends_on": ["extract"] }',
  ),
  good: jobsExample(
    '{ "name": "extract", "script": "s3://data/extract.py" }',
    '{ "name": "load", "script": "s3://data/load.py", "depends_on": ["extract"] }',
  ),
  keys: ['jobs.depends_on', 'crawlers.depends_on', 'triggers'],
  check: (input) => {
    // Nearly every file has one workflow, or none, for everything.
    if (areTogether(input.pipeline)) {
      return [];
    }
    const owners = ownersOf(input);
    const nodes = new Map(input.pipeline.nodes.map((node) => [node.name, node]));
    const known = (name: string | undefined) => !name || input.config.workflows?.[name] != null;
    return references(input).flatMap((reference): Finding[] => {
      const { name } = reference;
      const path = placeOf(reference);
      const node = nodes.get(name);
      const owner = owners.get(`${String(path[0])} ${String(path[1])}`);
      // A scheduled crawler is GP267's business, an unknown workflow GP263's.
      if (
        node == null ||
        owner == null ||
        isScheduledCrawler(node) ||
        isBoth(owner) ||
        (path[2] === 'actions' && startsByItself(owner)) ||
        !known(node.workflow) ||
        !known(owner.workflow)
      ) {
        return [];
      }
      return node.workflow === owner.workflow
        ? []
        : [
            {
              path,
              message: `${sayerOf(reference)} "${name}", which is ${outside(node, owner.workflow)}: Glue would never fire it`,
              hint:
                node.kind === 'job' && node.schedule != null
                  ? `remove the schedule of "${name}", or give what waits a schedule instead`
                  : 'put both into one workflow, or give what waits a schedule instead',
            },
          ];
    });
  },
};

/** True where all that waits, starts and is started is in one workflow, or outside of all: nothing can cross a border then. */
function areTogether({ nodes, triggers }: Pipeline): boolean {
  const first = nodes[0]?.workflow;
  return (
    nodes.every(({ workflow }) => workflow === first) &&
    triggers.every(({ origin, workflow }) => origin !== 'written' || workflow === first)
  );
}

/** What is outside and waits for nothing may start a job anywhere: only what follows in the workflow does not fire then. */
function startsByItself(owner: Owner): boolean {
  return 'firing' in owner && owner.workflow == null && owner.firing.kind !== 'conditions';
}

/** Both schedule and dependencies on one node are GP268's business. */
function isBoth(owner: Owner): boolean {
  return 'schedule' in owner && owner.schedule != null;
}

function isScheduledCrawler({ kind, schedule }: Node): boolean {
  return kind === 'crawler' && schedule != null;
}

type Owner = Node | Trigger;

/** Who waits and starts, by place: what of the alerts is left out, for they watch everything. */
function ownersOf({ pipeline }: RuleInput): ReadonlyMap<string, Owner> {
  const written = pipeline.triggers.filter(({ origin }) => origin === 'written');
  return new Map(
    [...pipeline.nodes, ...written].map((owner: Owner) => [`${String(owner.at[0])} ${String(owner.at[1])}`, owner]),
  );
}

function outside({ workflow, schedule }: Node, own: string | undefined): string {
  if (own == null) {
    return workflow === '' || workflow == null ? 'in the workflow' : `in workflow "${workflow}"`;
  }
  if (workflow == null) {
    return schedule == null ? 'in no workflow' : 'in no workflow, for it has a schedule of its own';
  }
  return workflow === '' ? "in the pipeline's own workflow" : `in workflow "${workflow}"`;
}
