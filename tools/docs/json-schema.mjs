/** The JSON Schema of the config, as a file that editors find beside the library. */
export const jsonSchema = {
  file: 'packages/core/schema/config.schema.json',
  source: "export { configJsonSchema } from './packages/core/src/config/json-schema.ts';",
  render: async ({ configJsonSchema }) => JSON.stringify(await configJsonSchema(), null, 2),
};
