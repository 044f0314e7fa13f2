/** What gives a secret away by itself, with words for it that do not show it. */
const marks: readonly (readonly [RegExp, string])[] = [
  [/(?<![A-Za-z0-9])A(?:KIA|SIA)[A-Z0-9]{16}(?![A-Za-z0-9])/, 'an AWS access key id'],
  [/-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/, 'a private key'],
  [/(?<![A-Za-z0-9])(?:gh[oprsu]_[A-Za-z0-9]{16}|github_pat_[A-Za-z0-9_]{16})/, 'a GitHub token'],
  [/(?<![A-Za-z0-9])xox[abeoprs]-[A-Za-z0-9-]{10}/, 'a Slack token'],
  [/hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9]/, 'the address of a Slack webhook'],
  [/[?&](?:sig|X-Amz-Signature)=[A-Za-z0-9%+/_-]{16}/, 'a signed address'],
];

/** Where a secret stands in the text, unless a placeholder does. All bounds are there to keep the search linear. */
const holders: readonly (readonly [RegExp, string])[] = [
  [/:\/\/[^\s/:@]*:([^\s/@]+)@/g, 'an address with a password'],
  [
    /(?:^|:oracle:[a-z0-9]{1,9}:)[A-Za-z][\w$#]{0,127}\/([^\s/@]{1,128})@(?:$|\/\/|\(|[\w.-]{1,253}(?::\d|\/\w)|(?:orcl|xe|\w{0,30}db\w{0,30}|[A-Z][A-Z0-9_]{1,30})$)/g,
    'an address with a password',
  ],
  [/[?&;](?:password|pwd)=([^&;\s]+)/gi, 'an address with a password'],
  [
    /(?:password|passwd|passphrase|(?<![a-z])pwd|secret[._-]?(?:access[._-]?)?key|(?:access|account|api|private)[._-]?key(?:\.[\w.]{1,120})?|client[._-]?secret|authenticate\.secret|token)(?:\\{0,3}["'])?\s{0,3}[:=]\s{0,3}(?:\\{0,3}["'])?([^\s"'\\&;,]+)/gi,
    'a password, key or token',
  ],
];

/** True when a value is a secret whatever its key: an AWS key id, a private key, an address with a password in it. */
export function isSecretValue(value: string): boolean {
  return secretKind(value) != null;
}

/** What secret a value holds, in words that do not show it. */
export function secretKind(value: string): string | undefined {
  // Nearly no value holds any of these, addresses in S3 least of all, and a large file has many values.
  if (!/[=@]|(?<!^s3[an]?):|[KS]IA[A-Z0-9]|gh[oprsu]_|github_pat_|xox|-----BEGIN|slack/.test(value)) {
    return undefined;
  }
  const mark = marks.find(([pattern]) => pattern.test(value));
  const holder =
    mark ?? holders.find(([pattern]) => [...value.matchAll(pattern)].some((found) => isLiteral(found[1] ?? '')));
  return holder?.[1];
}

/** False for what stands for a secret or names it: a placeholder, an address of a secret, a word of the language. */
function isLiteral(text: string): boolean {
  return (
    !isPlaceholder(text) &&
    !/^(?:\$[\w{(]|\{|<|%[(s{]|[:?]\w*$|=|\*+$|arn:|s3[an]?:|https?:|ssm:|secretsmanager:|\d{1,3}$)/i.test(text) &&
    !/^(?:true|false|none|null|required|optional|string|str|text|yes|no|env|prompt)\W?$/i.test(text)
  );
}

/** True for text that stands for a value instead of being one: `${…}`, `{{…}}`, `<…>`, `***`. */
export function isPlaceholder(text: string): boolean {
  return /^\$?\{.*\}$/.test(text) || /^<.*>$/.test(text) || /^(\*+|%s|%\(\w+\)s|\$\w+)$/.test(text);
}
