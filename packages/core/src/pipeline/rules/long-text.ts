import type { Path } from '../../config/issue.ts';
import { ownWorkflow } from '../naming.ts';
import type { Finding, Rule, RuleInput } from '../rule.ts';
import { sparkExample } from './support/example.ts';
import { lengthOf } from './support/length.ts';
import { entries } from './support/entries.ts';

interface Limited {
  readonly path: Path;
  readonly what: string;
  readonly text: string | undefined;
  readonly most: number;
}

/** Texts beyond the lengths of the API (botocore, glue: DescriptionString, NameString, IdString; CreateWorkflowRequest.Description). */
export const longText: Rule = {
  code: 'GP236',
  severity: 'error',
  title: 'a text that is too long for AWS',
  explanation:
    'A description has at most 2,048 characters (that of a workflow 120,000); the names of connections, security configurations and run properties have 1 to 255; a job has at most 1,000 connections.',
  bad: sparkExample(`"description": "${'long '.repeat(420)}"`),
  good: sparkExample('"description": "loads the orders of a day"'),
  keys: [
    'description',
    'jobs.description',
    'jobs.security_configuration',
    'jobs.connections',
    'workflow.description',
    'workflow.default_run_properties',
    'start.description',
    'workflows',
    'triggers.description',
    'jobs.trigger',
    'crawlers.trigger',
  ],
  check: (input) => [
    ...limited(input).flatMap(({ path, what, text, most }): Finding[] => {
      const length = lengthOf(text ?? '');
      return length <= most
        ? []
        : [{ path, message: `${what} is ${length} characters long`, hint: `write at most ${most}` }];
    }),
    ...entries(input)
      .filter(({ job }) => job.connections.length > 1000)
      .map(({ job }) => ({
        path: [...job.at, 'connections'],
        message: `job "${job.name}" has ${job.connections.length} connections`,
        hint: 'write at most 1000',
      })),
  ],
};

function limited(input: RuleInput): Limited[] {
  const { config, pipeline } = input;
  return [
    ...entries(input).flatMap(({ job }): Limited[] => {
      const of = `of job "${job.name}"`;
      const connections = job.connections.map((text, index) => ({
        path: [...job.at, 'connections', index],
        what: `a connection ${of}`,
        text,
        most: 255,
      }));
      return [
        { path: [...job.at, 'description'], what: `the description ${of}`, text: job.description, most: 2048 },
        {
          path: [...job.at, 'security_configuration'],
          what: `the security_configuration ${of}`,
          text: job.securityConfiguration,
          most: 255,
        },
        ...connections,
      ];
    }),
    ...pipeline.workflows.flatMap((workflow): Limited[] => {
      const what = workflow.name === ownWorkflow ? 'the workflow' : `workflow "${workflow.name}"`;
      const own = workflow.name === ownWorkflow ? config.workflow : config.workflows?.[workflow.name];
      const inBlock = typeof own === 'object' && own.description != null;
      const path = inBlock ? [...workflow.at, 'description'] : ['description'];
      return [
        { path, what: `the description of ${what}`, text: workflow.description, most: 120_000 },
        ...Object.keys(workflow.defaultRunProperties).map((text) => ({
          path: [...workflow.at, 'default_run_properties', text],
          what: 'the name of a run property',
          text,
          most: 255,
        })),
      ];
    }),
    ...pipeline.triggers.map(({ origin, at, name, description }) => ({
      path: [...at, ...(origin === 'node' ? ['trigger'] : []), 'description'],
      what: origin === 'start' ? 'the description of the start' : `the description of trigger "${name}"`,
      text: description,
      most: 2048,
    })),
  ];
}
