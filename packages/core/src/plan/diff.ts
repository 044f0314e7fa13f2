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
}

/**
 * The fields in which a live resource differs from the one that is wanted, sorted by name.
 * A live tag that we never set (`ownTags` names those of the last deployment) is somebody else's and no difference.
 */
export function diff(
  wanted: Resource,
  live: Live,
  target: Pick<Target, 'accountId'>,
  ownTags: ReadonlySet<string>,
): FieldChange[] {
  const after = fieldsOf(wanted);
  const before = fieldsOf(comparable(wanted, live));
  const ignored = new Set(wanted.kind === 'job' ? fieldsLeftToGlue(wanted.definition) : []);
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => !ignored.has(field) && !isForeignTag(field, after, ownTags))
    .filter((field) => !sameField(field, before[field], after[field], target.accountId))
    .toSorted()
    .map((field) => change(field, before[field], after[field]));
}

/** The live resource without differences that no update could mend. */
function comparable(wanted: Resource, live: Live): Resource {
  return wanted.kind === 'topic' && live.kind === 'topic'
    ? { ...live, definition: countingPending(live.definition, wanted.definition) }
    : live;
}

function sameField(field: string, a: FieldValue | undefined, b: FieldValue | undefined, accountId: string): boolean {
  const bothRoles = field === 'role' && typeof a === 'string' && typeof b === 'string';
  return bothRoles ? sameRole(a, b, accountId) : sameValue(a, b);
}

function isForeignTag(field: string, after: FieldMap, ownTags: ReadonlySet<string>): boolean {
  return field.startsWith('tags.') && !(field in after) && !ownTags.has(field);
}

function change(field: string, before: FieldValue | undefined, after: FieldValue | undefined): FieldChange {
  return { field, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}
