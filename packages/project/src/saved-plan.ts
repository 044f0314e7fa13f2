import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import {
  mustBeForHere,
  planFile,
  type PlanFile,
  readPlanFile,
  recordText,
  staleness,
  UserError,
} from '@gluepipeline/core';

import { reasonOf } from './config-file.ts';
import { digestOf } from './files.ts';
import type { Planned } from './plan.ts';
import { writeFileAtomic } from './write-file.ts';

const sha256 = (text: string): string => digestOf([new TextEncoder().encode(text)]);

/** Writes a plan to a file, for `deploy --plan`; the file holds no secrets. */
export async function savePlan(
  cwd: string,
  path: string,
  planned: Planned,
  facts: Pick<PlanFile, 'toolVersion' | 'options'>,
): Promise<void> {
  await writeFileAtomic(resolve(cwd, path), `${JSON.stringify(fileOf(planned, facts), null, 2)}\n`);
}

/** A saved plan, read and checked in itself; whatever is wrong with it is a UserError. */
export function readSavedPlan(cwd: string, path: string): PlanFile {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, path), 'utf8');
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new UserError(
      'GP313',
      `${path} cannot be read: ${isMissing ? 'it does not exist' : reasonOf(error)}`,
      'make one with: gluepipeline plan --out plan.json',
    );
  }
  return readPlanFile(path, text, sha256);
}

/** Throws where the plan of now is not the one that was saved. */
export function mustBeSaved(saved: PlanFile, planned: Planned): void {
  const { stack, target } = planned.plan;
  mustBeForHere(saved, { stack, ...target });
  const now = fileOf(planned, saved);
  const why = staleness(saved, now, planned.record == null ? undefined : recordText(planned.record));
  if (why != null) {
    throw new UserError('GP312', why, 'plan again, and look at it');
  }
}

/** What a reader should know of a saved plan that is no reason against it. */
export function savedPlanNotes(saved: PlanFile, toolVersion: string): string[] {
  return saved.toolVersion === toolVersion
    ? []
    : [`warning: the plan was made with version ${saved.toolVersion}, and this is ${toolVersion}`];
}

function fileOf(planned: Planned, { toolVersion, options }: Pick<PlanFile, 'toolVersion' | 'options'>): PlanFile {
  const facts = {
    toolVersion,
    options,
    deployment: planned.record?.number ?? null,
    configDigest: sha256(planned.sound.file.text),
  };
  return planFile(planned.plan, facts, sha256);
}
