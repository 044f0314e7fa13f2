import { isObject } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Target } from './records.ts';

/**
 * What a target gets of an event: all of it, a part (InputPath), a constant (Input), or a text made of parts
 * (InputTransformer; EventBridge user guide, eb-transform-target-input).
 */
export function inputOf({ Input, InputPath, InputTransformer }: Target, event: JsonObject): string {
  if (typeof Input === 'string') {
    return Input;
  }
  if (typeof InputPath === 'string') {
    return JSON.stringify(valueAt(event, InputPath) ?? null);
  }
  return isObject(InputTransformer) ? transformed(InputTransformer, event) : JSON.stringify(event);
}

/** `$.detail.jobName`, and `$` for all of it. */
function valueAt(event: JsonObject, path: string): Json | undefined {
  const names = path
    .replace(/^\$\.?/, '')
    .split('.')
    .filter((name) => name !== '');
  return names.reduce<Json | undefined>(
    (value, name) => (isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined),
    event,
  );
}

/** `<name>` becomes what the path of that name leads to; a template that is one text loses its quotes. */
function transformed({ InputPathsMap, InputTemplate }: JsonObject, event: JsonObject): string {
  const paths = isObject(InputPathsMap) ? InputPathsMap : {};
  const template = typeof InputTemplate === 'string' ? InputTemplate : '';
  const text = template.replace(/<([\w.-]+)>/g, (whole, name: string) => {
    const path = Object.hasOwn(paths, name) ? paths[name] : undefined;
    const value = typeof path === 'string' ? (valueAt(event, path) ?? '') : whole;
    return typeof value === 'string' ? JSON.stringify(value).slice(1, -1) : JSON.stringify(value);
  });
  return text
    .split('\n')
    .map((line) => unquoted(line.trim()) ?? line)
    .join('\n');
}

function unquoted(line: string): string | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
