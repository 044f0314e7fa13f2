import { glueNodeShapes } from '../model/glue-nodes.ts';
import { glueModel } from '../model/glue.ts';
import type { ServiceModel, Shape } from './shape.ts';

/** Where AWS is known to accept more than botocore 1.43.107 says; each entry names its source. */
const overlay: Readonly<Record<string, Partial<Shape>>> = {
  // @aws-sdk/client-glue 3.1169.0 enums.d.ts lists 13 worker types, botocore 7.
  WorkerType: {
    enum: 'Standard G.025X G.1X G.2X G.4X G.8X G.12X G.16X R.1X R.2X R.4X R.8X Z.2X'.split(' '),
  },
  // The web API reference of November 2026 admits "auto" (Glue API reference, GlueVersionString).
  GlueVersionString: { pattern: String.raw`^((\w+\.)+\w+|auto)$` },
  // Terraform sends timeout 0 for streaming jobs (hashicorp/terraform-provider-aws#44920); other kinds are checked later.
  Timeout: { min: 0 },
};

/** Glue's API model as AWS lives it: botocore's with the overlay laid over. */
export const servedGlueModel: ServiceModel = {
  ...glueModel,
  shapes: Object.fromEntries(
    Object.entries({ ...glueModel.shapes, ...glueNodeShapes }).map(([name, shape]) => [
      name,
      { ...shape, ...overlay[name] },
    ]),
  ),
};
