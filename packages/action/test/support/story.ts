import { builtStep, events, folderWith, type Ran } from './step.ts';
import { type Aws, chain } from './aws.ts';
import { type GitHub, github } from './github.ts';

/** What the steps of a story work on. */
export interface World {
  readonly workspace: string;
  readonly cloud: Aws;
  readonly hub: GitHub;
}

/** One step of a workflow. */
export interface Case {
  /** The name of the file with what is expected. */
  readonly name: string;
  readonly on: keyof typeof events;
  readonly inputs: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** What happens before it. */
  readonly before?: (world: World) => unknown;
}

/** Steps on one stack, in their order: each stands on the one before. */
export interface Story {
  readonly name: string;
  /** What is checked out. */
  readonly files: Readonly<Record<string, string>>;
  readonly cases: readonly Case[];
}

/** A step, and what it wrote on GitHub. */
export interface Played extends Case {
  readonly ran: Ran;
  readonly requests: readonly string[];
  readonly comments: GitHub['comments'];
  readonly issues: GitHub['issues'];
}

/** A pipeline that shares neither stack nor bucket with another story. */
export function pipeline(name: string, scripts: Readonly<Record<string, string>>, more: object = {}) {
  return chain(scripts, { pipeline_name: name, artifacts: { bucket: `acme-${name}` }, ...more });
}

/** Plays a story with the built action, on a GitHub of its own. */
export async function play(story: Story, cloud: Aws): Promise<Played[]> {
  const world = { workspace: folderWith(story.files), cloud, hub: await github() };
  const played: Played[] = [];
  for (const each of story.cases) {
    played.push(await playCase(each, world));
  }
  await world.hub.stop();
  return played;
}

async function playCase(each: Case, world: World): Promise<Played> {
  const { workspace, cloud, hub } = world;
  await each.before?.(world);
  const before = new Set([...hub.comments, ...hub.issues].map(textOf));
  const asked = hub.requests.length;
  const ran = await builtStep({
    workspace,
    event: events[each.on],
    inputs: each.inputs,
    env: { ...cloud.env, GITHUB_API_URL: hub.url, ...each.env },
  });
  const written = <T extends object>(all: readonly T[]) =>
    all.filter((one) => !before.has(textOf(one))).map((one) => ({ ...one }));
  return {
    ...each,
    ran,
    requests: hub.requests.slice(asked),
    comments: written(hub.comments),
    issues: written(hub.issues),
  };
}

function textOf(value: object): string {
  return JSON.stringify(value);
}
