import type { AwsCallKind } from './errors.ts';
import { proxyRefused } from './proxy-refusal.ts';

/** Errors of the SDK's credential providers, by name: bundled copies of a class are not the same class (packages/cli/esbuild.config.mjs). */
export const credentialErrors = ['CredentialsProviderError', 'TokenProviderError', 'ProviderError'];

/** The members of an SDK error that matter here; any of them may be missing. */
export interface Raised {
  readonly name: string;
  readonly message: string;
  readonly code: string | undefined;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly attempts: number;
  /** True where an AWS service answered, or at least something in its place. */
  readonly answered: boolean;
}

/** What a hint has to know of the way that a call took. */
export interface HowSignedIn {
  /** The profile in use, by flag or by AWS_PROFILE. */
  readonly profile: string | undefined;
  /** True where the environment names a proxy. */
  readonly mayUseProxy: boolean;
  /** What to do when the endpoint does not answer, where whoever made the connection knows better than the network does. */
  readonly unreachableHint?: string | undefined;
}

/** What to do about a call that failed, in one line; for a missing permission see permission.ts. */
export function hintFor(kind: AwsCallKind, raised: Raised, signIn: HowSignedIn): string {
  switch (kind) {
    case 'credentials':
      return credentialsHint(raised, signIn.profile);
    case 'network':
      return signIn.unreachableHint ?? networkHint(raised, signIn.mayUseProxy);
    case 'throttled':
      return 'run again in a minute: what was done is found, and the rest goes on';
    case 'service':
      return 'run again: what was done is found, and the rest goes on';
    case 'refused':
    case 'permission':
      return refusals[raised.name] ?? 'change what AWS names';
  }
}

function networkHint({ code, status }: Raised, mayUseProxy: boolean): string {
  if (code === proxyRefused || status === proxyWantsPassword) {
    return 'check HTTPS_PROXY (http://user:password@host:port); NO_PROXY names hosts that need no proxy';
  }
  if (code != null && untrusted.test(code)) {
    return 'where a proxy of your company looks into TLS, set AWS_CA_BUNDLE to the file with its certificate';
  }
  const proxy = mayUseProxy ? ', HTTPS_PROXY and NO_PROXY' : '';
  return code === 'ENOTFOUND' || code === 'EAI_AGAIN'
    ? `check the region, the endpoint URL and the network${proxy}`
    : `check the network${proxy} and the endpoint URL, then run again: what was done is found`;
}

/** HTTP's status for a proxy that knows nobody (RFC 9110, 15.5.8); AWS itself never gives it. */
export const proxyWantsPassword = 407;

/** OpenSSL's words for a certificate that leads to nobody who is trusted. */
const untrusted = /^(UNABLE_TO_(GET_ISSUER|VERIFY)\w*|\w*SELF_SIGNED\w*|CERT_UNTRUSTED)$/;

/** What to do about refusals that say little by themselves. */
const refusals: Readonly<Record<string, string>> = {
  CrawlerRunningException: 'wait until the crawl has ended',
  ConcurrentRunsExceededException: 'wait until the other run has ended, or raise max_concurrent_runs',
  ResourceNumberLimitExceededException: 'ask for a higher quota under Service Quotas, AWS Glue',
  EntityNotFoundException: 'deploy first, or check the name and the region',
  NoSuchBucket: 'say --create-bucket, or name one of yours as artifacts.bucket',
};

function credentialsHint({ name, message }: Raised, profile: string | undefined): string {
  const known = cures.find(([words]) => words.test(`${name} ${message}`));
  if (known != null) {
    return known[1](profile == null ? '' : ` --profile ${profile}`);
  }
  if (credentialErrors.includes(name) && profile != null) {
    return `there is no profile "${profile}", or nothing in it to sign in with: see "aws configure list-profiles"`;
  }
  return credentialErrors.includes(name)
    ? 'sign in (aws configure, "aws sso login", AWS_PROFILE or --profile), or use --local, which needs no account'
    : 'check which credentials are in use: AWS_ACCESS_KEY_ID, AWS_PROFILE or --profile';
}

/** AWS's words for an MFA code that is wrong or was used before. */
export const wantsMfa = /MultiFactorAuthentication|one time pass code/;

/** What the SDK and AWS say, and what to do about it; the first that fits counts. */
const cures: readonly (readonly [RegExp, (profile: string) => string])[] = [
  [/ForbiddenException/, () => 'ask who keeps IAM Identity Center for the account and role that the profile names'],
  [/\bsso\b|UnauthorizedException/i, (flag) => `run "aws sso login${flag}"`],
  [/aws login/i, (flag) => `run "aws login${flag}"`],
  [wantsMfa, () => 'run again with the code that the MFA device shows next'],
  [
    /RequestTimeTooSkewed|RequestExpired|signature (expired|not yet current)/i,
    () => 'set the clock of this machine: AWS refuses requests that are minutes off',
  ],
  [
    /InvalidIdentityToken|IDPRejectedClaim|IDPCommunicationError|ENOENT|web identity/i,
    () => 'check AWS_ROLE_ARN, AWS_WEB_IDENTITY_TOKEN_FILE and the trust policy of the role',
  ],
  [/expired/i, () => 'the credentials have expired: sign in again'],
];
