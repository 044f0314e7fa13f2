/** The kinds of thing that get a name in AWS. */
export type Named = 'job' | 'crawler' | 'trigger' | 'workflow' | 'alert';

/** The name in AWS of something that has none of its own. */
export type Naming = (kind: Named, name: string) => string;

/** The name of the pipeline's own workflow in the config. */
export const ownWorkflow = '';

/** `${name}` and the like in a template, with the `$${` that stands for a written one. */
const word = /\$(\$\{)|\$\{([^}]*)\}/g;

/** What may stand in a name, and what it becomes; a text that names anything else is for a rule to refuse. */
export const namingWords = ['name', 'pipeline_name', 'environment'] as const;

/** The words of a template that mean nothing. */
export function strangeWords(template: string): string[] {
  return [...template.matchAll(word)].flatMap(([, literal, name]) =>
    literal != null || (namingWords as readonly string[]).includes(name ?? '') ? [] : [name ?? ''],
  );
}

/** What a config says about names. */
export interface NamesWritten {
  readonly pipeline_name: string;
  readonly environment?: string | undefined;
  readonly naming?: string | Readonly<Partial<Record<Named, string | undefined>>> | undefined;
}

/** How a config names things: by its `naming`, else `<pipeline_name>-<environment>-<name>`. */
export function namingOf(config: NamesWritten): Naming {
  const { pipeline_name, environment = 'dev', naming } = config;
  const prefix = `${pipeline_name}-${environment}`;
  const templates = typeof naming === 'string' ? { job: naming, crawler: naming } : (naming ?? {});
  return (kind, name) => {
    const template = templates[kind];
    const own = kind === 'workflow' && name === ownWorkflow;
    if (template == null) {
      return own ? prefix : `${prefix}-${name}`;
    }
    const values: Readonly<Record<string, string>> = { name: own ? pipeline_name : name, pipeline_name, environment };
    return template.replace(
      word,
      (whole, literal: string | undefined, key: string) =>
        literal ?? (Object.hasOwn(values, key) ? values[key] : undefined) ?? whole,
    );
  };
}
