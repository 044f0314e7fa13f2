import * as v from 'valibot';

import { WrittenNumber } from './written-number.ts';

/** Text; a number or boolean keeps its written form, so that `glue_version: 3.0` is "3.0". */
export const text = () =>
  v.pipe(
    v.union([v.string(), v.number(), v.boolean(), v.instance(WrittenNumber)], 'text'),
    v.transform((value) => String(value)),
  );

/** Text that is one of a closed list. */
export const oneOf = <const Options extends readonly string[]>(options: Options) => v.picklist(options);

/** A whole number of at least `least`. */
export const integer = (least: number) =>
  v.pipe(number(), v.integer('a whole number'), v.minValue(least, `${least} or more`));

/** A number of at least `least`. */
export const decimal = (least: number) => v.pipe(number(), v.minValue(least, `${least} or more`));

const number = () =>
  v.pipe(
    v.union([v.number(), v.instance(WrittenNumber)], 'a number'),
    v.transform((value) => (typeof value === 'number' ? value : value.value)),
  );

/** true or false. */
export const flag = () => v.boolean('true or false');

/** A list of texts. */
export const texts = () => v.array(text(), 'a list');

/** A map from text to text. */
export const textMap = () => v.record(v.string(), text(), 'a map');
