import fc from 'fast-check';

import { type ConfigObject, configs } from './configs.ts';

/** How many configs a law is tried with at a time; `npm run test:laws` is the long sweep. */
export const runs = Number(process.env.LAW_RUNS ?? 60);

let counter = 0;

/** Tries a law on generated configs. */
export async function forEachConfig(
  law: (config: ConfigObject, name: string) => Promise<void>,
  arbitrary: fc.Arbitrary<ConfigObject> = configs,
): Promise<void> {
  await forEachValue(arbitrary, law);
}

/**
 * Tries a law on generated values, several at once since most of a deployment is waiting; each has a stack of its own.
 * The first value that breaks it is shown.
 */
export async function forEachValue<Value>(
  arbitrary: fc.Arbitrary<Value>,
  law: (value: Value, name: string) => Promise<void>,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(arbitrary, { minLength: atOnce, maxLength: atOnce }), async (several) => {
      await Promise.all(
        several.map((value) => {
          counter += 1;
          return law(value, `p${String(counter)}`).catch((error: unknown) => {
            throw new Error(`broken by ${JSON.stringify(value)}`, { cause: error });
          });
        }),
      );
    }),
    // Shrinking would deploy for hours: the value that broke the law is small and is shown as it is.
    { numRuns: Math.ceil(runs / atOnce), endOnFailure: true },
  );
}

const atOnce = 10;
