import type { Path } from '../../config/issue.ts';
import type { Action, Job, Pipeline, Texts } from '../pipeline.ts';
import type { Rule } from '../rule.ts';
import { dpusOfWorker } from '../workers.ts';
import { jobLine, jobsExample } from './support/example.ts';

/** How much there is of something that AWS limits. */
interface Use {
  readonly path: Path;
  readonly on?: 'key';
  /** What has it, and how much: `the pipeline has 850 triggers`. */
  readonly text: string;
  readonly count: number;
  readonly quota: number;
  /** Whose limit it is: `an account has 1000 in a Region`. */
  readonly limit: string;
  readonly hint: string;
}

/** Of a quota so much may be used without a word. */
const part = 0.8;

const chain = (length: number) =>
  jobsExample(
    jobLine('first', undefined),
    Array.from({ length }, (_, index) => jobLine(`step-${index + 1}`, '"first"')).join(', '),
  );

/** Four fifths of a quota or more (AWS Glue endpoints and quotas; Glue API, TagsMap). */
export const nearQuota: Rule = {
  code: 'GP291',
  severity: 'warn',
  title: 'a quota that is nearly used up',
  explanation:
    'Told from 80 % on. An account has in a Region, unless AWS raised it: 2,000 jobs, 1,000 crawlers, 1,000 triggers, 1,000 workflows, and 500 or 1,000 DPUs that work at once. A trigger starts up to 50 jobs, and a resource has up to 50 tags. Whatever else is in the account comes on top. Let jobs wait for the same things in groups, start them one after the other, or split the pipeline over accounts.',
  get bad() {
    return chain(799);
  },
  get good() {
    return chain(798);
  },
  check: ({ pipeline }) =>
    [...ofAccount(pipeline), ...ofTriggers(pipeline), ...ofTags(pipeline)]
      .filter(({ count, quota }) => count >= quota * part)
      .map(({ path, on, text, limit, hint }) => ({
        path,
        ...(on == null ? {} : { on }),
        message: `${text}, and ${limit}`,
        hint,
      })),
};

function ofAccount({ jobs, crawlers, triggers, workflows, nodes }: Pipeline): Use[] {
  const use = (key: string, count: number, quota: number, hint: string): Use => ({
    path: [key],
    on: 'key',
    text: `the pipeline has ${count} ${key}`,
    count,
    quota,
    limit: `an account has ${quota} in a Region`,
    hint,
  });
  const split = 'split the pipeline over accounts or Regions, or ask AWS for more';
  const group = use('triggers', triggers.length, 1000, 'group jobs that wait for the same, or split the pipeline');
  return [
    use('jobs', jobs.length, 2000, split),
    use('crawlers', crawlers.length, 1000, split),
    use('workflows', workflows.length, 1000, split),
    { ...group, path: [nodes[0]?.at[0] ?? 'triggers'] },
  ];
}

/** The Regions with 1,000 DPUs at once; the others have 500. */
const large: ReadonlySet<string> = new Set([
  ...['us-east-1', 'us-east-2', 'us-west-2', 'ap-northeast-1', 'ap-southeast-2', 'eu-west-1'],
]);

function ofTriggers({ jobs, triggers, region }: Pipeline): Use[] {
  const heavy = triggers.filter(({ actions }) => actions.length > 1);
  if (heavy.length === 0) {
    return [];
  }
  const byName = new Map(jobs.map((job) => [job.name, job]));
  const quota = region == null || large.has(region) ? 1000 : 500;
  return heavy.flatMap(({ actions, at, name, origin }): Use[] => {
    const who = origin === 'start' ? 'the start' : `trigger "${name}"`;
    const started = actions.filter(({ kind }) => kind === 'job');
    const dpus = Math.ceil(started.reduce((sum, action) => sum + dpusOf(action, byName), 0));
    return [
      {
        path: at,
        text: `${who} starts ${started.length} jobs`,
        // More is an error of its own.
        count: started.length > 50 ? 0 : started.length,
        quota: 50,
        limit: 'a trigger starts at most 50',
        hint: 'put one job in front of some of them',
      },
      {
        path: at,
        text: `${who} sets ${dpus} DPUs to work at once`,
        count: dpus,
        quota,
        limit: `an account has ${quota}${region == null ? ' in the largest Regions' : ` in ${region}`}`,
        hint: 'start some of the jobs after others, give them fewer workers, or ask AWS for more',
      },
    ];
  });
}

/** Spare capacity has a quota of its own, and auto scaling takes what it gets. */
function dpusOf({ name }: Action, jobs: ReadonlyMap<string, Job>): number {
  const job = jobs.get(name);
  if (job == null) {
    return 0;
  }
  if (job.kind === 'pythonshell') {
    return job.maxCapacity;
  }
  const isElastic = job.executionClass === 'FLEX' || job.arguments['--enable-auto-scaling'] === 'true';
  return isElastic || job.capacity.kind === 'max'
    ? 0
    : standardDpus(job.capacity.workerType) * job.capacity.numberOfWorkers;
}

/** Workers with more memory count elsewhere (Glue developer guide, add-job). */
function standardDpus(workerType: string): number {
  return workerType.startsWith('G.') ? (dpusOfWorker[workerType] ?? 0) : 0;
}

/** Our own tag is one of them; above fifty it is an error. Tags of the file are told of once. */
function ofTags({ jobs, crawlers, workflows, triggers, tags: common }: Pipeline): Use[] {
  const uses: Use[] = [];
  const add = (path: Path, who: string, tags: Texts) => {
    const count = Object.keys(tags).length + 1;
    if (count >= 50 * part && count <= 50) {
      const text = `${who} ${count} tags with that of the stack`;
      const hint = 'leave out those that nobody looks for';
      uses.push({ path: [...path, 'tags'], text, count, quota: 50, limit: 'a resource has at most 50', hint });
    }
  };
  add([], 'everything has', common);
  const each = (what: string, list: readonly { readonly at: Path; readonly name: string; readonly tags: Texts }[]) => {
    for (const { at, name, tags } of list) {
      if (tags !== common) {
        add(at, `${what}${name === '' ? '' : ` "${name}"`} has`, tags);
      }
    }
  };
  if (uses.length === 0) {
    each('job', jobs);
    each('crawler', crawlers);
    each('workflow', workflows);
    each('trigger', triggers);
  }
  return uses;
}
