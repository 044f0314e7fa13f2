import type { Path } from '../../config/issue.ts';
import { ownWorkflow } from '../../config/naming.ts';
import type { Trigger } from '../pipeline.ts';
import type { Finding, Rule, RuleInput } from '../rule.ts';
import { sparkExample } from './support/example.ts';
import { lengthOf } from './support/length.ts';

/** What a name in Glue may hold (botocore, glue NameString): no line ends and no control characters but the tab. */
const legal = /^[\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}\t]*$/u;
const longest = 255;

/** A name that Glue refuses. */
export const illegalResourceName: Rule = {
  code: 'GP205',
  severity: 'error',
  title: 'a name that Glue refuses',
  explanation: `Names in AWS have 1 to ${longest} characters and no line ends or control characters; spaces and slashes are legal. The trigger of a job with dependencies is called \`<pipeline_name>-<environment>-run-<name>\`.`,
  bad: sparkExample('"resource_name": "load\\norders"'),
  good: sparkExample('"resource_name": "load orders"'),
  check: ({ pipeline, config }) => [
    ...pipeline.nodes.filter(isSuspect).flatMap(({ kind, at, name, resourceName }): Finding[] => {
      if (name === '') {
        return [{ path: [...at, 'name'], message: `the name of a ${kind} is empty`, hint: `give the ${kind} a name` }];
      }
      const written = config[kind === 'job' ? 'jobs' : 'crawlers']?.[Number(at[1])];
      const path = [...at, written?.resource_name == null ? 'name' : 'resource_name'];
      return wrong(path, `${kind} "${short(name)}"`, resourceName);
    }),
    ...(Object.hasOwn(config.workflows ?? {}, '')
      ? [
          {
            path: ['workflows', ''],
            on: 'key' as const,
            message: 'the name of a workflow is empty',
            hint: 'give it a name',
          },
        ]
      : []),
    ...pipeline.workflows.flatMap(({ at, name, resourceName }) =>
      wrong(
        [...at, 'resource_name'],
        name === ownWorkflow ? 'the workflow' : `workflow "${short(name)}"`,
        resourceName,
      ),
    ),
    ...pipeline.triggers.filter(isSuspect).flatMap((trigger) => ofTrigger(pipeline, trigger)),
  ],
};

/** Nearly none is; there are as many triggers as jobs, and looking for the job of each would take the square of that. */
function isSuspect({ name, resourceName }: Pick<Trigger, 'name' | 'resourceName'>): boolean {
  return name === '' || resourceName === '' || resourceName.length > longest || !legal.test(resourceName);
}

/** A node whose own name is wrong already makes the name of its trigger wrong, which is not said again. */
function ofTrigger(
  pipeline: RuleInput['pipeline'],
  { origin, at, name, named, resourceName, actions }: Trigger,
): Finding[] {
  if (origin === 'start') {
    return wrong([...at, 'resource_name'], 'the start trigger', resourceName);
  }
  if (origin === 'written') {
    return wrong([...at, named ? 'resource_name' : 'name'], `trigger "${short(name)}"`, resourceName);
  }
  const node = pipeline.nodes.find((each) => each.name === actions[0]?.name);
  if (node == null || node.name === '' || wrong([], '', node.resourceName).length > 0) {
    return [];
  }
  const path = named ? [...at, 'trigger', 'resource_name'] : [...at, 'name'];
  return wrong(path, `the trigger of ${node.kind} "${short(node.name)}"`, resourceName);
}

function wrong(path: Path, what: string, name: string): Finding[] {
  const length = lengthOf(name);
  if (name === '') {
    return [{ path, message: `the name of ${what} in AWS is empty`, hint: 'remove resource_name, or give it a value' }];
  }
  if (length > longest) {
    const message = `the name of ${what} in AWS is ${length} characters long`;
    return [{ path, message, hint: `shorten it to ${longest}, or set resource_name` }];
  }
  const character = legal.test(name) ? undefined : Array.from(name).find((each) => !legal.test(each));
  return character == null
    ? []
    : [
        {
          path,
          message: `the name of ${what} in AWS holds the character ${JSON.stringify(character)}`,
          hint: 'remove it: Glue takes no line ends and no control characters',
        },
      ];
}

function short(name: string): string {
  const plain = JSON.stringify(name).slice(1, -1);
  return plain.length > 40 ? `${plain.slice(0, 39)}…` : plain;
}
