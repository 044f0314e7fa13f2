import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { UserError } from '@gluepipeline/core';
import type { Emitted, EventToEmit } from '@gluepipeline/local';

import { type Place, whyUnread } from './config-file.ts';
import { stateFolder } from './local-server.ts';

/** An event to play: from a file or a text, from words, or from a text some of whose members the words replace. */
export interface EventChoice {
  /** A file with the event as JSON. */
  readonly file?: string | undefined;
  /** The event as JSON, instead of a file. */
  readonly text?: string | undefined;
  readonly source?: string | undefined;
  readonly detailType?: string | undefined;
  /** A JSON object. */
  readonly detail?: string | undefined;
  readonly bus: string;
}

/** An event that was played, and what came of it. */
export interface PlayedEvent extends Emitted {
  readonly bus: string;
  readonly event: EventToEmit;
}

const form = 'an event has a "source", a "detail-type" and a "detail" that is an object';

/**
 * Plays an event on the embedded endpoint that serves the config's folder: its rules match it and reach their targets.
 * A UserError where none is running (batches of events outlive a command), and for what is no event.
 */
export async function localEmit(place: Place, choice: EventChoice): Promise<PlayedEvent> {
  const { emitEvent, eventProblem, findServer } = await import('@gluepipeline/local');
  const event = eventOf(place, choice, eventProblem);
  const server = await findServer(stateFolder(place));
  if (server == null) {
    throw new UserError(
      'GP601',
      'local emit needs an endpoint that goes on running',
      'start one in another terminal with: gluepipeline local start',
    );
  }
  const emitted = await emitEvent(server, choice.bus, event);
  if (emitted == null) {
    throw new UserError(
      'GP617',
      `there is no event bus "${choice.bus}" on the local endpoint`,
      'deploy what makes it, or leave out --bus',
    );
  }
  return { bus: choice.bus, event, ...emitted };
}

function eventOf(place: Place, choice: EventChoice, problemOf: (value: unknown) => string | undefined): EventToEmit {
  const written = writtenEvent(place, choice);
  const { source = written.source, detailType = written['detail-type'] } = choice;
  const detail = choice.detail == null ? written.detail : objectOf(choice.detail, '--detail');
  const event = { ...written, source, 'detail-type': detailType, detail };
  const problem = problemOf(event);
  if (problem != null) {
    throw new UserError(
      'GP617',
      'this is no event',
      `${problem}; say --event FILE, or --source, --detail-type and --detail`,
    );
  }
  return event as EventToEmit;
}

function writtenEvent({ cwd }: Place, { file, text }: EventChoice): Readonly<Record<string, unknown>> {
  if (text != null) {
    return objectOf(text, 'standard input');
  }
  if (file == null) {
    return {};
  }
  let content: string;
  try {
    content = readFileSync(resolve(cwd, file), 'utf8');
  } catch (error) {
    throw new UserError('GP617', `${file} cannot be read: ${whyUnread(error)}`, 'name a file with an event as JSON');
  }
  return objectOf(content, file);
}

function objectOf(text: string, where: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (!isObject(value)) {
    throw new UserError('GP617', `${where} is no JSON object`, form);
  }
  return value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value != null && !Array.isArray(value);
}
