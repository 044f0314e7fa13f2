import * as v from 'valibot';

import { WrittenNumber } from './written-number.ts';

/** Text; a number or boolean keeps its written form, so that `glue_version: 3.0` is "3.0". */
export const text = () => quick(writtenText());

const writtenText = () =>
  v.pipe(
    v.union([v.string(), v.number(), v.boolean(), v.instance(WrittenNumber)], 'text'),
    v.transform((value) => String(value)),
  );

/** Nearly every text is written as one, and needs no union to be tried; the schema stays what it is for its readers. */
function quick(schema: ReturnType<typeof writtenText>): ReturnType<typeof writtenText> {
  const run = schema['~run'];
  const own: typeof schema = {
    ...schema,
    '~run': (dataset, config) => {
      const { value } = dataset;
      return typeof value === 'string' ? { typed: true, value, issues: undefined } : run(dataset, config);
    },
  };
  plainTexts.add(own);
  return own;
}

const plainTexts = new WeakSet<v.GenericSchema>();

/** True for a schema of `text()`: it takes every string, and as it is. */
export function isText(schema: v.GenericSchema): boolean {
  return plainTexts.has(schema);
}

/** Text that may not be empty. */
export const filledText = () => v.pipe(text(), v.regex(/\S/, 'text that is not empty'));

/** Text that is one of a closed list. */
export const oneOf = <const Options extends readonly string[]>(options: Options) => v.picklist(options);

/** The largest integer of the Glue API, whose integers have 32 bits. */
const largest = 2_147_483_647;

/** A whole number of at least `least` that Glue can take. */
export const integer = (least: number) =>
  v.pipe(
    number(),
    v.integer('a whole number'),
    v.minValue(least, `${least} or more`),
    v.maxValue(largest, `${largest} or less`),
  );

/** A number of at least `least`. */
export const decimal = (least: number) =>
  v.pipe(number(), v.finite('a finite number'), v.minValue(least, `${least} or more`));

const number = () =>
  v.pipe(
    v.union([v.number(), v.instance(WrittenNumber)], 'a number'),
    v.transform((value) => (typeof value === 'number' ? value : value.value)),
  );

/** true or false. */
export const flag = () => v.boolean('true or false');

/** A list of texts. */
export const texts = () => v.array(text(), 'a list');

/** A map from text to text, whatever its keys are: those that valibot drops without a word are kept. */
export const textMap = () => keepingKeys(v.record(mapKey(), text(), 'a map'));

/** An assignment to this key changes what an object inherits, so it is nobody's argument or tag. */
const mapKey = () => v.pipe(v.string(), v.notValue('__proto__', 'another key'));

type TextMap = v.RecordSchema<ReturnType<typeof mapKey>, ReturnType<typeof text>, 'a map'>;

/** `record` passes over `constructor` and `prototype`, and `__proto__` that it should refuse: here every entry counts. */
function keepingKeys(schema: TextMap): TextMap {
  const own: TextMap = {
    ...schema,
    '~run': (dataset, config) => {
      const input = dataset.value;
      if (input == null || typeof input !== 'object') {
        return schema['~run'](dataset, config);
      }
      const whole = { ...input };
      const issues: v.InferIssue<TextMap>[] = [];
      const entries = Object.entries(input).map(([key, value]: [string, unknown]) => {
        const name = schema.key['~run']({ value: key }, config);
        const inner = schema.value['~run']({ value }, config);
        if (name.issues != null || inner.issues != null) {
          const place = { type: 'object', input: whole, key, value } as const;
          issues.push(...below({ ...place, origin: 'key' }, name.issues));
          issues.push(...below({ ...place, origin: 'value' }, inner.issues));
        }
        return [key, inner.value] as const;
      });
      const output = Object.fromEntries(entries);
      const [first, ...rest] = issues;
      return first == null
        ? { typed: true, value: output as v.InferOutput<TextMap>, issues: undefined }
        : { typed: false, value: output, issues: [first, ...rest] };
    },
  };
  return own;
}

/** What is wrong with an entry, as something that is wrong with the map. */
function below<Found extends v.BaseIssue<unknown>>(
  place: v.ObjectPathItem,
  issues: readonly Found[] | undefined,
): Found[] {
  return (issues ?? []).map((issue) => ({ ...issue, path: [place, ...(issue.path ?? [])] }));
}
