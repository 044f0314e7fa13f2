import { connect, contentOfBytes } from '@gluepipeline/aws';
import {
  apply,
  type ApplyEvent,
  type ApplyResult,
  type DeploymentRecord,
  desired,
  existingOnes,
  type Files,
  invariant,
  issueText,
  keyOf,
  kinds,
  type Live,
  load,
  loadPipeline,
  makePlan,
  type Pipeline,
  type Plan,
  type Platform,
  recordedResources,
  restore,
  selectionOf,
  type Resource,
  type Runs,
  stackOf,
  type Target,
} from '@gluepipeline/core';
import { engineWith, type Quirk, serve } from '@gluepipeline/local';

import type { ConfigObject } from './configs.ts';
import { dressed } from './dressed.ts';
import { stackWord } from './configs-words.ts';
import { foreign } from './foreign.ts';

/** A clock whose sleeping is giving way to whatever is ready: the endpoint's own delays are a millisecond. */
export const impatientClock = {
  now: () => Date.now(),
  sleep: () => new Promise<void>((resolve) => setTimeout(resolve, 1)),
  every: () => () => undefined,
  random: () => 0.5,
};

/** The files that generated configs name. */
const files: Files = {
  'scripts/c.py': { kind: 'file', sha256: '2e7d2c03a9507ae265ecf5b5356885a53393a2029d241394997265a1a25aefc6', size: 1 },
  'scripts/d.py': { kind: 'file', sha256: '18ac3e7343f016890c510e93f935261169d9e3f565436429830faf0934f4f8e4', size: 1 },
  'lib/e.py': { kind: 'file', sha256: '3f79bb7b435b05321651daefd374cdc681dc06faa65e374e38337b88ca046dea', size: 1 },
  'lib/f.py': { kind: 'file', sha256: '252f10c83610ebca1a059c0bae8255eba2f95be4d1d7bcfa89d7248a82d9f111', size: 1 },
};

/** What a law needs: configs go in, plans come out, over the wire. */
export interface Stack {
  readonly platform: Platform;
  readonly target: Target;
  readonly runs: Runs;
  /** A stack of its own for one case; a generated config that the rules refuse is a mistake of the generator. */
  pipeline(config: ConfigObject, name: string): Promise<Pipeline>;
  /** The same for a config that no rule has judged. */
  shaped(config: ConfigObject, name: string): Promise<Pipeline>;
  resources(pipeline: Pipeline): Resource[];
  plan(pipeline: Pipeline, record?: DeploymentRecord): Promise<Plan>;
  /** What is deployed for a pipeline now. */
  read(pipeline: Pipeline): Promise<readonly Live[]>;
  /** The plan against what was read before: no call. */
  planAgainst(pipeline: Pipeline, live: readonly Live[], record?: DeploymentRecord): Plan;
  /** `cut` stops it after that many steps, as a signal would; `select` takes a part. */
  deploy(
    pipeline: Pipeline,
    record?: DeploymentRecord,
    cut?: number,
    select?: readonly string[],
  ): Promise<{ plan: Plan; result: ApplyResult; record: DeploymentRecord }>;
  /** Goes back to what a record says, as it is after having been stored. */
  rollback(
    pipeline: Pipeline,
    to: DeploymentRecord,
    last: DeploymentRecord,
  ): Promise<{ plan: Plan; result: ApplyResult; record: DeploymentRecord }>;
  /** Asks Glue by its protocol alone, as somebody else does: the answer as it comes. */
  glue(operation: string, input: object): Promise<string>;
  /** Fires an on-demand trigger of no workflow, as its owner does by hand: no port of ours does that. */
  fire(trigger: string): Promise<void>;
  /** Deletes what the stack owns. */
  clear(pipeline: Pipeline, record?: DeploymentRecord): Promise<ApplyResult>;
  close(): Promise<void>;
}

/** An endpoint in memory with some of its quirks, and the real adapters over it. */
export async function openStack(quirks: readonly Quirk[] = [], python?: string): Promise<Stack> {
  const server = await serve({
    quirks,
    delays: { transition: 1, deletion: 1, workflowEdit: 0, tagIndex: 30, crawl: 2, crawlEnd: 1 },
    // Only a law about runs needs something that runs them.
    engine: python == null ? undefined : engineWith({ parallel: 8 }),
    python,
  });
  const aws = connect({
    region: server.region,
    endpointUrl: server.url,
    credentials: { accessKeyId: server.accessKeyId, secretAccessKey: server.secretAccessKey },
    clock: impatientClock,
    env: {},
  });
  const target: Target = { ...(await aws.account()), bucket: 'artifacts', role: 'fallback-role' };
  // The other two are what crawlers crawl and may be looked for.
  for (const bucket of [target.bucket, 'lake', 'scripts', 'drifted']) {
    await aws.createBucket(bucket);
  }
  // Each file holds the letter of its name: the digests above are theirs.
  const platform = aws.platform((path) =>
    Promise.resolve(contentOfBytes(new TextEncoder().encode(path.slice(-4, -3)))),
  );

  const read = async (
    pipeline: Pipeline,
    wanted: readonly Resource[],
    record?: DeploymentRecord,
  ): Promise<readonly Live[]> => {
    const named = [...wanted, ...existingOnes(pipeline)];
    const { resources } = await platform.read({
      stack: stackOf(pipeline),
      names: Object.fromEntries(
        kinds.map((kind) => [kind, named.filter((each) => each.kind === kind).map(({ name }) => name)]),
      ),
      recorded: () => Promise.resolve(record?.resources ?? []),
      artifacts: wanted.filter((each) => each.kind === 'artifact'),
      wantedTags: Object.fromEntries(wanted.map((each) => [keyOf(each), each.tags])),
    });
    return resources;
  };
  const compare = (
    pipeline: Pipeline,
    wanted: readonly Resource[],
    live: readonly Live[],
    record?: DeploymentRecord,
    words?: readonly string[],
  ): Plan => {
    const select = words == null ? undefined : selectionOf(pipeline, words);
    const given = { stack: stackOf(pipeline), target, existing: existingOnes(pipeline), live, record, select };
    return makePlan({ ...given, desired: wanted, allowReplace: true });
  };
  const planOf = async (
    pipeline: Pipeline,
    wanted: readonly Resource[],
    record?: DeploymentRecord,
    select?: readonly string[],
  ): Promise<Plan> => compare(pipeline, wanted, await read(pipeline, wanted, record), record, select);
  const glue = async (operation: string, input: object): Promise<string> => {
    const answer = await fetch(server.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSGlue.${operation}`,
        authorization: `GluePipeline Credential=${server.accessKeyId}`,
      },
      body: JSON.stringify(input),
    });
    const text = await answer.text();
    invariant(answer.status === 200, `${operation} is accepted: ${text}`);
    return text;
  };
  const resources = (pipeline: Pipeline) => desired(pipeline, target, files);

  return {
    platform,
    target,
    runs: aws.runs(),
    resources,
    pipeline: async (config, name) => {
      const loaded = await loadPipeline('config.json', textOf(config, name), {}, files);
      if (!loaded.ok) {
        throw new Error(loaded.issues.map((issue) => issueText(issue)).join('\n'));
      }
      await Promise.all(existingOnes(loaded.value).map((ref) => platform.create(foreign(ref), 'somebody/else')));
      return loaded.value;
    },
    shaped: async (config, name) => {
      const loaded = await load('config.json', textOf(config, name));
      if (!loaded.ok) {
        throw new Error(loaded.issues.map((issue) => issueText(issue)).join('\n'));
      }
      return loaded.value.pipeline;
    },
    read: (pipeline) => read(pipeline, resources(pipeline)),
    planAgainst: (pipeline, live, record) => compare(pipeline, resources(pipeline), live, record),
    plan: (pipeline, record) => planOf(pipeline, resources(pipeline), record),
    deploy: async (pipeline, record, cut = Number.POSITIVE_INFINITY, select) => {
      const wanted = resources(pipeline);
      const plan = await planOf(pipeline, wanted, record, select);
      const signal = { aborted: cut === 0 };
      let steps = 0;
      const onEvent = ({ kind }: ApplyEvent) => {
        steps += kind === 'step-done' ? 1 : 0;
        signal.aborted ||= steps >= cut;
      };
      const result = await apply({ plan, platform, clock: impatientClock, signal, onEvent });
      return { plan, result, record: recordOf(plan, wanted, target, result, record) };
    },
    rollback: async (pipeline, to, last) => {
      const stored = JSON.parse(JSON.stringify(to)) as DeploymentRecord;
      const recorded = stored.resources.flatMap(({ resource }) => resource ?? []);
      const live = await read(pipeline, recorded, last);
      const { desired: wanted, unknown } = restore(stored, live, []);
      invariant(unknown.length === 0, 'the records of a law hold everything');
      const plan = compare(pipeline, wanted, live, last);
      const result = await apply({ plan, platform, clock: impatientClock });
      return { plan, result, record: recordOf(plan, wanted, target, result, last) };
    },
    glue,
    fire: async (trigger) => {
      await glue('StartTrigger', { Name: trigger });
    },
    clear: async (pipeline, record) =>
      apply({ plan: await planOf(pipeline, [], record), platform, clock: impatientClock }),
    close: async () => {
      aws.close();
      await server.stop();
    },
  };
}

/** The file, in which the name of the stack stands wherever the generator left a place for it. */
function textOf(config: ConfigObject, name: string): string {
  return JSON.stringify({ pipeline_name: name, ...dressed(config) }).replaceAll(stackWord, name);
}

function recordOf(
  plan: Plan,
  wanted: readonly Resource[],
  target: Target,
  result: ApplyResult,
  previous: DeploymentRecord | undefined,
): DeploymentRecord {
  const outcome = result.outcome === 'done' ? 'done' : 'failed';
  return {
    schemaVersion: 1,
    number: 1,
    stack: plan.stack,
    at: '2026-01-01T00:00:00.000Z',
    by: 'law',
    toolVersion: '0',
    accountId: target.accountId,
    region: target.region,
    outcome,
    resources: recordedResources({
      desired: wanted,
      outcome,
      previous,
      notSelected: plan.notSelected,
      isSecret: () => false,
    }),
  };
}
