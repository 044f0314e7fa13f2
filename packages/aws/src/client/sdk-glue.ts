/** Glue's client, loaded only when Glue is asked; its commands come with the files that send them. */
export { GlueClient } from '@aws-sdk/client-glue';
