import { isSecretName, isSecretValue } from '../pipeline/rules/secret-names.ts';
import { canonical, type FieldValue } from './field.ts';
import type { Resource } from './resource.ts';

/** What stands in the place of a value that looks like a secret. */
export const masked = '(masked)';

/** Tells whether a field's value must not be shown, stored or logged. */
export type IsSecret = (field: string, value: string) => boolean;

/** True for a field whose value must not be shown, stored or logged. */
export const isSecretField: IsSecret = (field, value) => {
  const key = /^(?:arguments|non_overridable_arguments|default_run_properties|tags)\.(.*)$/.exec(field)?.[1];
  return (key != null && isSecretName(key)) || isSecretValue(value);
};

/** The value without what must not be shown. */
export function withoutSecrets(field: string, value: FieldValue, isSecret: IsSecret = isSecretField): FieldValue {
  if (typeof value === 'string') {
    return isSecret(field, value) ? masked : value;
  }
  if (Array.isArray(value)) {
    return (value as readonly FieldValue[]).map((item) => withoutSecrets(field, item, isSecret));
  }
  return typeof value === 'object' && value != null
    ? Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [key, withoutSecrets(`arguments.${key}`, inner, isSecret)]),
      )
    : value;
}

/** Members of definitions whose keys are the user's, and may be the names of secrets. */
const userMaps = ['DefaultArguments', 'NonOverridableArguments', 'Arguments', 'DefaultRunProperties'];

/** A resource without the values that look like secrets: for files that others may read. */
export function maskedResource(resource: Resource, isSecret: IsSecret = isSecretField): Resource {
  const { definition, tags, extra } = resource;
  return {
    ...resource,
    definition: maskedMembers(definition, '', isSecret),
    tags: maskedMembers(tags, 'tags.', isSecret),
    ...(extra == null ? {} : { extra: maskedMembers(extra, 'arguments.', isSecret) }),
  } as Resource;
}

function maskedMembers(value: unknown, prefix: string, isSecret: IsSecret, key = ''): unknown {
  if (typeof value === 'string') {
    return isSecret(`${prefix}${key}`, value) ? masked : value;
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown) => maskedMembers(item, prefix, isSecret, key));
  }
  if (value == null || typeof value !== 'object') {
    return value;
  }
  const inner = prefix === '' && userMaps.includes(key) ? 'arguments.' : prefix;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, maskedMembers(member, inner, isSecret, name)]),
  );
}

/** A resource whose masked values are filled in again, with the places where nobody knows what to fill in. */
export interface Unmasked {
  readonly resource: Resource;
  readonly filled: readonly string[];
  readonly unknown: readonly string[];
}

/**
 * Fills the masked values of a resource with those that it has elsewhere, the first of `sources` that has one: what was
 * masked was never stored, and so it keeps what it is.
 */
export function unmaskedResource(resource: Resource, sources: readonly Resource[]): Unmasked {
  const filled: string[] = [];
  const unknown: string[] = [];
  const fill = (value: unknown, others: readonly unknown[], path: readonly string[]): unknown => {
    if (value === masked) {
      const known = others.find((other) => typeof other === 'string' && other !== masked);
      (known == null ? unknown : filled).push(path.join('.'));
      return known ?? value;
    }
    if (Array.isArray(value)) {
      return value.map((item: unknown, index) => fill(item, alike(item, others), [...path, String(index)]));
    }
    if (value == null || typeof value !== 'object') {
      return value;
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, fill(member, membersOf(others, key), [...path, key])]),
    );
  };
  const { definition, tags, extra } = resource;
  const parts = { definition, tags, ...(extra == null ? {} : { extra }) };
  // What is live may hold its further members apart.
  const known = sources.map((source) => ({ ...source, extra: source.extra ?? unmodelledOf(source) }));
  const whole = fill(parts, known, []) as Pick<Resource, 'definition' | 'tags' | 'extra'>;
  return { resource: { ...resource, ...whole } as Resource, filled, unknown };
}

function unmodelledOf(resource: Resource & { readonly unmodelled?: unknown }): Readonly<Record<string, unknown>> {
  return (resource.unmodelled ?? {}) as Readonly<Record<string, unknown>>;
}

function membersOf(others: readonly unknown[], key: string): unknown[] {
  return others.map((other) =>
    other != null && typeof other === 'object' ? (other as Readonly<Record<string, unknown>>)[key] : undefined,
  );
}

/** The entries of other lists that are the same but for their secrets: an order may have changed meanwhile. */
function alike(item: unknown, others: readonly unknown[]): unknown[] {
  const text = canonical(item);
  return others.flatMap((other) =>
    Array.isArray(other) ? (other as readonly unknown[]).filter((each) => canonical(hiding(each, item)) === text) : [],
  );
}

/** A value with masks where the other one has them. */
function hiding(value: unknown, model: unknown): unknown {
  if (model === masked && typeof value === 'string') {
    return masked;
  }
  if (Array.isArray(value) && Array.isArray(model)) {
    return value.map((item: unknown, index) => hiding(item, model[index]));
  }
  return value != null && typeof value === 'object' && model != null && typeof model === 'object'
    ? Object.fromEntries(
        Object.entries(value).map(([key, member]) => [key, hiding(member, membersOf([model], key)[0])]),
      )
    : value;
}
