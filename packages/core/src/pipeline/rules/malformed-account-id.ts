import type { Rule } from '../rule.ts';
import { topExample } from './support/example.ts';

/** An account number that none can have: it stands in every ARN with its twelve digits. */
export const malformedAccountId: Rule = {
  code: 'GP257',
  severity: 'error',
  title: 'a malformed account_id',
  explanation:
    '`account_id` guards against deploying to another account. It has twelve digits; write it in quotes, so that leading zeros stay.',
  bad: topExample('"account_id": "1234-5678-9012"'),
  good: topExample('"account_id": "012345678901"'),
  keys: ['account_id'],
  check: ({ config }) =>
    config.account_id == null || /^\d{12}$/.test(config.account_id)
      ? []
      : [
          {
            path: ['account_id'],
            message: `account_id "${config.account_id}" has not twelve digits`,
            hint: 'write twelve digits in quotes, without dashes',
          },
        ],
};
