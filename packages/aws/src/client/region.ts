import { UserError } from '@gluepipeline/core';

/** Where a region may be named, strongest first: the flag, the environment, the config file, the profile. */
export interface RegionSources {
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
  /** The region of the config file: a team's word, and stronger than one person's profile. */
  readonly configRegion?: string | undefined;
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

/** The region to work in; no region at all is a UserError that says how to name one. */
export async function resolveRegion(sources: RegionSources): Promise<string> {
  const env = sources.env ?? process.env;
  const named = [sources.region, env.AWS_REGION, env.AWS_DEFAULT_REGION].find(isNamed);
  const region = named ?? sources.configRegion ?? (await profileRegion(sources.profile));
  if (!isNamed(region)) {
    throw new UserError(
      'GP406',
      'no AWS region is named',
      'say --region, set AWS_REGION, or write region in the config; with --local none is needed',
    );
  }
  return region;
}

/** The region of the profile in AWS's own files, as the SDK reads them. */
async function profileRegion(profile: string | undefined): Promise<string | undefined> {
  const { STSClient } = await import('./sdk-sts.ts');
  const reader = new STSClient(profile == null ? {} : { profile });
  try {
    const region = await reader.config.region();
    return isNamed(region) ? region : undefined;
  } catch {
    return undefined;
  } finally {
    reader.destroy();
  }
}

function isNamed(region: string | undefined): region is string {
  return region != null && region !== '';
}
