import { durationIn, type Money, moneyOf, pairIn } from '@gluepipeline/core';

import { InputError, type InputName, specs } from './input-specs.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The inputs of a step, read; what is not in its list or form is an InputError that says what would be. */
export interface Inputs {
  /** One word of a list; the default where nothing was said. */
  readonly choice: (name: InputName) => string;
  /** A text, or nothing where nothing was said. */
  readonly text: (name: InputName) => string | undefined;
  readonly flag: (name: InputName) => boolean;
  /** A whole number of at least `least`. */
  readonly number: (name: InputName, least: number) => number | undefined;
  /** A length of time such as `90s` or `10m`, in milliseconds. */
  readonly duration: (name: InputName) => number | undefined;
  /** An amount of US dollars. */
  readonly money: (name: InputName) => Money | undefined;
  /** One a line; empty lines are nothing. */
  readonly lines: (name: InputName) => string[];
  /** `key=value`, one a line. */
  readonly pairs: (name: InputName) => Record<string, string>;
}

/** The inputs as the runner passes them: INPUT_ and the name in capitals. */
export function inputsOf(env: Env): Inputs {
  const text = (name: InputName): string | undefined => {
    const said = env[`INPUT_${name.toUpperCase()}`]?.trim() ?? '';
    return said === '' ? specs[name].default : said;
  };
  const lines = (name: InputName) =>
    (text(name) ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  return {
    choice: (name) => {
      const said = text(name) ?? '';
      const { choices = [] } = specs[name];
      if (!choices.includes(said)) {
        throw new InputError(name, said, `one of ${choices.join(', ')}`);
      }
      return said;
    },
    text,
    flag: (name) => {
      const said = text(name) ?? 'false';
      if (!/^(true|false)$/i.test(said)) {
        throw new InputError(name, said, 'true or false');
      }
      return said.toLowerCase() === 'true';
    },
    number: (name, least) => {
      const said = text(name);
      if (said != null && (!/^\d{1,9}$/.test(said) || Number(said) < least)) {
        throw new InputError(name, said, `a whole number of at least ${String(least)}`);
      }
      return said == null ? undefined : Number(said);
    },
    duration: (name) => {
      const said = text(name);
      const milliseconds = said == null ? undefined : durationIn(said);
      if (said != null && milliseconds == null) {
        throw new InputError(name, said, 'a length of time such as 90s, 10m or 2h');
      }
      return milliseconds;
    },
    money: (name) => {
      const said = text(name);
      const money = said == null ? undefined : moneyOf(said.replace(/^\$/, ''));
      if (said != null && money == null) {
        throw new InputError(name, said, 'an amount of US dollars such as 100 or 99.50');
      }
      return money;
    },
    lines,
    pairs: (name) =>
      Object.fromEntries(
        lines(name).map((line) => {
          const pair = pairIn(line);
          if (pair == null) {
            // What stands there may be a secret.
            throw new InputError(name, undefined, 'key=value, one a line');
          }
          return pair;
        }),
      ),
  };
}
