export { isPlaceholder, isSecretValue, secretKind } from './secret-values.ts';

/** Words that make a key the name of a secret, and words that make it the name of something else about one. */
const secretWords = new Set([
  'password',
  'passwd',
  'pwd',
  'passphrase',
  'passcode',
  'passwords',
  'passphrases',
  'pwds',
  'pgpass',
  'pgpassword',
  'secret',
  'secrets',
  'token',
  'credential',
  'credentials',
]);
/** Words that name a secret at the end of a key only: `db_pass`, and not `pass_count`. */
const lastWords = new Set(['pass', 'pw', 'auth']);
const passes = new Set(['first', 'second', 'single', 'multi']);
const secretPairs = new Set([
  'api key',
  'access key',
  'private key',
  'secret key',
  'encryption key',
  'account key',
  'auth key',
  'signing key',
  'shared key',
  'sas key',
  'master key',
]);
const runTogether =
  /(?:passwords?|passwd|passphrase|(?:api|access|private|secret|signing)keys?|clientsecret|authtoken|accesstoken)$/;
const aboutWords = new Set([
  'id',
  'ids',
  'name',
  'names',
  'arn',
  'arns',
  'path',
  'paths',
  'file',
  'files',
  'filename',
  'uri',
  'url',
  'endpoint',
  'location',
  'bucket',
  'prefix',
  'key',
  'alias',
  'ref',
  'reference',
  'type',
  'kind',
  'policy',
  'version',
  'region',
  'manager',
  'store',
  'scope',
  'provider',
  'column',
  'columns',
  'field',
  'fields',
  'header',
  'length',
  'count',
  'limit',
  'size',
  'ttl',
  'expiry',
  'expiration',
  'rotation',
  'timeout',
  'enabled',
  'required',
  'seconds',
  'minutes',
  'hours',
  'days',
]);

/**
 * True when a key reads like the name of a secret: `db_password`, `--apiKey`, `TOKEN`.
 * False for what only tells of one: `secret_arn`, `password_file`, `max_tokens`.
 */
export function isSecretName(key: string): boolean {
  // Nearly no key holds any part of those words, and splitting every key of a large file takes long.
  if (!/pass|pwd|pw|secret|token|credential|key|auth/i.test(key)) {
    return false;
  }
  const words = wordsOf(key);
  const lastWord = words.at(-1) ?? '';
  const pairs = words.slice(1).map((word, index) => `${words[index] ?? ''} ${word}`);
  const last = pairs.at(-1) ?? '';
  if (aboutWords.has(lastWord) && !isSecretPair(last)) {
    return false;
  }
  return (
    (lastWords.has(lastWord) && !passes.has(words.at(-2) ?? '')) ||
    words.some((word) => secretWords.has(word) || runTogether.test(word)) ||
    pairs.some(isSecretPair)
  );
}

/** `api key`, and `api keys`. */
function isSecretPair(pair: string): boolean {
  return secretPairs.has(pair) || (pair.endsWith(' keys') && secretPairs.has(pair.slice(0, -1)));
}

function wordsOf(key: string): string[] {
  return key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
}
