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

/** The SDK's own reader of AWS's files: they are read once for everything. */
function caBundleOf(profile: string | undefined): Promise<string | undefined> {
  return loadConfig<string | undefined>(
    { environmentVariableSelector: () => undefined, configFileSelector: (own) => own.ca_bundle, default: undefined },
    profile == null ? {} : { profile },
  )();
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
