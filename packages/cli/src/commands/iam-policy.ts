import type { Pipeline } from '@gluepipeline/core';

import type { Args, Command, Context } from '../command.ts';
import type { PolicyKind } from '../render/iam-policy.ts';
import { overridesOf, placeOf } from './place.ts';

/** Prints the IAM policy that a purpose needs. */
export const iamPolicyCommand: Command = {
  name: 'iam-policy',
  summary: 'Print the least IAM policy for who deploys, plans or runs, or for the jobs; asks nothing of AWS',
  examples: [
    [
      'iam-policy --for deploy -e prod > deploy.json',
      'then: aws iam put-role-policy --policy-document file://deploy.json',
    ],
    ['iam-policy --for job', 'what the config shows that the role of the jobs needs'],
    ['iam-policy --for github-oidc --repository acme/sales -e prod', 'the trust policy of a role for GitHub Actions'],
  ],
  options: {
    for: {
      type: 'string',
      describe: 'Whom it is for',
      required: true,
      choices: ['deploy', 'plan', 'run', 'job', 'github-oidc'],
    },
    'create-bucket': { type: 'boolean', describe: 'Of deploy: with what deploy --create-bucket needs' },
    repository: { type: 'string', describe: 'Of github-oidc: the repository, as owner/name' },
    'repository-id': { type: 'string', describe: 'Of github-oidc: the number of the repository' },
    'owner-id': { type: 'string', describe: 'Of github-oidc: the number of its owner' },
  },
  handler: async (args, context) => {
    const { list } = await import('@gluepipeline/project');
    const { pipeline } = await list(placeOf(context), overridesOf(context));
    const { policyOf } = await import('../render/iam-policy.ts');
    const { policy, notes } = policyOf(args.for as PolicyKind, { pipeline, ...wordsOf(args, context, pipeline) });
    notes.forEach((note) => context.say(`note: ${note}`));
    return { exitCode: 0, json: { for: args.for, policy, notes }, text: () => JSON.stringify(policy, null, 2) };
  },
};

function wordsOf(args: Args, { global }: Context, pipeline: Pipeline) {
  const text = (key: string) => (typeof args[key] === 'string' ? args[key] : undefined);
  return {
    region: global.region ?? pipeline.region,
    role: global.role,
    createBucket: args.createBucket === true,
    repository: text('repository'),
    repositoryId: text('repositoryId'),
    ownerId: text('ownerId'),
  };
}
