import fc from 'fast-check';

/** What stands in a generated config for the name of its stack; the stack of the test puts the name in its place. */
export const stackWord = '@stack@';

/** Names of things that a config only mentions. */
export const word = fc.constantFrom('alpha', 'beta', 'gamma', 'delta', 'a b/c', 'ü');

/** Values, blank ones too. */
export const text = fc.constantFrom('', 'one', 'two words', 'ümläut', '  ');

/** Values that are seen. */
export const shown = fc.constantFrom('one', 'two words', 'ümläut');

/** Arguments: names that no rule calls a secret, and values that a config may write as text, number, boolean or "". */
export const argumentMap = fc.dictionary(
  fc.constantFrom('source', '--target', 'area', 'run.date', 'limit'),
  fc.oneof(text, fc.integer({ min: 0, max: 99 }), fc.boolean()),
  { maxKeys: 3 },
);

/** Tags. */
export const tagMap = fc.dictionary(fc.constantFrom('owner', 'team', 'cost centre'), shown, { maxKeys: 2 });

/** Roles by name, by ARN, and of another account. */
export const role = fc.constantFrom(
  'etl-role',
  'arn:aws:iam::000000000000:role/service/etl-role-2',
  'arn:aws:iam::111122223333:role/other',
);

/** Schedules. */
export const schedule = fc.constantFrom('cron(0 2 * * ? *)', 'cron(0/15 6-18 ? * MON-FRI *)');

/** What a trigger passes to a run; a crawler takes no arguments. */
export const passing = {
  timeout: fc.integer({ min: 1, max: 99 }),
  security_configuration: word,
  notify_delay_after: fc.integer({ min: 1, max: 60 }),
};

/** An S3 address in a bucket that the endpoint of the test has. */
export const address = fc.constantFrom('s3://lake/raw', 's3://lake/deep/er/', 's3://scripts/x');
