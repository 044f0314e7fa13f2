import { readFileSync } from 'node:fs';

/** One shape of the API model, in botocore's words. */
export interface Shape {
  readonly type: string;
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly members?: Readonly<Record<string, string>>;
  readonly member?: string;
  readonly key?: string;
  readonly value?: string;
}

interface Model {
  readonly operations: Readonly<Record<string, string>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

/** What the API model says of one member: `CreateJob.Connections.Connections[] max`. */
export interface Limit {
  readonly name: string;
  readonly member: string;
  readonly what: 'min' | 'max' | 'pattern' | 'enum' | 'required';
  readonly shape: Shape;
}

/** Pages of members of their own, which a config passes on at most as they stand. */
const passedOn = new Set(['CodeGenConfigurationNodes', 'SourceControlDetails']);

/** Every constraint of the inputs of these operations; `{key}` and `{value}` are those of a map, `[]` the items of a list. */
export function limitsOf(operations: readonly string[]): Limit[] {
  const file = readFileSync(new URL('../../local/src/model/glue.ts', import.meta.url), 'utf8');
  // The model is one JSON value in a TypeScript file; it is generated, never written by hand.
  const model = JSON.parse(file.slice(file.indexOf('= {') + 2, file.lastIndexOf('}') + 1)) as Model;
  return operations.flatMap((operation) => limitsUnder(model, model.operations[operation] ?? '', operation));
}

function limitsUnder(model: Model, shapeName: string, member: string): Limit[] {
  const shape = model.shapes[shapeName];
  if (shape == null || passedOn.has(shapeName)) {
    return [];
  }
  const own = (['min', 'max', 'pattern', 'enum'] as const)
    // A text may always be empty, a list too: no constraint.
    .filter((what) => shape[what] != null && !(what === 'min' && shape.min === 0))
    .map((what): Limit => ({ name: `${member} ${what}`, member, what, shape }));
  const required = (shape.required ?? []).map((name): Limit => ({
    name: `${member}.${name} required`,
    member: `${member}.${name}`,
    what: 'required',
    shape,
  }));
  const within = [
    ...Object.entries(shape.members ?? {}).map(([name, of]) => [of, `${member}.${name}`] as const),
    ...[shape.member].flatMap((of) => (of == null ? [] : [[of, `${member}[]`] as const])),
    ...[shape.key].flatMap((of) => (of == null ? [] : [[of, `${member}{key}`] as const])),
    ...[shape.value].flatMap((of) => (of == null ? [] : [[of, `${member}{value}`] as const])),
  ];
  return [...own, ...required, ...within.flatMap(([of, name]) => limitsUnder(model, of, name))];
}

/** A value that breaks a constraint, and one that just does not. */
export function neighbours({ what, shape }: Limit): { readonly broken: unknown; readonly legal: unknown } {
  const sized = (size: number): unknown =>
    shape.type === 'integer'
      ? size
      : shape.type === 'list'
        ? Array.from({ length: size }, (_, index) => `x${index}`)
        : shape.type === 'map'
          ? Object.fromEntries(Array.from({ length: size }, (_, index) => [`x${index}`, 'y']))
          : 'x'.repeat(size);
  switch (what) {
    case 'min':
      return { broken: sized((shape.min ?? 0) - 1), legal: sized(shape.min ?? 0) };
    case 'max':
      return { broken: sized((shape.max ?? 0) + 1), legal: sized(shape.max ?? 0) };
    case 'enum':
      return { broken: 'NOTHING_OF_THE_KIND', legal: shape.enum?.[0] };
    case 'pattern':
      return { broken: 'x\u0001y', legal: 'x y' };
    case 'required':
      return { broken: undefined, legal: 'x' };
  }
}
