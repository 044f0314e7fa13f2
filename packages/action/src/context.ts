import { resolve } from 'node:path';

import type { Overrides } from '@gluepipeline/core';
import type { ConnectOptions, Place } from '@gluepipeline/project';

import type { Event } from './event.ts';
import type { Inputs } from './inputs.ts';
import type { Io } from './io.ts';
import type { Runner } from './runner.ts';

/** What every command of the action works with. */
export interface Context {
  readonly io: Io;
  readonly inputs: Inputs;
  readonly runner: Runner;
  readonly event: Event;
  /** The top of the repository. */
  readonly workspace: string;
  /** The folder that the step works in. */
  readonly folder: string;
  /** Where the config is, what the step says over it, and where AWS is: what every use case of the project wants. */
  readonly target: {
    readonly place: Place;
    readonly overrides: Overrides;
    readonly connect: ConnectOptions;
  };
}

/** The context of a step, from its inputs and its environment. */
export function contextOf(io: Io, inputs: Inputs, runner: Runner, event: Event): Context {
  const { env } = io;
  const workspace = resolve(given(env.GITHUB_WORKSPACE) ?? '.');
  const folder = resolve(workspace, inputs.text('working-directory') ?? '.');
  const environment = inputs.text('environment') ?? given(env.GLUEPIPELINE_ENVIRONMENT);
  const role = given(env.GLUEPIPELINE_ROLE);
  return {
    io,
    inputs,
    runner,
    event,
    workspace,
    folder,
    target: {
      place: { cwd: folder, env, config: inputs.text('config') },
      overrides: {
        env,
        variables: inputs.pairs('var'),
        ...(environment == null ? {} : { environment }),
        ...(role == null ? {} : { role }),
      },
      connect: { local: false, endpointUrl: inputs.text('endpoint-url'), role, env },
    },
  };
}

function given(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
