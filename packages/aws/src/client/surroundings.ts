import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';

import { UserError } from '@gluepipeline/core';
import { loadConfig } from '@smithy/core/config';

/** Environment variables by name. */
export type Env = Readonly<Record<string, string | undefined>>;

/** Certificates to trust in the place of those that Node brings, where AWS_CA_BUNDLE or the profile's ca_bundle names a file. */
export async function readCaBundle(env: Env, profile: string | undefined): Promise<string | undefined> {
  const fromEnv = env.AWS_CA_BUNDLE;
  const named = fromEnv == null || fromEnv === '' ? await caBundleOf(profile) : fromEnv;
  if (named == null || named === '') {
    return undefined;
  }
  const setting = named === fromEnv ? 'AWS_CA_BUNDLE' : 'ca_bundle';
  const text = readText(named.replace(/^~(?=\/)/, homedir()));
  if (text == null || !/-----BEGIN (TRUSTED )?CERTIFICATE-----/.test(text)) {
    const what = text == null ? 'a file that cannot be read' : 'a file without a certificate';
    throw new UserError(
      'GP407',
      `${setting} names ${what}: ${named}`,
      'name a file of certificates in PEM format, such as the one of your company',
    );
  }
  return text;
}

/**
 * Refuses an endpoint that is no URL, given or of the environment, with a UserError that does not show it: the SDK would
 * print it, and with it what it holds of a password.
 */
export function checkEndpoints(endpointUrl: string | undefined, env: Env): void {
  const ignored = env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === 'true';
  const names = ignored ? [] : Object.keys(env).filter((name) => /^AWS_ENDPOINT_URL(_|$)/.test(name));
  const named = names.map((name): [string, string | undefined] => [name, env[name]]);
  for (const [name, value] of [['--endpoint-url', endpointUrl] as const, ...named]) {
    if (value != null && value !== '' && !isUrl(value)) {
      throw new UserError('GP407', `${name} is no URL`, 'write it as https://host or https://host:port');
    }
  }
}

/** The SDK's own reader of AWS's files: they are read once for everything. */
function caBundleOf(profile: string | undefined): Promise<string | undefined> {
  return loadConfig<string | undefined>(
    { environmentVariableSelector: () => undefined, configFileSelector: (own) => own.ca_bundle, default: undefined },
    profile == null ? {} : { profile },
  )();
}

function isUrl(text: string): boolean {
  try {
    const { protocol, hostname } = new URL(text);
    return /^https?:$/.test(protocol) && hostname !== '';
  } catch {
    return false;
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
