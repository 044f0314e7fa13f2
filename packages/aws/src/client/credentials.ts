import type { STSClientConfig } from '@aws-sdk/client-sts';

import type { Env } from './surroundings.ts';
import type { Transport } from './transport.ts';

/** A role to work as, on top of whoever signs in. */
export interface AssumedRole {
  readonly arn: string;
  /** What the role's owner asks for (IAM user guide, "The confused deputy problem"). */
  readonly externalId?: string | undefined;
  /** What CloudTrail shows as the caller. @default gluepipeline */
  readonly sessionName?: string | undefined;
}

/** How to sign in, where the SDK's own chain does not do by itself. */
export interface SignIn {
  readonly profile?: string | undefined;
  readonly credentials?: STSClientConfig['credentials'];
  readonly assumeRole?: AssumedRole | undefined;
  /** Asks the user for the code of an MFA device, by its serial number. */
  readonly mfaCode?: ((serial: string) => Promise<string>) | undefined;
  readonly endpointUrl?: string | undefined;
}

/** What the providers send with, and where. */
export interface Means {
  readonly env: Env;
  readonly region: () => Promise<string>;
  readonly transport: Transport;
}

type Provider = Extract<STSClientConfig['credentials'], (...args: never[]) => unknown>;

/**
 * What the clients sign in with; nothing where keys stand in the environment, so that no provider is loaded for them.
 * Keys in the environment are stronger than AWS_PROFILE and weaker than a profile that was asked for, as in the AWS CLI
 * (AWS CLI user guide, "Configuration settings and precedence"); the SDK alone would take AWS_PROFILE.
 */
export function credentialsFor(signIn: SignIn, means: Means): STSClientConfig['credentials'] {
  const { assumeRole, credentials, profile } = signIn;
  const { AWS_PROFILE: named, AWS_ACCESS_KEY_ID: key, AWS_SECRET_ACCESS_KEY: secret } = means.env;
  const keys = profile == null && isSet(key) && isSet(secret);
  if (assumeRole == null && (credentials != null || (keys && !isSet(named)))) {
    return credentials;
  }
  let provider: Promise<Provider> | undefined;
  return async (properties) => (await (provider ??= makeProvider(signIn, means, keys)))(properties);
}

async function makeProvider(signIn: SignIn, means: Means, keys: boolean): Promise<Provider> {
  const { fromEnv, fromNodeProviderChain, fromTemporaryCredentials } = await import('./sdk-credentials.ts');
  const { profile, credentials, assumeRole, mfaCode, endpointUrl } = signIn;
  const { transport, region } = means;
  const chain = () =>
    fromNodeProviderChain({
      ...(profile == null ? {} : { profile }),
      ...(mfaCode == null ? {} : { mfaCodeProvider: mfaCode }),
      // It would write on stderr that it found keys beside the profile, which is what precedence is for.
      logger: silent,
      // The clients that a provider makes for itself do not take over the transport of ours, all but STS's.
      clientConfig: { requestHandler: transport },
    });
  const own = credentials ?? (keys ? fromEnv() : chain());
  if (assumeRole == null) {
    return own as Provider;
  }
  const { arn, externalId, sessionName = 'gluepipeline' } = assumeRole;
  return fromTemporaryCredentials({
    masterCredentials: own,
    params: { RoleArn: arn, RoleSessionName: sessionName, ...(externalId == null ? {} : { ExternalId: externalId }) },
    clientConfig: {
      region: await region(),
      requestHandler: transport,
      ...(profile == null ? {} : { profile }),
      ...(endpointUrl == null ? {} : { endpoint: endpointUrl }),
    },
  });
}

const nothing = () => undefined;
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };

function isSet(value: string | undefined): boolean {
  return value != null && value !== '';
}
