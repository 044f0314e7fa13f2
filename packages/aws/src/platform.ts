import {
  keyOf,
  type Live,
  type Platform,
  type ReadRequest,
  type ReadResult,
  type Resource,
  type ResourceOf,
  type ResourceRef,
} from '@gluepipeline/core';

import type { Account, GlueKind } from './account.ts';
import { hasAwsCode } from './client/errors.ts';
import type { Connection } from './connection.ts';
import type { Actions } from './glue/actions.ts';
import { jobActions } from './glue/jobs.ts';
import { type GlueRef, Ownership } from './glue/ownership.ts';
import { readNamed, type Reader, readStack } from './glue/read.ts';
import { writeTags } from './glue/tags.ts';
import { setActive } from './glue/trigger-states.ts';
import { triggerActions } from './glue/triggers.ts';
import { refuseForeignTriggers } from './glue/workflow-triggers.ts';
import { workflowActions } from './glue/workflows.ts';
import { deleteArtifact, putArtifact, readArtifacts, type Shelf } from './s3/artifacts.ts';

/** What the platform needs beside the connection. */
export interface PlatformSources {
  readonly account: () => Promise<Account>;
  /** The content of a file of the project, by the path in its artifact. */
  readonly content: (path: string) => Promise<Uint8Array>;
}

/** Resources in AWS Glue, and artifacts in S3. Nothing is changed before Glue has said that the stack owns it. */
export class AwsPlatform implements Platform {
  readonly #connection: Connection;
  readonly #sources: PlatformSources;
  readonly #ownership: Ownership;
  /** Resources whose tags this run has written: the index of tags lags behind them. */
  readonly #retagged = new Set<string>();

  constructor(connection: Connection, sources: PlatformSources) {
    this.#connection = connection;
    this.#sources = sources;
    this.#ownership = new Ownership(connection.glue, connection.clock, sources.account);
  }

  async read(request: ReadRequest): Promise<ReadResult> {
    const reader: Reader = { connection: this.#connection, ownership: this.#ownership, retagged: this.#retagged };
    const wanted = request.artifacts ?? [];
    const [glue, artifacts] = await Promise.all([
      request.stack == null
        ? readNamed(reader, request).then((resources) => ({ resources, notes: [] }))
        : readStack(reader, request, request.stack),
      wanted.length === 0 ? [] : this.#shelf().then((shelf) => readArtifacts(shelf, wanted)),
    ]);
    return { resources: [...artifacts, ...glue.resources], notes: glue.notes };
  }

  async create(resource: Resource, stack: string): Promise<void> {
    if (resource.kind === 'artifact') {
      return putArtifact(await this.#shelf(), resource);
    }
    const actions = this.#actions(resource);
    this.#retagged.add(keyOf(resource));
    try {
      await actions.create();
    } catch (error) {
      if (!isTaken(error)) {
        throw error;
      }
      await this.#takeOver(resource, stack, actions);
    }
    this.#ownership.note(resource, stack);
  }

  async update(resource: Resource, live: Live, fields: readonly string[], stack: string): Promise<void> {
    if (resource.kind === 'artifact') {
      return putArtifact(await this.#shelf(), resource);
    }
    const ref: GlueRef = resource;
    if (!(await this.#ownership.confirm(ref, stack))) {
      return this.create(resource, stack);
    }
    const [tagFields, ownFields] = partition(fields, (field) => field.startsWith('tags.'));
    // Members that we do not model stand among the fields because an overwrite would remove them: no reason for one.
    const unmodelled = Object.keys(live.unmodelled ?? {});
    if (ownFields.some((field) => !unmodelled.includes(field))) {
      await this.#actions(resource).overwrite();
    }
    if (tagFields.length > 0) {
      this.#retagged.add(keyOf(resource));
      await writeTags(this.#connection.glue, await this.#ownership.arn(ref), resource, tagFields);
    }
  }

  async delete(resource: Resource, stack: string): Promise<void> {
    if (resource.kind === 'artifact') {
      return deleteArtifact(await this.#shelf(), resource);
    }
    if (await this.#ownership.confirmNow(resource, stack)) {
      if (resource.kind === 'workflow') {
        await refuseForeignTriggers(this.#connection.glue, this.#ownership, resource.name, stack);
      }
      await this.#actions(resource).remove();
      this.#ownership.note(resource, undefined);
    }
  }

  async setActive(trigger: ResourceRef, active: boolean, stack: string): Promise<void> {
    const ref: GlueRef = { kind: 'trigger', name: trigger.name };
    await this.#ownership.confirm(ref, stack);
    await setActive(this.#connection.glue, this.#connection.clock, ref.name, active);
  }

  /**
   * A name that is taken right after our own create is ours when the answer to that create was lost; only the tag
   * tells (docs/aws-facts.md#lost-answers). Then it is made what it should be.
   */
  async #takeOver(resource: ResourceOf<GlueKind>, stack: string, actions: Actions): Promise<void> {
    if (!(await this.#ownership.confirmNow(resource, stack))) {
      return actions.create();
    }
    await actions.takeOver();
    const arn = await this.#ownership.arn(resource);
    const tags = Object.keys(resource.tags).map((key) => `tags.${key}`);
    await writeTags(this.#connection.glue, arn, resource, tags);
  }

  #actions(resource: ResourceOf<GlueKind>): Actions {
    const { glue, clock } = this.#connection;
    switch (resource.kind) {
      case 'job':
        return jobActions(glue, resource);
      case 'workflow':
        return workflowActions(glue, resource);
      case 'trigger':
        return triggerActions(glue, clock, resource);
    }
  }

  async #shelf(): Promise<Shelf> {
    const [s3, { accountId }] = await Promise.all([this.#connection.s3(), this.#sources.account()]);
    return { s3, owner: accountId, content: this.#sources.content };
  }
}

function isTaken(error: unknown): boolean {
  return hasAwsCode(error, 'AlreadyExistsException', 'IdempotentParameterMismatchException');
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
