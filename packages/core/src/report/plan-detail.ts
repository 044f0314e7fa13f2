import type { FieldValue } from '../resources/field.ts';
import { targetFields } from '../resources/crawler-targets.ts';
import type { Resource, ResourceOf } from '../resources/resource.ts';
import type { TriggerCondition } from '../resources/trigger.ts';
import { valueText } from './value-text.ts';

/** What the config calls a job or crawler, by kind and name in AWS: a reader knows the first. */
export type Names = (kind: 'job' | 'crawler', name: string) => string;

/** What a reader wants to know of a new resource, in a few words. */
export function detailOf(resource: Resource, names: Names): string | undefined {
  switch (resource.kind) {
    case 'artifact':
      return `uploaded as ${resource.definition.sha256.slice(0, 7)}`;
    case 'job': {
      const { Command, GlueVersion, WorkerType, NumberOfWorkers, MaxCapacity } = resource.definition;
      const size = WorkerType == null ? `${String(MaxCapacity)} DPU` : `${WorkerType} × ${String(NumberOfWorkers)}`;
      return [Command?.Name, GlueVersion == null ? undefined : `Glue ${GlueVersion}`, size]
        .filter((part) => part != null)
        .join(', ');
    }
    case 'crawler':
      return crawlerDetail(resource);
    case 'workflow':
      return resource.definition.Description === '' ? undefined : resource.definition.Description;
    case 'trigger':
      return triggerDetail(resource, names);
    case 'role':
      return resource.definition.Description;
    case 'topic':
      return resource.definition.Emails.length === 0 ? undefined : `to ${resource.definition.Emails.join(', ')}`;
    case 'rule':
      return ruleDetail(resource);
  }
}

function triggerDetail({ definition }: ResourceOf<'trigger'>, names: Names): string {
  const when =
    definition.Type === 'CONDITIONAL'
      ? `after ${(definition.Predicate?.Conditions ?? []).map((each) => awaited(each, names)).join(definition.Predicate?.Logical === 'ANY' ? ' or ' : ' and ')}`
      : (definition.Schedule ?? (definition.Type === 'EVENT' ? 'by events' : 'on demand'));
  return definition.enabled ? when : `${when}, off`;
}

/** The name alone where success is waited for; any other end is said. */
function awaited({ JobName, CrawlerName = '', State, CrawlState }: TriggerCondition, names: Names): string {
  const state = State ?? CrawlState ?? 'SUCCEEDED';
  const name = JobName == null ? names('crawler', CrawlerName) : names('job', JobName);
  return state === 'SUCCEEDED' ? name : `${name} ${state}`;
}

/** `s3://lake/raw and 2 more → sales, cron(…)`: what is crawled, where the tables go, and when by itself. */
function crawlerDetail({ definition }: ResourceOf<'crawler'>): string {
  const [first, ...others] = Object.values(targetFields(definition.Targets)).flatMap((list) =>
    Array.isArray(list) ? (list as readonly FieldValue[]) : [],
  );
  const more = others.length === 0 ? '' : ` and ${String(others.length)} more`;
  const what = first == null ? undefined : `${valueText('targets', first)}${more}`;
  const where = definition.DatabaseName == null ? undefined : `→ ${definition.DatabaseName}`;
  const crawled = [what, where].filter((part) => part != null).join(' ');
  const off = definition.Schedule != null && definition.enabled === false ? 'off' : undefined;
  return [crawled, definition.Schedule, off].filter((part) => part != null && part !== '').join(', ');
}

/** Where a rule sends what it hears, by the last part of each ARN. */
function ruleDetail({ definition }: ResourceOf<'rule'>): string {
  const targets = definition.Targets.map(({ Arn }) =>
    Arn.split(':')
      .slice(5)
      .join(':')
      .replace(/^workflow\//, 'workflow '),
  );
  return `to ${targets.join(', ')}${definition.enabled ? '' : ', off'}`;
}
