import type { Path } from '../../config/issue.ts';
import type { Finding, Rule, RuleInput } from '../rule.ts';
import { sparkExample } from './support/example.ts';
import { lengthOf } from './support/length.ts';
import { entries } from './support/entries.ts';

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
  check: (input) => [...jobs(input), ...flow(input)],
};

function jobs(input: RuleInput): Finding[] {
  const { name, environment } = input.pipeline;
  return entries(input).flatMap(({ job, written }) => {
    if (job.name === '') {
      return [{ path: [...job.at, 'name'], message: 'the name of a job is empty', hint: 'give the job a name' }];
    }
    const path = [...job.at, written.resource_name == null ? 'name' : 'resource_name'];
    const own = wrong(path, `job "${short(job.name)}"`, job.resourceName);
    return own.length > 0 || job.dependsOn.length === 0
      ? own
      : wrong([...job.at, 'name'], `the trigger of job "${short(job.name)}"`, `${name}-${environment}-run-${job.name}`);
  });
}

function flow({ pipeline: { flow: found } }: RuleInput): Finding[] {
  return found == null
    ? []
    : [
        ...wrong(['workflow', 'resource_name'], 'the workflow', found.workflow.resourceName),
        ...wrong(['start', 'resource_name'], 'the start trigger', found.start.resourceName),
      ];
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
