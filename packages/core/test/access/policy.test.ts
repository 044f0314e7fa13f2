import { describe, expect, it } from '@jest/globals';

import { actionFor } from '../../src/access/calls.ts';
import { githubTrust } from '../../src/access/github-trust.ts';
import { policyFor, type PolicyInput, type Purpose } from '../../src/access/policy.ts';
import { pipelineOf } from '../../src/testing/builders.ts';

const place = { accountId: '123456789012', region: 'eu-west-1', partition: 'aws' };

interface Written {
  readonly Sid: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: unknown;
}

function statements(purpose: Purpose, config: object, more: Partial<PolicyInput> = {}): ReadonlyMap<string, Written> {
  const pipeline = pipelineOf({ role: 'etl', ...config });
  const { Statement } = policyFor(purpose, { pipeline, place, bucket: 'code', ...more });
  return new Map((Statement as unknown as Written[]).map((statement) => [statement.Sid, statement]));
}

const plain = { jobs: [{ name: 'load', script: 's3://scripts/load.py' }] };

const full = {
  ...plain,
  alerts: { states: ['FAILED'], emails: ['a@example.com'] },
  start: { event: { pattern: { source: ['app'] } } },
  crawlers: [{ name: 'raw', database_name: 'lake', targets: { s3: ['s3://lake/raw/'] }, depends_on: ['load'] }],
};

describe('policyFor', () => {
  it('lets a plan read and nothing else', () => {
    const actions = [...statements('plan', full).values()].flatMap(({ Action }) => Action);
    expect(actions.filter((action) => !/^\w+:(Get|List|BatchGet|Describe)/.test(action))).toEqual([]);
  });

  it('names the resources of the stack: one pattern for names of the default form, and the others', () => {
    const jobs = [...plain.jobs, { name: 'old', script: 's3://scripts/old.py', resource_name: 'legacy' }];
    const policy = statements('deploy', { jobs });
    expect(policy.get('Jobs')?.Resource).toEqual([
      'arn:aws:glue:eu-west-1:123456789012:job/sales-dev-*',
      'arn:aws:glue:eu-west-1:123456789012:job/legacy',
    ]);
    expect(policy.get('Objects')?.Resource).toEqual(['arn:aws:s3:::code/gluepipeline/sales/dev/*']);
    expect(policy.get('Scripts')?.Resource).toEqual(['arn:aws:s3:::scripts/load.py', 'arn:aws:s3:::scripts/old.py']);
  });

  it('allows nothing on every resource but finding', () => {
    for (const purpose of ['plan', 'deploy', 'run'] as const) {
      const wide = [...statements(purpose, full).values()].filter(({ Resource }) => Resource.includes('*'));
      const actions = wide.flatMap(({ Action }) => Action);
      expect(
        actions.filter(
          (action) =>
            !/^(tag:GetResources|pricing:GetProducts|glue:(List\w+|Get(Jobs|JobRuns|WorkflowRuns)))$/.test(action),
        ),
      ).toEqual([]);
    }
  });

  it('passes the roles of jobs to Glue alone, and the role of events to EventBridge alone', () => {
    const policy = statements('deploy', full);
    expect(policy.get('PassToGlue')).toMatchObject({
      Action: ['iam:PassRole'],
      Resource: ['arn:aws:iam::123456789012:role/etl'],
      Condition: { StringEquals: { 'iam:PassedToService': 'glue.amazonaws.com' } },
    });
    expect(policy.get('PassToEvents')?.Resource).toEqual(policy.get('EventRoles')?.Resource);
  });

  it('asks for nothing of EventBridge, SNS and IAM where there are no alerts and no events', () => {
    const policy = statements('deploy', plain);
    expect([...policy.keys()].filter((sid) => ['Rules', 'Topic', 'EventRoles', 'PassToEvents'].includes(sid))).toEqual(
      [],
    );
  });

  it('makes a bucket only where that is asked for', () => {
    const actions = (createBucket: boolean) =>
      statements('deploy', plain, { createBucket }).get('Bucket')?.Action ?? [];
    expect(actions(false)).toEqual(['s3:GetBucketTagging', 's3:ListBucket']);
    expect(actions(true)).toEqual(expect.arrayContaining(['s3:CreateBucket', 's3:PutBucketPolicy', 's3:TagResource']));
  });

  it('holds every action of the calls that are made', () => {
    const policy = statements('deploy', full, { createBucket: true });
    const allowed = new Set([...policy.values()].flatMap(({ Action }) => Action));
    expect(
      ['glue:CreateJob', 's3:HeadObject', 'tagging:GetResources', 'sns:Subscribe', 'iam:TagRole']
        .map(actionFor)
        .filter((action) => !allowed.has(action ?? '')),
    ).toEqual([]);
  });

  it('gives the role of the jobs their scripts, logs and metrics, what is crawled, and the tables of crawls', () => {
    const policy = statements('job', full);
    expect([...policy].map(([sid, { Resource }]) => [sid, Resource])).toEqual([
      ['Scripts', ['arn:aws:s3:::code/gluepipeline/sales/dev/*', 'arn:aws:s3:::scripts/load.py']],
      ['Logs', ['arn:aws:logs:eu-west-1:123456789012:log-group:/aws-glue/*']],
      ['Metrics', ['*']],
      ['Crawled', ['arn:aws:s3:::lake/raw/*']],
      ['CrawledBuckets', ['arn:aws:s3:::lake']],
      [
        'Tables',
        [
          'arn:aws:glue:eu-west-1:123456789012:catalog',
          'arn:aws:glue:eu-west-1:123456789012:database/lake',
          'arn:aws:glue:eu-west-1:123456789012:table/lake/*',
        ],
      ],
    ]);
  });
});

describe('githubTrust', () => {
  it('lets in one repository in one environment, under both forms of its subject', () => {
    const subject = { repository: 'acme/sales', environment: 'prod', ids: { owner: '1', repository: '2' } };
    expect(githubTrust(place, subject)).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: {
            Federated: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com',
          },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: {
              'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
              'token.actions.githubusercontent.com:sub': [
                'repo:acme/sales:environment:prod',
                'repo:acme@1/sales@2:environment:prod',
              ],
            },
          },
        },
      ],
    });
  });
});
