import { describe, expect, it } from '@jest/globals';

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
  ])('%s holds none', (value) => {
    expect(isSecretValue(value)).toBe(false);
  });
});

describe('secretKind', () => {
  it.each(['a', '://', 'a1-', ':', '-----BEGIN ', '?pwd'])('reads a long text of %j in no time', (piece) => {
    const started = performance.now();
    expect(secretKind(piece.repeat(100_000))).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(1000);
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
