import type { Pipeline, Script } from '../pipeline/pipeline.ts';
import { desired, filesOf, localPaths } from '../resources/desired.ts';
import type { FieldValue } from '../resources/field.ts';
import type { Place } from '../resources/place.ts';
import type { Resource } from '../resources/resource.ts';
import { roleArn } from '../resources/role.ts';
import type { PolicyInput } from './policy.ts';

/** One statement of a policy, in the making. */
export interface Statement {
  readonly Sid: string;
  readonly Action: readonly string[];
  /** ARNs; a statement without any is left out. */
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, FieldValue>>>>;
}

/** The ARNs that a stack is about, by kind. */
export interface StackArns {
  readonly job: readonly string[];
  readonly crawler: readonly string[];
  readonly trigger: readonly string[];
  readonly workflow: readonly string[];
  readonly rule: readonly string[];
  readonly topic: readonly string[];
  readonly role: readonly string[];
  /** The scripts and files that lie in S3 already. */
  readonly scripts: readonly string[];
  /** The key of the artifact bucket. */
  readonly key: readonly string[];
}

/**
 * The ARNs of a stack. What is called `<pipeline>-<environment>-…` is one pattern, which also holds what the config had
 * before and a deployment deletes; other names are listed.
 */
export function namesOf(pipeline: Pipeline, place: Place): StackArns {
  const { partition, region, accountId } = place;
  const paths = localPaths(pipeline);
  // Only the names are looked at: no digest matters.
  const files = Object.fromEntries(paths.map((path) => [path, { kind: 'file' as const, sha256: '', size: 0 }]));
  const resources = desired(pipeline, { ...place, bucket: '', role: undefined }, files);
  const glue = (kind: 'job' | 'crawler' | 'trigger' | 'workflow') => [
    ...new Set([
      ...patterned(pipeline, [
        ...resources.filter((each) => each.kind === kind).map(({ name }) => name),
        ...existing(pipeline, kind),
      ]).map((name) => `arn:${partition}:glue:${region}:${accountId}:${kind}/${name}`),
    ]),
  ];
  const of = (kind: Resource['kind'], arn: (name: string) => string) =>
    resources.filter((each) => each.kind === kind).map(({ name }) => arn(name));
  const key = pipeline.artifacts.kmsKey;
  return {
    job: glue('job'),
    crawler: glue('crawler'),
    trigger: glue('trigger'),
    workflow: glue('workflow'),
    rule: of('rule', (name) => `arn:${partition}:events:${region}:${accountId}:rule/${name}`),
    // With its subscriptions, whose ARNs go on where that of the topic ends.
    topic: of('topic', (name) => `arn:${partition}:sns:${region}:${accountId}:${name}`).flatMap((arn) => [
      arn,
      `${arn}:*`,
    ]),
    role: of('role', (name) => roleArn(place, name)),
    scripts: s3Files(pipeline).map((uri) => uri.replace(/^s3[an]?:\/\//i, `arn:${partition}:s3:::`)),
    key: key?.startsWith('arn:') === true ? [key] : [],
  };
}

function existing(pipeline: Pipeline, kind: 'job' | 'crawler' | 'trigger' | 'workflow'): string[] {
  return kind === 'trigger'
    ? []
    : kind === 'workflow'
      ? pipeline.workflows.filter((each) => each.existing).map(({ resourceName }) => resourceName)
      : pipeline.nodes.filter((each) => each.existing && each.kind === kind).map(({ resourceName }) => resourceName);
}

/** One pattern for all names of the default form, which is there even if no name has it: it may have been another config's. */
function patterned(pipeline: Pipeline, names: readonly string[]): string[] {
  const prefix = `${pipeline.name}-${pipeline.environment}`;
  const others = names.filter((name) => name !== prefix && !name.startsWith(`${prefix}-`));
  return [...(names.includes(prefix) ? [prefix] : []), `${prefix}-*`, ...others];
}

/** Every script and file of the jobs that lies in S3 already, each once. */
export function s3Files(pipeline: Pipeline): string[] {
  const uris = (file: Script) => (file.kind === 's3' ? [file.uri] : []);
  return [...new Set(pipeline.jobs.flatMap((job) => filesOf(job).flatMap(uris)))];
}

/** Who gives a job or a rule its role must be allowed to pass it on (IAM user guide, id_roles_use_passrole). */
export function rolesPassed({ pipeline, place, role }: PolicyInput, eventRoles: readonly string[]): Statement[] {
  const named = [...pipeline.jobs, ...pipeline.crawlers].flatMap((each) => each.role ?? role ?? []);
  const pass = (Sid: string, Resource: readonly string[], service: string): Statement => ({
    ...{ Sid, Action: ['iam:PassRole'], Resource },
    Condition: { StringEquals: { 'iam:PassedToService': service } },
  });
  return [
    pass('PassToGlue', [...new Set(named.map((each) => roleArn(place, each)))], 'glue.amazonaws.com'),
    pass('PassToEvents', eventRoles, 'events.amazonaws.com'),
  ];
}
