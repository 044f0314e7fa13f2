import type { Path } from '../../../config/issue.ts';
import type { FlatConfig } from '../../../config/overlay.ts';
import type { Named } from '../../../config/naming.ts';

/** A template of `naming`, with the kinds of thing that it names. */
export interface Template {
  readonly path: Path;
  readonly template: string;
  readonly kinds: readonly Named[];
}

/** Every template that is written. */
export function templates({ naming }: Pick<FlatConfig, 'naming'>): Template[] {
  if (naming == null) {
    return [];
  }
  return typeof naming === 'string'
    ? [{ path: ['naming'], template: naming, kinds: ['job', 'crawler'] }]
    : (['job', 'crawler', 'trigger', 'workflow', 'alert'] as const).flatMap((kind) => {
        const template = naming[kind];
        return template == null ? [] : [{ path: ['naming', kind], template, kinds: [kind] }];
      });
}

/** True for a template that gives everything the same name. */
export function isSameForAll(template: string): boolean {
  return !template.replaceAll('$${', '').includes('${name}');
}

/** True where all of a kind that have no name of their own would be called alike. */
export function areNamedAlike(config: Pick<FlatConfig, 'naming'>, kind: Named): boolean {
  return templates(config).some(({ kinds, template }) => kinds.includes(kind) && isSameForAll(template));
}
