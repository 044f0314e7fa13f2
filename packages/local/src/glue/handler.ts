import type { JsonObject } from '../json.ts';
import type { Quirk } from '../quirks.ts';
import type { ObjectReader } from '../s3/objects.ts';
import type { Store } from '../store/store.ts';
import type { TagIndex } from '../tags/tag-index.ts';
import type { TriggerRecord } from './records.ts';

/** The time as the endpoint sees it: milliseconds since 1970. Tests inject their own. */
export interface Clock {
  now(): number;
}

/** How long AWS takes for what it does in the background, in milliseconds; minutes there, a moment here. */
export interface Delays {
  /** CREATING, ACTIVATING, UPDATING and DEACTIVATING of a trigger. */
  readonly transition: number;
  /** DELETING of a trigger. */
  readonly deletion: number;
  /** How long one change of a workflow's triggers keeps others out; in real time whatever the clock says. */
  readonly workflowEdit: number;
  /** How long a crawl is RUNNING before it looks at its targets; in real time whatever the clock says. */
  readonly crawl: number;
  /** How long a crawler is STOPPING before it is READY again; in real time too. */
  readonly crawlEnd: number;
  /** How far the tagging index lags with the quirk `late-tags`. */
  readonly tagIndex: number;
}

/** What every operation may use. One context serves the whole life of a server. */
export interface Context {
  readonly store: Store;
  readonly clock: Clock;
  readonly account: string;
  readonly region: string;
  readonly quirks: ReadonlySet<Quirk>;
  readonly delays: Delays;
  readonly tagIndex: TagIndex;
  readonly objects: ObjectReader;
  /** Where a child process reaches this server. Throws before the server listens. */
  readonly endpoint: () => Endpoint;
  /** The interpreter for scripts. */
  readonly python: string;
  /** What runs jobs; absent in a server that only keeps definitions. */
  readonly engine?: Engine | undefined;
}

/** What a client needs to speak to this server. */
export interface Endpoint {
  readonly url: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

/** What runs Spark jobs: the interpreter that runs the other scripts too, or AWS's image. */
export type RunnerName = 'script' | 'docker';

/**
 * The running side, made once per server by an `EngineFactory` (src/runs/engine.ts) after the store is open.
 * Every method but `stop` is called inside a request, before its answer.
 */
export interface Engine {
  readonly runner?: RunnerName;
  /** What a Host header may say of this server beside loopback, because scripts reach it so. */
  readonly hostNames?: readonly string[];
  /** StartTrigger on an ON_DEMAND trigger: fire its actions now. */
  fireTrigger(trigger: TriggerRecord): Promise<void>;
  /** The server listens: pick up what a killed predecessor left, start timers. */
  started?(): void;
  /** A trigger was created, updated, started, stopped or deleted: schedules may have changed. */
  triggersChanged?(): void;
  /**
   * NotifyEvent, which EventBridge alone calls: the id of the run that this event starts, or nothing where it waits for
   * others. Throws where there is nothing to start.
   */
  notifyEvent?(workflow: string, eventId: string): string | undefined;
  /** Called before every request: what was to happen by now happens. */
  due?(): void;
  /** A job is gone; AWS erases its run history with it (docs/aws-facts.md#replacing-and-deleting). */
  jobDeleted?(name: string): void;
  /** A workflow is gone. */
  workflowDeleted?(name: string): void;
  /** `LastRun` of GetWorkflow, as a WorkflowRun. */
  lastWorkflowRun?(workflow: string): JsonObject | undefined;
  /** End every child process and timer; nothing is written after it resolves. */
  stop(): Promise<void>;
}

/** Makes the engine; `context.endpoint()` may be called only once the engine is `started`. */
export type EngineFactory = (context: Context) => Engine;

/** One operation: takes the validated request, gives the answer, or throws an AwsError. */
export type Handler = (input: JsonObject, context: Context) => Promise<JsonObject>;

/** Operations by their AWS name. */
export type HandlerTable = Readonly<Record<string, Handler>>;

/**
 * Makes a handler of a function over typed values. Its input type is taken at its word (`never` admits every parameter
 * type): sound, because the request was checked against the API model before. A synchronous function is atomic.
 */
export function operation(run: (input: never, context: Context) => object | Promise<object>): Handler {
  return async (input, context) => (await run(input as never, context)) as JsonObject;
}
