import { githubTrust, type Pipeline, policyFor, type Purpose, UserError } from '@gluepipeline/core';

/** What `--for` takes. */
export type PolicyKind = Purpose | 'github-oidc';

/** What the command line and the config say of a policy. */
export interface PolicyWords {
  readonly pipeline: Pipeline;
  readonly region: string | undefined;
  readonly role: string | undefined;
  readonly createBucket: boolean;
  readonly repository: string | undefined;
  readonly repositoryId: string | undefined;
  readonly ownerId: string | undefined;
}

/** A policy, and what its reader should know. */
export interface PrintedPolicy {
  readonly policy: Readonly<Record<string, unknown>>;
  readonly notes: readonly string[];
}

/** The policy for a kind; a word that is missing or has the wrong form is a UserError. */
export function policyOf(kind: PolicyKind, words: PolicyWords): PrintedPolicy {
  refuseIdle(kind, words);
  const { pipeline, region = '*', role, createBucket } = words;
  const accountId = pipeline.accountId ?? '*';
  const place = { accountId, region, partition: partitionOf(region) };
  const noAccount =
    pipeline.accountId == null
      ? ['the config has no account_id, so * stands for the account: put yours in its place']
      : [];
  if (kind === 'github-oidc') {
    const subject = subjectOf(words);
    return {
      policy: githubTrust(place, subject),
      notes: [...noAccount, ...(subject.ids == null ? [withoutIds(words)] : [])],
    };
  }
  const bucket = pipeline.artifacts.bucket ?? `gluepipeline-${accountId}-${region}-an`;
  const noRegion = region === '*' ? ['no region is known, so * stands for it: say --region'] : [];
  const known = kind === 'job' ? ['what the scripts read and write by themselves is not known here: add it'] : [];
  return {
    policy: policyFor(kind, { pipeline, place, bucket, role, createBucket }),
    notes: [...noAccount, ...noRegion, ...known],
  };
}

/** A flag that would be passed over is a mistake of who said it. */
function refuseIdle(kind: PolicyKind, { createBucket, repository, repositoryId, ownerId }: PolicyWords): void {
  const idle = [
    ...(createBucket && kind !== 'deploy' ? [['--create-bucket', 'deploy']] : []),
    ...Object.entries({ '--repository': repository, '--repository-id': repositoryId, '--owner-id': ownerId })
      .filter(([, value]) => value != null && kind !== 'github-oidc')
      .map(([flag]) => [flag, 'github-oidc']),
  ];
  const [[flag, whose] = []] = idle;
  if (flag != null && whose != null) {
    throw new UserError('GP123', `${flag} does not go with --for ${kind}`, `it goes with --for ${whose} alone`);
  }
}

function subjectOf({ pipeline, repository, repositoryId, ownerId }: PolicyWords) {
  if (repository == null || !/^[\w.-]+\/[\w.-]+$/.test(repository)) {
    throw new UserError(
      'GP123',
      repository == null ? 'github-oidc needs --repository' : `"${repository}" is no repository`,
      'say --repository owner/name',
    );
  }
  const ids = [ownerId, repositoryId];
  if (ids.some((id) => id != null && !/^\d+$/.test(id)) || (ownerId == null) !== (repositoryId == null)) {
    throw new UserError(
      'GP123',
      '--owner-id and --repository-id are numbers, and come together',
      `ask GitHub: gh api repos/${repository} --jq '.owner.id, .id'`,
    );
  }
  const environment = pipeline.environment;
  return ownerId == null || repositoryId == null
    ? { repository, environment }
    : { repository, environment, ids: { owner: ownerId, repository: repositoryId } };
}

function withoutIds({ repository = '' }: PolicyWords): string {
  return `a repository made after 15 July 2026 names itself with numbers: add --owner-id and --repository-id, from gh api repos/${repository} --jq '.owner.id, .id'`;
}

/** The part of AWS that a Region is in (AWS general reference, aws-arns-and-namespaces). */
function partitionOf(region: string): string {
  return region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
