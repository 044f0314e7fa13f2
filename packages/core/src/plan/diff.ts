import { type FieldMap, type FieldValue, sameValue } from '../resources/field.ts';
import { fieldsLeftToGlue, sameRole } from '../resources/job.ts';
import { fieldsOf, type Live, type Resource, type Target } from '../resources/resource.ts';
import { countingPending } from '../resources/topic.ts';

/** One field that is not as it should be; `before` or `after` is missing where the field comes or goes. */
export interface FieldChange {
  /** In the words of the config: `timeout`, `arguments.--source`, `tags.owner`. */
  readonly field: string;
  readonly before?: FieldValue;
  readonly after?: FieldValue;
  /** Set where the field is one that this tool does not know and an update would remove. */
  readonly unmodelled?: boolean;
  /** Set where the config wants what was deployed last, and somebody changed it in AWS. */
  readonly drift?: true;
}

/**
 * The fields in which a live resource differs from the one that is wanted, sorted by name.
 * A live tag that we never set (`ownFields` names what we have set) is somebody else's and no difference.
 */
export function diff(
  wanted: Resource,
  live: Live,
  target: Pick<Target, 'accountId'>,
  ownFields: ReadonlySet<string>,
): FieldChange[] {
  const after = fieldsOf(wanted);
  const before = fieldsOf(comparable(wanted, live, ownFields));
  const ignored = new Set(wanted.kind === 'job' ? fieldsLeftToGlue(wanted.definition) : []);
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => !ignored.has(field) && !isForeignTag(field, after, ownFields))
    .filter((field) => !sameField(field, before[field], after[field], target.accountId))
    .toSorted()
    .map((field) => change(field, before[field], after[field]));
}

/**
 * The live resource as it compares: what we do not model counts where `extra` says or said it, and what no update could
 * mend counts as it is wanted.
 */
function comparable(wanted: Resource, live: Live, ownFields: ReadonlySet<string>): Resource {
  const extra = Object.entries(live.unmodelled ?? {}).filter(
    ([key]) => Object.hasOwn(wanted.extra ?? {}, key) || ownFields.has(`extra.${key}`),
  );
  const seen = extra.length === 0 ? live : { ...live, extra: Object.fromEntries(extra) };
  return mendable(wanted, seen);
}

function mendable(wanted: Resource, live: Resource): Resource {
  return wanted.kind === 'topic' && live.kind === 'topic'
    ? { ...live, definition: countingPending(live.definition, wanted.definition) }
    : live;
}

function sameField(field: string, a: FieldValue | undefined, b: FieldValue | undefined, accountId: string): boolean {
  const bothRoles = field === 'role' && typeof a === 'string' && typeof b === 'string';
  return bothRoles ? sameRole(a, b, accountId) : sameValue(a, b);
}

function isForeignTag(field: string, after: FieldMap, ownFields: ReadonlySet<string>): boolean {
  return field.startsWith('tags.') && !(field in after) && !ownFields.has(field);
}

function change(field: string, before: FieldValue | undefined, after: FieldValue | undefined): FieldChange {
  return { field, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}
