import type { Code } from './codes/code.ts';
import { awsCodes } from './codes/aws.ts';
import { deploymentCodes } from './codes/deployment.ts';
import { diskCodes } from './codes/disk.ts';
import { planCodes } from './codes/plan.ts';
import { runCodes } from './codes/run.ts';

/** Every code beside those of the config's shape (config/file-codes.ts) and of the rules, in order. */
export const codes: readonly Code[] = [...diskCodes, ...planCodes, ...awsCodes, ...deploymentCodes, ...runCodes];
