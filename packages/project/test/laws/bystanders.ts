import { existingOnes, type Live, type Pipeline, type Plan, type ResourceRef } from '@gluepipeline/core';

import type { Stack } from './stack.ts';

/** A tag that somebody else has put on what is ours. */
const theirTag = { 'their tag': 'theirs' };

const command = { Name: 'pythonshell', ScriptLocation: 's3://scripts/a.py', PythonVersion: '3.9' };

/** What is nobody's, or another stack's, and stands beside every stack of a law. */
const bystanders: readonly (ResourceRef & { readonly input: object })[] = [
  { kind: 'job', name: 'bystander', input: { Role: 'theirs', Command: command, Tags: { a: 'b' } } },
  {
    kind: 'workflow',
    name: 'bystander',
    input: { Description: 'theirs', Tags: { 'gluepipeline:stack': 'their/dev' } },
  },
  {
    kind: 'trigger',
    name: 'bystander',
    input: { Type: 'SCHEDULED', Schedule: 'cron(0 1 * * ? *)', Actions: [{ JobName: 'bystander' }] },
  },
  {
    kind: 'crawler',
    name: 'bystander',
    input: { Role: 'theirs', DatabaseName: 'd', Targets: { S3Targets: [{ Path: 's3://lake/theirs' }] } },
  },
];

const capital = (kind: string) => `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;

/** Makes the bystanders, once for an endpoint. */
export async function makeBystanders(stack: Stack): Promise<void> {
  for (const { kind, name, input } of bystanders) {
    await stack.glue(`Create${capital(kind)}`, { Name: name, ...input });
  }
}

/** The bystanders and what a config names as existing, letter by letter as Glue tells it, with their tags. */
export async function foreignTexts(stack: Stack, pipeline: Pipeline): Promise<Record<string, string>> {
  const all: readonly ResourceRef[] = [...bystanders, ...existingOnes(pipeline)];
  const texts = all.map(async ({ kind, name }) => {
    const told = await stack.glue(`Get${capital(kind)}`, kind === 'job' ? { JobName: name } : { Name: name });
    return [`${kind} ${name}`, `${told} ${await tagsOf(stack, { kind, name })}`] as const;
  });
  return Object.fromEntries(await Promise.all(texts));
}

const glueKinds: readonly string[] = ['job', 'workflow', 'trigger', 'crawler'];

/** Puts a foreign tag on everything of ours that Glue keeps. */
export async function tagOurs(stack: Stack, live: readonly Live[]): Promise<void> {
  for (const ref of ours(live)) {
    await stack.glue('TagResource', { ResourceArn: arnOf(stack, ref), TagsToAdd: theirTag });
  }
}

/** What of ours has lost the foreign tag though it was neither deleted nor made anew. */
export async function untagged(stack: Stack, before: readonly Live[], plan: Plan): Promise<string[]> {
  const gone = new Set(
    plan.changes.flatMap((change) =>
      change.action === 'delete' || change.action === 'replace' ? [`${change.live.kind} ${change.live.name}`] : [],
    ),
  );
  const kept = ours(before).filter(({ kind, name }) => !gone.has(`${kind} ${name}`));
  const tags = await Promise.all(kept.map(async (ref) => [ref.name, await tagsOf(stack, ref)] as const));
  return tags.filter(([, text]) => !text.includes('"their tag":"theirs"')).map(([name]) => name);
}

/** What carries a stack's tag and is kept by Glue; the others of a reading are existing. */
function ours(live: readonly Live[]): Live[] {
  return live.filter(({ kind, tags }) => {
    const owner = tags['gluepipeline:stack'];
    return glueKinds.includes(kind) && owner != null && owner !== 'somebody/else';
  });
}

function tagsOf(stack: Stack, ref: ResourceRef): Promise<string> {
  return stack.glue('GetTags', { ResourceArn: arnOf(stack, ref) });
}

function arnOf({ target }: Stack, { kind, name }: ResourceRef): string {
  return `arn:aws:glue:${target.region}:${target.accountId}:${kind}/${name}`;
}
