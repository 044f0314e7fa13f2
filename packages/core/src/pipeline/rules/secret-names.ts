/** Words that make a key the name of a secret, and words that make it the name of something else about one. */
const secretWords = new Set([
  'password',
  'passwd',
  'pwd',
  'passphrase',
  'passcode',
  'secret',
  'secrets',
  'token',
  'credential',
  'credentials',
]);
const secretPairs = new Set([
  'api key',
  'access key',
  'private key',
  'secret key',
  'encryption key',
  'account key',
  'auth key',
]);
const runTogether =
  /(?:password|passwd|passphrase|apikey|accesskey|privatekey|secretkey|clientsecret|authtoken|accesstoken)$/;
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
  if (!/pass|pwd|secret|token|credential|key/i.test(key)) {
    return false;
  }
  const words = wordsOf(key);
  const pairs = words.slice(1).map((word, index) => `${words[index] ?? ''} ${word}`);
  const last = pairs.at(-1) ?? '';
  if (aboutWords.has(words.at(-1) ?? '') && !secretPairs.has(last)) {
    return false;
  }
  return (
    words.some((word) => secretWords.has(word) || runTogether.test(word)) || pairs.some((pair) => secretPairs.has(pair))
  );
}

/** True when a value is a secret whatever its key: an AWS key id, a private key, an address with a password in it. */
export function isSecretValue(value: string): boolean {
  return secretKind(value) != null;
}

/** What secret a value holds, in words that do not show it. */
export function secretKind(value: string): string | undefined {
  if (/(?<![A-Za-z0-9])A(?:KIA|SIA)[A-Z0-9]{16}(?![A-Za-z0-9])/.test(value)) {
    return 'an AWS access key id';
  }
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(value)) {
    return 'a private key';
  }
  const password =
    /:\/\/[^\s/:@]*:([^\s/@]+)@/.exec(value)?.[1] ?? /[?&;](?:password|pwd)=([^&;\s]+)/i.exec(value)?.[1];
  return password == null || isPlaceholder(password) ? undefined : 'an address with a password';
}

/** True for text that stands for a value instead of being one: `${…}`, `{{…}}`, `<…>`, `***`. */
export function isPlaceholder(text: string): boolean {
  return /^\$?\{.*\}$/.test(text) || /^<.*>$/.test(text) || /^(\*+|%s|%\(\w+\)s|\$\w+)$/.test(text);
}

function wordsOf(key: string): string[] {
  return key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
}
