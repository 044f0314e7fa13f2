import type { GlueClientConfig } from '@aws-sdk/client-glue';

/** How to sign in, where the SDK's own chain does not do by itself. */
export interface SignIn {
  readonly profile?: string | undefined;
  readonly credentials?: GlueClientConfig['credentials'];
  /** A role to work as, on top of whoever signs in. */
  readonly assumeRole?: { readonly arn: string; readonly externalId?: string | undefined } | undefined;
  /** Asks the user for the code of an MFA device, by its serial number. */
  readonly mfaCode?: ((serial: string) => Promise<string>) | undefined;
  readonly endpointUrl?: string | undefined;
}

type Provider = Extract<GlueClientConfig['credentials'], (...args: never[]) => unknown>;

/** What the clients sign in with; nothing where the SDK's own chain does it, so that no provider is loaded for it. */
export function credentialsFor(signIn: SignIn, region: () => Promise<string>): GlueClientConfig['credentials'] {
  if (signIn.assumeRole == null && (signIn.credentials != null || signIn.mfaCode == null)) {
    return signIn.credentials;
  }
  let provider: Promise<Provider> | undefined;
  return async (properties) => (await (provider ??= makeProvider(signIn, region)))(properties);
}

async function makeProvider(signIn: SignIn, region: () => Promise<string>): Promise<Provider> {
  const { fromNodeProviderChain, fromTemporaryCredentials } = await import('./sdk-credentials.ts');
  const { profile, credentials, assumeRole, mfaCode, endpointUrl } = signIn;
  const mfa = mfaCode == null ? {} : { mfaCodeProvider: mfaCode };
  const own = credentials ?? fromNodeProviderChain({ ...(profile == null ? {} : { profile }), ...mfa });
  if (assumeRole == null) {
    return own as Provider;
  }
  const { arn, externalId } = assumeRole;
  return fromTemporaryCredentials({
    masterCredentials: own,
    params: {
      RoleArn: arn,
      RoleSessionName: 'gluepipeline',
      ...(externalId == null ? {} : { ExternalId: externalId }),
    },
    clientConfig: { region: await region(), ...(endpointUrl == null ? {} : { endpoint: endpointUrl }) },
    ...mfa,
  });
}
