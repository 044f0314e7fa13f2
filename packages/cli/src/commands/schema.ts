import type { Command } from '../command.ts';

/** Prints the JSON Schema of the config. */
export const schemaCommand: Command = {
  name: 'schema',
  summary: 'Print the JSON Schema of the config, for editors',
  examples: [['schema > config.schema.json', 'then name it as "$schema" in the config']],
  options: {},
  handler: async () => {
    const { configJsonSchema } = await import('./schema-json.ts');
    const schema = (await configJsonSchema()) as Record<string, unknown>;
    return { exitCode: 0, json: schema, bare: true, text: () => JSON.stringify(schema, null, 2) };
  },
};
