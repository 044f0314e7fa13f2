import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { isPlaceholder, isSecretName, isSecretValue, secretKind } from '../../src/pipeline/rules/secret-names.ts';

describe('isSecretName', () => {
  it.each([
    'password',
    '--db_password',
    'DB_PASSWORD_1',
    'mysqlPwd',
    'PASSWD',
    '--apiKey',
    'api-key',
    'APIKey',
    'x_api_key_prod',
    'TOKEN',
    'githubToken',
    'client_secret',
    'clientsecret',
    'aws_secret_access_key',
    'access_key',
    'private.key',
    'db_credentials',
    'passphrase',
    'mydbpassword',
    'encryption_key',
    'db_pass',
    'dbPass',
    'pgpass',
    'PGPASSWORD',
    'db_pw',
    'passwords',
    'api_keys',
    'apiKeys',
    'apikeys',
    'signing_key',
    'auth',
    'basic_auth',
    'credential',
    'credentials',
  ])('%s is one', (key) => {
    expect(isSecretName(key)).toBe(true);
  });

  it.each([
    'secret_name',
    'SecretArn',
    '--db-secret-id',
    'password_file',
    'password_path',
    'token_url',
    'max_tokens',
    'tokenizer',
    'token_ttl',
    'aws_access_key_id',
    'key',
    'primary_key',
    'partition_keys',
    'secret_region',
    'compass',
    '--TempDir',
    'author',
    'token_count',
    'partition_key',
    'sort_key',
    'sort_keys',
    'foreign_keys',
    'bypass',
    'pass_count',
    'first_pass',
    'auth_type',
    'api_keys_path',
    'signing_key_id',
    'passenger_id',
    'pwdemo',
    'spw',
    'password_column',
    '',
  ])('%s is none', (key) => {
    expect(isSecretName(key)).toBe(false);
  });
});

describe('isSecretValue', () => {
  it.each([
    ['AKIAIOSFODNN7EXAMPLE', 'an AWS access key id'],
    ['key=ASIAIOSFODNN7EXAMPLE;', 'an AWS access key id'],
    ['-----BEGIN PRIVATE KEY-----\nMII', 'a private key'],
    ['-----BEGIN OPENSSH PRIVATE KEY-----', 'a private key'],
    ['https://ann:pw@example.com/x', 'an address with a password'],
    ['--extra-index-url https://__token__:abc@pypi.example.com/simple', 'an address with a password'],
    ['jdbc:mysql://db/x?user=a&password=b', 'an address with a password'],
    [`ghp_${'a1B2'.repeat(9)}`, 'a GitHub token'],
    [`x=gho_${'a1B2'.repeat(9)}`, 'a GitHub token'],
    [`ghs_${'a1B2'.repeat(9)}`, 'a GitHub token'],
    [`github_pat_${'a1B2_'.repeat(9)}`, 'a GitHub token'],
    [['https://hooks.slack', 'com/services/T000/B000/xyz'].join('.'), 'the address of a Slack webhook'],
    [['xoxb', '123456789012', 'abcdefABCDEF'].join('-'), 'a Slack token'],
    ['https://a.blob.core.windows.net/c/x?sig=abcdefgh12345678%3D', 'a signed address'],
    ['https://a.blob.core.windows.net/c/x?sv=1&sig=abcdefgh12345678%3D', 'a signed address'],
    ['host=db user=app password=hunter2', 'a password, key or token'],
    ['scott/tiger@', 'an address with a password'],
    ['scott/tiger@orcl', 'an address with a password'],
    ['scott/tiger@//db:1521/sales', 'an address with a password'],
    ['jdbc:oracle:thin:scott/tiger@db.example.com:1521:xe', 'an address with a password'],
    ['{"user": "a", "password":"hunter2"}', 'a password, key or token'],
    ['{\\"password\\": \\"hunter2\\"}', 'a password, key or token'],
    ["{'token': 'abc12345'}", 'a password, key or token'],
    ['password=${PW} password=hunter2', 'a password, key or token'],
    ['spark.hadoop.fs.s3a.secret.key=abc/def', 'a password, key or token'],
    ['a=b --conf spark.hadoop.fs.s3a.access.key=abc --conf c=d', 'a password, key or token'],
    ['spark.hadoop.fs.azure.account.key.x.dfs.core.windows.net=abcd==', 'a password, key or token'],
    ['DefaultEndpointsProtocol=https;AccountKey=abcd==', 'a password, key or token'],
    ['aws_secret_access_key = abc', 'a password, key or token'],
    ['spark.authenticate.secret=abc', 'a password, key or token'],
    ['PGPASSWORD=abc', 'a password, key or token'],
  ])('%s holds a secret', (value, kind) => {
    expect(isSecretValue(value)).toBe(true);
    expect(secretKind(value)).toBe(kind);
  });

  it.each([
    '',
    'hello',
    'https://example.com:8080/a@b',
    's3://bucket/key',
    'https://ann@example.com',
    'postgres://app:${env.PASSWORD}@db/x',
    'jdbc:mysql://db/x?password={{secret}}',
    '-----BEGIN CERTIFICATE-----',
    'arn:aws:iam::123456789012:role/x',
    'AKIA',
    's3://bucket/',
    's3a://bucket/tokens/part=1/',
    'arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf',
    'password=arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf',
    'password=${DB_PASSWORD}',
    'password=$DB_PASSWORD',
    'password: {{resolve:secretsmanager:prod/db:SecretString:password}}',
    'spark.hadoop.fs.s3a.secret.key=${KEY}',
    '"password": "<password>"',
    'select * from t where password = :password',
    'token_count=5',
    'max_tokens=500',
    'primary_key=id',
    'partition_keys: year,month',
    'sort_key=created_at',
    'bypass=yes',
    'compass: north',
    'spark.sql.shuffle.partitions=200 --conf spark.sql.sources.partitionOverwriteMode=dynamic',
    'actions/checkout@v4',
    'python/image@sha256:abc',
    'org/repo@main',
    'password_column=pw',
    'password=true',
    'the password is in the vault',
    'cron(0 2 * * ? *)',
    '2026-02-14T12:00:07Z',
    'https://example.com/?signature=none&sigma=1',
  ])('%s holds none', (value) => {
    expect(isSecretValue(value)).toBe(false);
  });
});

describe('secretKind', () => {
  it.each([
    'a',
    '://',
    'a1-',
    ':',
    '-----BEGIN ',
    '?pwd',
    'secret.',
    'password ',
    'account.key.',
    'a/b',
    ':oracle:a:',
    'token"',
    'xox',
    'gh',
    '=',
    'password={',
    '\\',
    'db',
  ])('reads a long text of %j in no time', (piece) => {
    const before = process.cpuUsage();
    expect(secretKind(piece.repeat(100_000))).toBeUndefined();
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1000);
  });
});

describe('secretKind of ordinary values', () => {
  it('is silent, whatever the words', () => {
    const word = fc.constantFrom(
      'load',
      'sort_key',
      'token_count',
      'primary_key',
      'eu-west-1',
      'G.1X',
      '2026-01-01',
      'compass',
    );
    const sign = fc.constantFrom('=', ': ', '/', ',', ' ', '.', '-');
    fc.assert(
      fc.property(fc.array(fc.tuple(word, sign), { maxLength: 12 }), (parts) => {
        expect(secretKind(parts.flat().join(''))).toBeUndefined();
        expect(secretKind(`s3://data/${parts.flat().join('')}`)).toBeUndefined();
      }),
    );
  });

  it('finds a password wherever it stands', () => {
    const around = fc.string({ unit: fc.constantFrom('a', ' ', ',', '.', '1', '&'), maxLength: 20 });
    fc.assert(
      fc.property(around, fc.constantFrom('=', ': ', ' = ', '":"', "': '"), around, (before, sign, after) => {
        expect(secretKind(`${before} db_password${sign}hunter2 ${after}`)).toBe('a password, key or token');
      }),
    );
  });
});

describe('isPlaceholder', () => {
  it.each([
    ['${x}', true],
    ['{{x}}', true],
    ['<password>', true],
    ['***', true],
    ['$PASSWORD', true],
    ['x', false],
    ['{', false],
  ])('%s: %s', (text, yes) => {
    expect(isPlaceholder(text)).toBe(yes);
  });
});
