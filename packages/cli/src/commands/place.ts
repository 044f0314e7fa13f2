import type { ConnectOptions, Place } from '@gluepipeline/project';
import type { Overrides } from '@gluepipeline/core';

import { assetFolders } from '../assets.ts';
import { callLog } from '../call-log.ts';
import type { Context } from '../command.ts';
import { askMfaCode } from '../mfa-code.ts';
import { pairs } from './pairs.ts';

/** Where the config is. */
export function placeOf({ io, global }: Context): Place {
  return { cwd: io.cwd, env: io.env, config: global.config };
}

/** What the command line says over the file. */
export function overridesOf({ io, global }: Context): Overrides {
  return {
    env: io.env,
    variables: pairs(global.variables, '--var'),
    rules: pairs(global.rules, '--rule'),
    ...(global.region == null ? {} : { region: global.region }),
    ...(global.environment == null ? {} : { environment: global.environment }),
    ...(global.role == null ? {} : { role: global.role }),
  };
}

/** Where to deploy. */
export function connectOf(context: Context): ConnectOptions {
  const { io, global } = context;
  return {
    local: global.local,
    region: global.region,
    profile: global.profile,
    endpointUrl: global.endpointUrl,
    role: global.role,
    env: io.env,
    mfaCode: askMfaCode(context),
    python: global.python,
    runner: global.runner,
    onNotice: context.say,
    quirks: global.quirk,
    pythonFolder: assetFolders.python,
    onCall: global.verbose > 0 ? callLog(context) : undefined,
  };
}

/** The same options, with what will be shown by: it is loaded while the first answer of AWS is on its way. */
export function loading<Options extends { readonly connect: ConnectOptions }>(
  options: Options,
  load: () => Promise<unknown>,
): Options {
  return { ...options, connect: { ...options.connect, ahead: { load } } };
}
