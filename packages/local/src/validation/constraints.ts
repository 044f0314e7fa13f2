import type { Json } from '../json.ts';
import type { Shape } from './shape.ts';

const compiled = new Map<string, RegExp>();

/** AWS matches whole values; its Java escapes become JavaScript's, where surrogate pairs in a class need the `u` flag. */
export function wholePattern(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known != null) {
    return known;
  }
  // `\_` and its like are legal in Java and refused with the `u` flag.
  const made = new RegExp(`^(?:${pattern.replace(/\\([_:#/<>@&'"])/g, '$1')})$`, 'u');
  compiled.set(pattern, made);
  return made;
}

/** What the value breaks of the shape's own constraints, in the words of AWS; nothing about its parts. */
export function brokenConstraints(shape: Shape, value: Json): readonly string[] {
  const broken: string[] = [];
  if (shape.enum != null && typeof value === 'string' && !shape.enum.includes(value)) {
    broken.push(`Member must satisfy enum value set: [${shape.enum.join(', ')}]`);
  }
  const size = sizeOf(value);
  const what = typeof value === 'number' ? 'value' : 'length';
  if (size != null && shape.max != null && size > shape.max) {
    broken.push(`Member must have ${what} less than or equal to ${shape.max}`);
  }
  if (size != null && shape.min != null && size < shape.min) {
    broken.push(`Member must have ${what} greater than or equal to ${shape.min}`);
  }
  if (shape.pattern != null && typeof value === 'string' && !wholePattern(shape.pattern).test(value)) {
    broken.push(`Member must satisfy regular expression pattern: ${shape.pattern}`);
  }
  return broken;
}

function sizeOf(value: Json): number | undefined {
  if (typeof value === 'number') {
    return value;
  }
  if (typeof value === 'string' || Array.isArray(value)) {
    return value.length;
  }
  return typeof value === 'object' && value != null ? Object.keys(value).length : undefined;
}
