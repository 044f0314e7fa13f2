import * as v from 'valibot';

import { WrittenNumber } from './written-number.ts';

/** Text; a number or boolean keeps its written form, so that `glue_version: 3.0` is "3.0". */
export const text = () => anyText;

const written = [v.string(), v.number(), v.boolean(), v.instance(WrittenNumber)] as const;
const asText = v.transform((value: v.InferOutput<(typeof written)[number]>) => String(value));

const writtenText = () => v.pipe(v.union(written, 'text'), asText);

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

// Some hundred keys take a text: what they share is made once.
const anyText = quick(writtenText());

/** True for a schema of `text()`: it takes every string, and as it is. */
export function isText(schema: v.GenericSchema): boolean {
  return plainTexts.has(schema);
}

/** True for a schema that takes a text, whatever else it may take; one without the wrappers of optional and described values. */
export function takesText(schema: v.GenericSchema): boolean {
  if (schema.type === 'string' || isText(schema)) {
    return true;
  }
  const options = schema.type === 'union' ? (schema as v.UnionSchema<v.GenericSchema[], undefined>).options : [];
  return options.some(takesText);
}

/** A value, or a text with a `${…}` in it: what that comes to is checked once it is replaced. */
export function orTemplate<Schema extends v.GenericSchema>(schema: Schema): Schema {
  if (isText(schema) || withTemplates.has(schema)) {
    return schema;
  }
  const known = templatesOf.get(schema);
  if (known != null) {
    // It is made of the same schema, and has its type.
    return known as Schema;
  }
  const own: Schema = {
    ...schema,
    '~run': (dataset: { value: unknown }, config: v.Config<v.BaseIssue<unknown>>) =>
      isTemplate(dataset.value)
        ? { typed: true, value: dataset.value, issues: undefined }
        : schema['~run'](dataset, config),
  };
  withTemplates.set(own, schema);
  templatesOf.set(schema, own);
  inTemplates.add(own);
  inTemplates.add(firstOf(schema));
  return own;
}

/** True for a schema that `orTemplate` made, and for the first of the pipe that it was given. */
export function isOrTemplate(schema: v.GenericSchema): boolean {
  return inTemplates.has(schema);
}

function firstOf(schema: v.GenericSchema): v.GenericSchema {
  const first = 'pipe' in schema ? (schema.pipe as readonly v.GenericSchema[])[0] : undefined;
  return first == null || first === schema ? schema : firstOf(first);
}

/** The schema that `orTemplate` was given, where it made this one. */
export function withoutTemplate(schema: v.GenericSchema): v.GenericSchema | undefined {
  return withTemplates.get(schema);
}

/** True for a text that names a value. */
export function isTemplate(value: unknown): value is string {
  return typeof value === 'string' && value.includes('${');
}

const withTemplates = new WeakMap<v.GenericSchema, v.GenericSchema>();
const templatesOf = new WeakMap<v.GenericSchema, v.GenericSchema>();
const inTemplates = new WeakSet<v.GenericSchema>();

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
export const flag = () => anyFlag;

const anyFlag = v.boolean('true or false');

/** A list of values of one shape. */
export const list = <Item extends v.GenericSchema>(item: Item) => v.array(orTemplate(item), 'a list');

/** A list of texts. */
export const texts = () => anyTexts;

const anyTexts = list(anyText);

/** A map from text to text, whatever its keys are: those that valibot drops without a word are kept. null takes an entry away. */
export const textMap = () => anyTextMap;

/** A map that is passed on as it stands, down to its last null. */
export const jsonMap = () =>
  v.pipe(
    v.looseObject({}, 'a map'),
    v.transform((map) => plainJson(map) as Record<string, unknown>),
  );

/** One of several schemas that differ in shape: `pick` says by the value which of them it is to be judged by. */
export function shaped<const Options extends v.UnionOptions>(
  options: Options,
  pick: (value: unknown) => number,
): Shaped<Options> {
  const own: Shaped<Options> = {
    ...v.union(options),
    pick,
    '~run': (dataset, config) => {
      const option = options[pick(dataset.value)] ?? options[0];
      // What one of the options answers is an answer of the union; their types cannot say so.
      return option?.['~run'](dataset, config) as ReturnType<v.UnionSchema<Options, undefined>['~run']>;
    },
  };
  return own;
}

/** A union that knows by the value which of its options is meant. */
export type Shaped<Options extends v.UnionOptions> = v.UnionSchema<Options, undefined> & {
  /** The position of the option. */
  readonly pick: (value: unknown) => number;
};

/** True for a schema that `shaped` made. */
export function isShaped(schema: v.GenericSchema): schema is Shaped<v.GenericSchema[]> {
  return schema.type === 'union' && 'pick' in schema;
}

/** True for a map, as JSON and YAML know it. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return value != null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof WrittenNumber);
}

function plainJson(value: unknown): unknown {
  if (value instanceof WrittenNumber) {
    return value.value;
  }
  if (Array.isArray(value)) {
    return value.map(plainJson);
  }
  return isMap(value) ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plainJson(each)])) : value;
}

/** An assignment to this key changes what an object inherits, so it is nobody's argument or tag. */
const mapKey = v.pipe(v.string(), v.notValue('__proto__', 'another key'));

const anyTextMap = keepingKeys(v.record(mapKey, v.nullable(anyText), 'a map'));

/** A map from names of the user's own to values of one shape. */
export const keyedMap = <Value extends v.GenericSchema>(value: Value) =>
  keepingKeys(v.record(mapKey, orTemplate(value), 'a map'));

/** `record` passes over `constructor` and `prototype`, and `__proto__` that it should refuse: here every entry counts. */
function keepingKeys<Value extends v.GenericSchema>(
  schema: v.RecordSchema<typeof mapKey, Value, 'a map'>,
): v.RecordSchema<typeof mapKey, Value, 'a map'> {
  type Own = typeof schema;
  const own: Own = {
    ...schema,
    '~run': (dataset, config) => {
      const input = dataset.value;
      if (input == null || typeof input !== 'object') {
        return schema['~run'](dataset, config);
      }
      const whole = { ...input };
      const issues: v.InferIssue<Own>[] = [];
      const entries = Object.entries(input).map(([key, value]: [string, unknown]) => {
        const name = schema.key['~run']({ value: key }, config);
        const inner = schema.value['~run']({ value }, config);
        if (name.issues != null || inner.issues != null) {
          const place = { type: 'object', input: whole, key, value } as const;
          issues.push(...(below({ ...place, origin: 'key' }, name.issues) as v.InferIssue<Own>[]));
          issues.push(...(below({ ...place, origin: 'value' }, inner.issues) as v.InferIssue<Own>[]));
        }
        return [key, inner.value] as const;
      });
      const output = Object.fromEntries(entries);
      const [first, ...rest] = issues;
      return first == null
        ? { typed: true, value: output as v.InferOutput<Own>, issues: undefined }
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
