import {
  keyOf,
  type Live,
  type Platform,
  type ReadRequest,
  type ReadResult,
  type Resource,
  type ResourceOf,
  type ResourceRef,
  stackTag,
} from '@gluepipeline/core';

import type { Account, OwnedKind } from './account.ts';
import { hasAwsCode } from './client/errors.ts';
import { glueOf } from './client/glue-client.ts';
import { gate } from './client/in-flight.ts';
import type { Connection } from './connection.ts';
import { readNamedEvents, readStackEvents } from './events/read.ts';
import { roleActions } from './events/roles.ts';
import { ruleActions, setRuleActive } from './events/rules.ts';
import { writeTagsOf } from './events/tags.ts';
import { topicActions } from './events/topics.ts';
import type { Actions } from './glue/actions.ts';
import { crawlerActions } from './glue/crawlers.ts';
import { digestsInJobs } from './glue/job-digests.ts';
import { jobActions } from './glue/jobs.ts';
import { Ownership, type OwnedRef } from './glue/ownership.ts';
import { readNamed, readStack } from './glue/read.ts';
import { setActive } from './glue/trigger-states.ts';
import { triggerActions } from './glue/triggers.ts';
import { refuseForeignTriggers } from './glue/workflow-triggers.ts';
import { workflowActions } from './glue/workflows.ts';
import { deleteArtifact, readArtifacts } from './s3/artifacts.ts';
import type { ContentSource } from './s3/content.ts';
import type { Shelf } from './s3/shelf.ts';
import { upload } from './s3/upload.ts';

/** What the platform needs beside the connection. */
export interface PlatformSources {
  readonly account: () => Promise<Account>;
  readonly content: ContentSource;
}

/** Resources in AWS Glue, and artifacts in S3. Nothing is changed before Glue has said that the stack owns it. */
export class AwsPlatform implements Platform {
  readonly #connection: Connection;
  readonly #sources: PlatformSources;
  readonly #ownership: Ownership;
  /** Resources whose tags this run has written: the index of tags lags behind them. */
  readonly #retagged = new Set<string>();
  readonly #uploads = gate();

  constructor(connection: Connection, sources: PlatformSources) {
    this.#connection = connection;
    this.#sources = sources;
    this.#ownership = new Ownership(connection, sources.account);
  }

  async read(request: ReadRequest): Promise<ReadResult> {
    const wanted = request.artifacts ?? [];
    const [kept, artifacts] = await Promise.all([
      request.stack == null ? this.#readNamed(request) : this.#readStack(request, request.stack),
      wanted.length === 0 ? [] : this.#shelf().then((shelf) => readArtifacts(shelf, wanted)),
    ]);
    return { resources: [...artifacts, ...kept.resources], notes: kept.notes };
  }

  async #readNamed(request: ReadRequest): Promise<ReadResult> {
    const [glue, events] = await Promise.all([
      readNamed(this.#reader(), request),
      readNamedEvents(this.#reader(), request),
    ]);
    return { resources: [...glue, ...events], notes: [] };
  }

  async #readStack(request: ReadRequest, stack: string): Promise<ReadResult> {
    const glue = await readStack(this.#reader(), request, stack);
    const events = await readStackEvents(this.#reader(), request, stack, glue.index);
    return { resources: [...glue.resources, ...events.resources], notes: [...glue.notes, ...events.notes] };
  }

  #reader() {
    const { account } = this.#sources;
    return { connection: this.#connection, ownership: this.#ownership, retagged: this.#retagged, account };
  }

  digestsInJobs(): Promise<ReadonlySet<string>> {
    return digestsInJobs(glueOf(this.#connection));
  }

  async create(resource: Resource, stack: string): Promise<void> {
    if (resource.kind === 'artifact') {
      return upload(await this.#shelf(), resource, 'new');
    }
    const actions = await this.#actions(resource);
    this.#retagged.add(keyOf(resource));
    try {
      await this.#refuseTaken(resource, stack);
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
      return upload(await this.#shelf(), resource, 'over');
    }
    const ref: OwnedRef = resource;
    if (!(await this.#ownership.confirm(ref, stack))) {
      return this.create(resource, stack);
    }
    const [tagFields, ownFields] = partition(fields, (field) => field.startsWith('tags.'));
    // Members that we do not model stand among the fields because an overwrite would remove them: no reason for one.
    const unmodelled = Object.keys(live.unmodelled ?? {});
    if (ownFields.some((field) => !unmodelled.includes(field))) {
      await (await this.#actions(resource)).overwrite(ownFields);
    }
    if (tagFields.length > 0) {
      this.#retagged.add(keyOf(resource));
      await writeTagsOf(this.#connection, resource, await this.#ownership.arn(ref), tagFields);
    }
  }

  async adopt(resource: Resource, stack: string): Promise<void> {
    if (resource.kind === 'artifact') {
      return;
    }
    if (await this.#ownership.isFree(resource, stack)) {
      this.#retagged.add(keyOf(resource));
      const arn = await this.#ownership.arn(resource);
      await writeTagsOf(this.#connection, resource, arn, [`tags.${stackTag}`]);
      this.#ownership.note(resource, stack);
    }
  }

  async delete(resource: Resource, stack: string): Promise<void> {
    if (resource.kind === 'artifact') {
      return deleteArtifact(await this.#shelf(), resource);
    }
    if (await this.#ownership.confirmNow(resource, stack)) {
      if (resource.kind === 'workflow') {
        await refuseForeignTriggers(glueOf(this.#connection), this.#ownership, resource.name, stack);
      }
      await (await this.#actions(resource)).remove();
      this.#ownership.note(resource, undefined);
    }
  }

  async setActive({ kind, name }: ResourceRef, active: boolean, stack: string): Promise<void> {
    const ref: OwnedRef = { kind: kind === 'rule' ? kind : 'trigger', name };
    await this.#ownership.confirm(ref, stack);
    await (ref.kind === 'rule'
      ? setRuleActive(this.#connection, name, active)
      : setActive(glueOf(this.#connection), this.#connection.clock, name, active));
  }

  /**
   * A name that is taken right after our own create is ours when the answer to that create was lost; only the tag
   * tells (docs/aws-facts.md#lost-answers). Then it is made what it should be.
   */
  async #takeOver(resource: ResourceOf<OwnedKind>, stack: string, actions: Actions): Promise<void> {
    if (!(await this.#ownership.confirmNow(resource, stack))) {
      return actions.create();
    }
    await actions.takeOver();
    const arn = await this.#ownership.arn(resource);
    const tags = Object.keys(resource.tags).map((key) => `tags.${key}`);
    await writeTagsOf(this.#connection, resource, arn, tags);
  }

  /**
   * EventBridge and SNS make nothing new where the name is taken and call that a success: PutRule overwrites the rule
   * (SDK PutRule), CreateTopic gives the ARN of the other (SDK CreateTopic). So they are asked before.
   */
  async #refuseTaken(resource: ResourceOf<OwnedKind>, stack: string): Promise<void> {
    const silent = resource.kind === 'rule' || resource.kind === 'topic';
    if (silent && (await this.#ownership.confirmNow(resource, stack))) {
      throw new NameTaken();
    }
  }

  async #actions(resource: ResourceOf<OwnedKind>): Promise<Actions> {
    const { clock } = this.#connection;
    const glue = glueOf(this.#connection);
    switch (resource.kind) {
      case 'crawler':
        return crawlerActions(glue, clock, resource);
      case 'job':
        return jobActions(glue, resource);
      case 'workflow':
        return workflowActions(glue, resource);
      case 'trigger':
        return triggerActions(glue, clock, resource);
      case 'role':
        return roleActions(this.#connection, resource);
      case 'topic':
        return topicActions(this.#connection, await this.#sources.account(), resource);
      case 'rule':
        return ruleActions(this.#connection, resource);
    }
  }

  async #shelf(): Promise<Shelf> {
    const [s3, { accountId }] = await Promise.all([this.#connection.s3(), this.#sources.account()]);
    return { s3, owner: accountId, content: this.#sources.content, gate: this.#uploads };
  }
}

/** Ours has the name already: what AWS would not say by itself. */
class NameTaken extends Error {}

/** SNS says so only where tags or attributes differ (localstack/localstack#2405). */
function isTaken(error: unknown): boolean {
  return (
    error instanceof NameTaken ||
    hasAwsCode(
      error,
      'AlreadyExistsException',
      'EntityAlreadyExistsException',
      'IdempotentParameterMismatchException',
    ) ||
    (hasAwsCode(error, 'InvalidParameterException') && /already exists with different/i.test(error.message))
  );
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
