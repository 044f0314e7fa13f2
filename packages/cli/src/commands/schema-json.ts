// What makes the JSON Schema, in a file of its own: it is loaded for who asks for it.
export { configJsonSchema } from '@gluepipeline/core';
