import type { Rule } from '../rule.ts';
import { sparkExample } from './support/example.ts';
import { type LimitedText, limitedKeys, limitedTexts } from './support/limited-texts.ts';

/** Texts with characters that the API has no room for, or that are empty where it wants one (botocore, glue: NameString, DescriptionString, IdString). */
export const illegalText: Rule = {
  code: 'GP290',
  severity: 'error',
  title: 'a text that Glue refuses',
  explanation:
    'Descriptions hold no control characters but tabs and line ends; the names of security configurations, classifiers, databases, tables and run properties hold no line ends either, and are not empty.',
  bad: sparkExample('"security_configuration": "kms\\nstrict"'),
  good: sparkExample('"security_configuration": "kms strict"'),
  keys: limitedKeys,
  check: (input) =>
    limitedTexts(input).flatMap(({ path, what, text, least = 0, pattern, on }: LimitedText) => {
      const value = text ?? '';
      const where = { path, ...(on == null ? {} : { on }) };
      if (text != null && value.length < least) {
        return [{ ...where, message: `${what} is empty`, hint: 'remove it, or give it a value' }];
      }
      const odd =
        pattern == null || pattern.test(value) ? undefined : Array.from(value).find((each) => !pattern.test(each));
      return odd == null
        ? []
        : [
            {
              ...where,
              message: `${what} holds the character ${JSON.stringify(odd)}`,
              hint: 'remove it: Glue takes no control characters there',
            },
          ];
    }),
};
