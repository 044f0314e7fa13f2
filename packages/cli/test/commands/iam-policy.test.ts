import { describe, expect, it } from '@jest/globals';

import { chain, folderWith, gluepipeline } from '../harness.ts';

const one = chain({ load: '' }, { account_id: '123456789012', region: 'eu-west-1' });

describe('iam-policy', () => {
  it('prints a policy on stdout and nothing else', async () => {
    const ran = await gluepipeline(['iam-policy', '--for', 'deploy', '-e', 'prod'], { cwd: folderWith(one) });
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    const { Statement } = JSON.parse(ran.stdout) as { Statement: { Sid: string; Resource: string[] }[] };
    expect(Statement.find(({ Sid }) => Sid === 'Jobs')?.Resource).toEqual([
      'arn:aws:glue:eu-west-1:123456789012:job/sales-prod-*',
    ]);
    expect(Statement.find(({ Sid }) => Sid === 'Bucket')?.Resource).toEqual([
      'arn:aws:s3:::gluepipeline-123456789012-eu-west-1-an',
    ]);
  });

  it('says where * stands for what the config does not say', async () => {
    const ran = await gluepipeline(['iam-policy', '--for', 'job'], { cwd: folderWith(chain({ load: '' })) });
    expect(ran.stderr).toBe(`note: the config has no account_id, so * stands for the account: put yours in its place
note: no region is known, so * stands for it: say --region
note: what the scripts read and write by themselves is not known here: add it
`);
  });

  it('prints the trust policy of a role for GitHub Actions, and how to allow the newer subject', async () => {
    const words = ['iam-policy', '--for', 'github-oidc', '--repository', 'acme/sales', '--json'];
    const { json } = await gluepipeline(words, { cwd: folderWith(one) });
    expect(JSON.stringify(json)).toContain('"repo:acme/sales:environment:dev"');
    expect(json.notes).toEqual([
      "a repository made after 15 July 2026 names itself with numbers: add --owner-id and --repository-id, from gh api repos/acme/sales --jq '.owner.id, .id'",
    ]);
    const both = await gluepipeline([...words, '--owner-id', '11', '--repository-id', '22'], { cwd: folderWith(one) });
    expect(JSON.stringify(both.json)).toContain('"repo:acme@11/sales@22:environment:dev"');
    expect(both.json.notes).toEqual([]);
  });

  it.each([
    [[], 'github-oidc needs --repository'],
    [['--repository', 'sales'], '"sales" is no repository'],
    [['--repository', 'acme/*'], '"acme/*" is no repository'],
    [
      ['--repository', 'acme/sales', '--owner-id', '1'],
      '--owner-id and --repository-id are numbers, and come together',
    ],
    [
      ['--repository', 'acme/sales', '--owner-id', '*', '--repository-id', '2'],
      '--owner-id and --repository-id are numbers, and come together',
    ],
  ])('refuses github-oidc with %j', async (words, message) => {
    const ran = await gluepipeline(['iam-policy', '--for', 'github-oidc', ...words], { cwd: folderWith(one) });
    expect(ran).toMatchObject({ exitCode: 64, stdout: '' });
    expect(ran.stderr).toContain(`error[GP123] ${message}\n`);
  });

  it.each([
    ['plan', ['--repository', 'acme/sales'], '--repository', 'github-oidc'],
    ['deploy', ['--owner-id', '1', '--repository-id', '2'], '--repository-id', 'github-oidc'],
    ['run', ['--create-bucket'], '--create-bucket', 'deploy'],
  ])('refuses a flag that %s would pass over', async (kind, words, flag, whose) => {
    const ran = await gluepipeline(['iam-policy', '--for', kind, ...words], { cwd: folderWith(one) });
    const hint = `it goes with --for ${whose} alone`;
    expect([ran.exitCode, ran.stderr]).toEqual([
      64,
      `error[GP123] ${flag} does not go with --for ${kind}\n  hint: ${hint}\n`,
    ]);
  });
});
