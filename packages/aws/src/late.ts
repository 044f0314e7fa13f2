import type {
  JobRun,
  Live,
  Platform,
  ReadRequest,
  ReadResult,
  Resource,
  ResourceRef,
  Runs,
  WorkflowRun,
} from '@gluepipeline/core';

import type { Connection } from './connection.ts';
import type { AwsPlatform, PlatformSources } from './platform.ts';
import type { AwsRuns } from './runs.ts';

// Glue's SDK is large, and STS is asked before Glue: what needs it is loaded when it is first used.

/** AwsPlatform, loaded with the first call. */
export class LatePlatform implements Platform {
  readonly #load: () => Promise<AwsPlatform>;

  constructor(connection: Connection, sources: PlatformSources) {
    this.#load = once(async () => {
      const { AwsPlatform } = await import('./platform.ts');
      return new AwsPlatform(connection, sources);
    });
  }

  async read(request: ReadRequest): Promise<ReadResult> {
    return (await this.#load()).read(request);
  }

  async create(resource: Resource, stack: string): Promise<void> {
    return (await this.#load()).create(resource, stack);
  }

  async update(resource: Resource, live: Live, fields: readonly string[], stack: string): Promise<void> {
    return (await this.#load()).update(resource, live, fields, stack);
  }

  async delete(resource: Resource, stack: string): Promise<void> {
    return (await this.#load()).delete(resource, stack);
  }

  async setActive(trigger: ResourceRef, active: boolean, stack: string): Promise<void> {
    return (await this.#load()).setActive(trigger, active, stack);
  }
}

/** AwsRuns, loaded with the first call. */
export class LateRuns implements Runs {
  readonly #load: () => Promise<AwsRuns>;

  constructor(connection: Connection) {
    this.#load = once(async () => {
      const { AwsRuns } = await import('./runs.ts');
      return new AwsRuns(await connection.glue());
    });
  }

  async startWorkflow(workflow: string, properties: Readonly<Record<string, string>>): Promise<string> {
    return (await this.#load()).startWorkflow(workflow, properties);
  }

  async startJob(job: string, args: Readonly<Record<string, string>>): Promise<string> {
    return (await this.#load()).startJob(job, args);
  }

  async workflowRun(workflow: string, id: string): Promise<WorkflowRun> {
    return (await this.#load()).workflowRun(workflow, id);
  }

  async jobAttempts(job: string, id: string): Promise<readonly JobRun[]> {
    return (await this.#load()).jobAttempts(job, id);
  }

  async lastWorkflowRun(workflow: string): Promise<WorkflowRun | undefined> {
    return (await this.#load()).lastWorkflowRun(workflow);
  }

  async lastJobRun(job: string): Promise<JobRun | undefined> {
    return (await this.#load()).lastJobRun(job);
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
