import type { Paint } from '@gluepipeline/core';

import type { Io } from './io.ts';

/** One flag of a command. */
export interface Option {
  readonly type: 'string' | 'boolean' | 'number' | 'array' | 'count';
  readonly describe: string;
  readonly alias?: readonly string[];
  readonly required?: boolean;
  readonly default?: string | boolean | number;
  readonly choices?: readonly string[];
  /** Of a number: the least and the most; only whole numbers between them are taken. */
  readonly range?: readonly [number, number];
  /** What stands for its value in help. */
  readonly value?: string;
  /** Of a text: a length of time such as `90s` or `10m`; nothing else is taken. */
  readonly duration?: boolean;
  /** The actions (the first word of the command) that take it, `''` for none; with another it would be passed over. */
  readonly actions?: readonly string[];
  /** Of a list: the action with which it is said once alone. */
  readonly onceWith?: string;
  /** Left out of help: an old spelling. */
  readonly hidden?: boolean;
}

/** One word of a command that is no flag. */
export interface Positional {
  readonly name: string;
  readonly describe: string;
  readonly required?: boolean;
  /** True for as many words as there are: then the argument is a list. */
  readonly several?: boolean;
  readonly choices?: readonly string[];
}

/** What the command line said: flags in camelCase; what was not said and has no default is undefined. */
export type Args = Readonly<Record<string, unknown>>;

/** How a result is to be shown to a person. */
export interface View {
  readonly paint: Paint;
  readonly columns: number;
}

/** What a command came to: the frame prints one of the two faces and ends with the exit code. */
export interface Outcome {
  readonly exitCode: number;
  /** Printed by --json; the frame adds schemaVersion. */
  readonly json: Readonly<Record<string, unknown>>;
  /** Printed otherwise; "" prints nothing. */
  readonly text: (view: View) => string;
  /** The next step, shown to people on a terminal. */
  readonly next?: string | undefined;
  /** True when the command has printed by itself and the frame prints nothing. */
  readonly silent?: boolean;
  /** True when `json` is a document of its own that must not be changed. */
  readonly bare?: boolean;
}

/** What a handler may use beside its arguments. */
export interface Context {
  readonly io: Io;
  readonly global: GlobalArgs;
  /** A line for the person who watches: on stderr, nothing with --quiet. */
  readonly say: (line: string) => void;
  /** Replaces the last transient line on a terminal; nothing elsewhere. */
  readonly progress: (line: string) => void;
  /** The same with several lines, each of which fits the terminal. */
  readonly live: (lines: readonly string[]) => void;
  /** Whether `progress` shows anything. */
  readonly animated: boolean;
  readonly paint: Paint;
  readonly version: string;
}

/** The flags that every command has. */
export interface GlobalArgs {
  readonly config: string | undefined;
  readonly environment: string | undefined;
  readonly local: boolean;
  readonly region: string | undefined;
  readonly profile: string | undefined;
  readonly endpointUrl: string | undefined;
  readonly role: string | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: number;
  readonly yes: boolean;
  readonly python: string | undefined;
  readonly runner: 'script' | 'docker' | undefined;
  readonly quirk: readonly string[];
  /** How rules count, as code=severity. */
  readonly rules: readonly string[];
  /** Values of variables, as name=value. */
  readonly variables: readonly string[];
  readonly logFormat: 'text' | 'json';
}

/** A command as a value: what it is called, what it takes, and what it does. */
export interface Command {
  readonly name: string;
  readonly positionals?: readonly Positional[];
  readonly summary: string;
  /** Command lines that show its use, with what they do. */
  readonly examples: readonly (readonly [string, string])[];
  readonly options: Readonly<Record<string, Option>>;
  readonly handler: (args: Args, context: Context) => Promise<Outcome>;
}
