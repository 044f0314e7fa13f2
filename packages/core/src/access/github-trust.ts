import type { Place } from '../resources/place.ts';
import type { PolicyDocument } from '../resources/policy.ts';

/** A repository of GitHub, and which of its workflow runs are meant. */
export interface GithubSubject {
  /** `owner/name`. */
  readonly repository: string;
  /** The numbers of owner and repository, which outlive their names. */
  readonly ids?: { readonly owner: string; readonly repository: string };
  /** The environment of GitHub that a run must be in. */
  readonly environment: string;
}

const issuer = 'token.actions.githubusercontent.com';

/**
 * Who may work as a role: the runs of one repository in one environment, by OIDC. A repository made after 15 July 2026
 * names itself with the numbers of owner and repository, an older one without (docs/aws-facts.md#github-oidc): with
 * `ids` both forms are allowed.
 */
export function githubTrust({ partition, accountId }: Place, subject: GithubSubject): PolicyDocument {
  const { repository, ids, environment } = subject;
  const [owner = '', name = ''] = repository.split('/');
  const subjects = [
    `repo:${repository}:environment:${environment}`,
    ...(ids == null ? [] : [`repo:${owner}@${ids.owner}/${name}@${ids.repository}:environment:${environment}`]),
  ];
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: `arn:${partition}:iam::${accountId}:oidc-provider/${issuer}` },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com', [`${issuer}:sub`]: subjects } },
      },
    ],
  };
}
