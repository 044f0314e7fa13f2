import type { Path } from '../../../config/issue.ts';
import { ownWorkflow } from '../../../config/naming.ts';
import type { RuleInput } from '../../rule.ts';
import { crawlerEntries } from './crawlers.ts';
import { entries } from './entries.ts';
import { nodeTriggers } from './node-triggers.ts';
import { once } from './once.ts';

/** A text of the user's that the API limits. */
export interface LimitedText {
  readonly path: Path;
  readonly what: string;
  readonly text: string | undefined;
  readonly most: number;
  /** 1 where it may not be empty. */
  readonly least?: number;
  /** What it may hold, where the API says so. */
  readonly pattern?: RegExp;
  readonly on?: 'key';
}

/** NameString and IdString (botocore, glue). */
const nameText = /^[\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}\t]*$/u;
/** DescriptionString: with line ends. */
const lines = /^[\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}\r\n\t]*$/u;

const description = { most: 2048, pattern: lines } as const;
const configuration = { most: 255, pattern: nameText } as const;
const name = { most: 255, least: 1, pattern: nameText } as const;

/** The keys of all such texts. */
export const limitedKeys = [
  'description',
  'jobs.description',
  'jobs.security_configuration',
  'jobs.connections',
  'jobs.trigger',
  'crawlers',
  'workflow.description',
  'workflow.default_run_properties',
  'workflows',
  'start.description',
  'triggers',
] as const;

/** Every text whose length and characters the API limits, names and tags apart (botocore, glue). */
export const limitedTexts: (input: RuleInput) => readonly LimitedText[] = once(
  ({ pipeline }: RuleInput) => pipeline,
  (input) => [...ofJobs(input), ...ofCrawlers(input), ...ofWorkflows(input), ...ofTriggers(input)],
);

/** True for a description that is neither too long nor odd, as nearly all are. */
function isPlain(text: string): boolean {
  return text === '' || (text.length <= description.most && lines.test(text));
}

function ofJobs(input: RuleInput): LimitedText[] {
  // Nearly every job is done with here.
  const jobs = entries(input).filter(
    ({ job, written }) =>
      !isPlain(job.description) ||
      job.securityConfiguration !== '' ||
      job.connections.length > 0 ||
      (written.script != null && written.script.length >= 1024),
  );
  return jobs.flatMap(({ job, written }): LimitedText[] => {
    const of = `of job "${job.name}"`;
    return [
      { ...description, path: [...job.at, 'description'], what: `the description ${of}`, text: job.description },
      {
        ...configuration,
        path: [...job.at, 'security_configuration'],
        what: `the security_configuration ${of}`,
        text: job.securityConfiguration,
      },
      { path: [...job.at, 'script'], what: `the script ${of}`, text: written.script, most: 400_000 },
      ...job.connections.map((text, index) => ({
        path: [...job.at, 'connections', index],
        what: `a connection ${of}`,
        text,
        most: 255,
      })),
    ];
  });
}

function ofCrawlers(input: RuleInput): LimitedText[] {
  return crawlerEntries(input).flatMap(({ crawler, written }): LimitedText[] => {
    const of = `of crawler "${crawler.name}"`;
    const { at } = crawler;
    const catalog = (written.targets?.catalog ?? []).flatMap((target, index): LimitedText[] =>
      typeof target === 'string'
        ? []
        : [
            {
              ...name,
              path: [...at, 'targets', 'catalog', index, 'database_name'],
              what: `a database_name ${of}`,
              text: target.database_name,
            },
            ...target.tables.map((text, position) => ({
              ...name,
              path: [...at, 'targets', 'catalog', index, 'tables', position],
              what: `a table ${of}`,
              text,
            })),
          ],
    );
    return [
      { ...description, path: [...at, 'description'], what: `the description ${of}`, text: crawler.description },
      { path: [...at, 'table_prefix'], what: `the table_prefix ${of}`, text: crawler.tablePrefix, most: 128 },
      {
        path: [...at, 'security_configuration'],
        what: `the security_configuration ${of}`,
        text: crawler.securityConfiguration,
        most: 128,
      },
      {
        path: [...at, 'lake_formation_configuration', 'account_id'],
        what: `the account_id ${of}`,
        text: crawler.lakeFormation.accountId,
        most: 12,
      },
      ...crawler.classifiers.map((text, index) => ({
        ...name,
        path: [...at, 'classifiers', index],
        what: `a classifier ${of}`,
        text,
      })),
      ...catalog,
    ];
  });
}

function ofWorkflows({ config, pipeline }: RuleInput): LimitedText[] {
  return pipeline.workflows.flatMap((workflow): LimitedText[] => {
    const what = workflow.name === ownWorkflow ? 'the workflow' : `workflow "${workflow.name}"`;
    const own = workflow.name === ownWorkflow ? config.workflow : config.workflows?.[workflow.name];
    const inBlock = typeof own === 'object' && own.description != null;
    const path = inBlock ? [...workflow.at, 'description'] : ['description'];
    return [
      { path, what: `the description of ${what}`, text: workflow.description, most: 120_000 },
      ...Object.keys(workflow.defaultRunProperties).map((text) => ({
        ...name,
        path: [...workflow.at, 'default_run_properties', text],
        what: 'the name of a run property',
        text,
        on: 'key' as const,
      })),
    ];
  });
}

function ofTriggers(input: RuleInput): LimitedText[] {
  const { pipeline } = input;
  const described = pipeline.triggers.filter(({ origin, description: text }) => origin === 'written' || !isPlain(text));
  const triggers = described.flatMap(({ origin, at, name: trigger, description: text, actions }): LimitedText[] => {
    const written = origin === 'written' ? actions : [];
    return [
      {
        ...description,
        path: [...at, ...(origin === 'node' ? ['trigger'] : []), 'description'],
        what: origin === 'start' ? 'the description of the start' : `the description of trigger "${trigger}"`,
        text,
      },
      ...written.map(({ securityConfiguration }, index) => ({
        ...configuration,
        path: [...at, 'actions', index, 'security_configuration'],
        what: `the security_configuration of an action of trigger "${trigger}"`,
        text: securityConfiguration,
      })),
    ];
  });
  const nodes = nodeTriggers(input).flatMap(({ path, kind, name: node, trigger }): LimitedText[] =>
    trigger.security_configuration == null
      ? []
      : [
          {
            ...configuration,
            path: [...path, 'security_configuration'],
            what: `the security_configuration that is passed to ${kind} "${node}"`,
            text: trigger.security_configuration,
          },
        ],
  );
  return [...triggers, ...nodes];
}
