import type { Pipeline } from '@gluepipeline/core';

import { systemClock } from '@gluepipeline/aws';
import type { ConfigFile } from './config-file.ts';
import type { ConnectOptions, Session, Settle } from './session.ts';
import { sessionOver } from './session-ports.ts';

/** A session on AWS, or on whatever `--endpoint-url` names. */
export function openAws(
  file: ConfigFile,
  pipeline: Pipeline,
  options: ConnectOptions,
  settle: Settle,
): Promise<Session> {
  const { region, profile, endpointUrl, onCall, env, role, mfaCode, clock = systemClock } = options;
  const { region: configRegion, assumeRole } = pipeline;
  return sessionOver(file, settle, {
    kind: 'aws',
    clock,
    connection: { region, profile, endpointUrl, onCall, env, configRegion, assumeRole, mfaCode, clock },
    role,
    ahead: options.ahead,
    frameOf: () => Promise.resolve(undefined),
    alertsSince: () => Promise.resolve([]),
    servesHere: false,
    close: () => Promise.resolve(),
  });
}
