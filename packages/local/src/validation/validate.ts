import { AwsError } from '../errors.ts';
import { isObject } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { brokenConstraints } from './constraints.ts';
import type { ServiceModel, Shape } from './shape.ts';

interface Walk {
  readonly model: ServiceModel;
  readonly problems: string[];
}

/**
 * The request without its nulls, or the refusal AWS gives: a wrong type is a SerializationException, an unknown
 * member and broken constraints are a ValidationException naming every one.
 */
export function validateInput(model: ServiceModel, operation: string, input: JsonObject): JsonObject {
  const name = model.operations[operation];
  if (name == null) {
    return {};
  }
  const walk: Walk = { model, problems: [] };
  const clean = visit(walk, name, input, '');
  if (walk.problems.length > 0) {
    const count = walk.problems.length;
    const head = `${count} validation error${count === 1 ? '' : 's'} detected: `;
    throw new AwsError('ValidationException', head + walk.problems.join('; '));
  }
  return clean as JsonObject;
}

function visit(walk: Walk, shapeName: string, value: Json, path: string): Json {
  const shape = walk.model.shapes[shapeName];
  if (shape == null) {
    throw new Error(`the model lacks the shape ${shapeName}`);
  }
  requireType(shape, value);
  for (const broken of brokenConstraints(shape, value)) {
    walk.problems.push(`Value '${display(value)}' at '${path}' failed to satisfy constraint: ${broken}`);
  }
  switch (shape.type) {
    case 'structure':
      return visitStructure(walk, shape, value as JsonObject, path);
    case 'list':
      return (value as readonly Json[]).map((item, index) =>
        visit(walk, shape.member ?? '', item, `${path}.${index + 1}.member`),
      );
    case 'map':
      return visitMap(walk, shape, value as JsonObject, path);
    default:
      return value;
  }
}

function visitStructure(walk: Walk, shape: Shape, value: JsonObject, path: string): JsonObject {
  const members = shape.members ?? {};
  const clean: [string, Json][] = [];
  for (const [name, member] of Object.entries(value)) {
    if (!Object.hasOwn(members, name)) {
      const known = Object.keys(members).join(', ');
      throw new AwsError('ValidationException', `Unknown parameter in input: "${name}", must be one of: ${known}`);
    }
    if (member != null) {
      clean.push([name, visit(walk, members[name] ?? '', member, join(path, name))]);
    }
  }
  for (const name of shape.required ?? []) {
    if (value[name] == null) {
      walk.problems.push(`Value null at '${join(path, name)}' failed to satisfy constraint: Member must not be null`);
    }
  }
  return Object.fromEntries(clean);
}

function visitMap(walk: Walk, shape: Shape, value: JsonObject, path: string): JsonObject {
  const part = (kind: string, name: string | undefined, of: Json): void => {
    const broken = brokenConstraints(walk.model.shapes[name ?? ''] ?? { type: 'string' }, of);
    if (broken.length > 0) {
      const text = `Map ${kind} must satisfy constraint: [${broken.join(', ')}]`;
      walk.problems.push(`Value '${display(value)}' at '${path}' failed to satisfy constraint: ${text}`);
    }
  };
  const valueShape = walk.model.shapes[shape.value ?? ''];
  const clean = Object.entries(value).flatMap(([key, item]): [string, Json][] => {
    if (item == null) {
      return [];
    }
    part('keys', shape.key, key);
    if (valueShape?.type !== 'string') {
      return [[key, visit(walk, shape.value ?? '', item, `${path}.${key}.member`)]];
    }
    requireType(valueShape, item);
    part('value', shape.value, item);
    return [[key, item]];
  });
  return Object.fromEntries(clean);
}

/** Coral names members in camel case whatever their case on the wire. */
const join = (path: string, name: string): string => {
  const camel = name.charAt(0).toLowerCase() + name.slice(1);
  return path === '' ? camel : `${path}.${camel}`;
};

const display = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 1024);

const wanted: Readonly<Record<string, readonly [name: string, test: (value: Json) => boolean]>> = {
  string: ['a String', (value) => typeof value === 'string'],
  boolean: ['a Boolean', (value) => typeof value === 'boolean'],
  integer: ['an Integer', (value) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31],
  long: ['a Long', Number.isSafeInteger],
  double: ['a Double', Number.isFinite],
  timestamp: ['a Timestamp', Number.isFinite],
  list: ['a List', Array.isArray],
  map: ['a Map', isObject],
  structure: ['a Structure', isObject],
};

function requireType(shape: Shape, value: Json): void {
  const [name, test] = wanted[shape.type] ?? ['', () => true];
  if (!test(value)) {
    const given = Array.isArray(value) ? 'LIST' : typeof value === 'object' ? 'STRUCTURE' : typeof value;
    throw new AwsError('SerializationException', `${given.toUpperCase()}_VALUE can not be converted to ${name}`);
  }
}
