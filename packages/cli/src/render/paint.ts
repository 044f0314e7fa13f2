import type { Paint } from '@gluepipeline/core';
import pc from 'picocolors';

/** Colours when a terminal is there and nobody has said no: a flag is stronger than NO_COLOR and FORCE_COLOR. */
export function paintFor(env: Readonly<Record<string, string | undefined>>, isTty: boolean, flag?: boolean): Paint {
  const forced = env.FORCE_COLOR != null && env.FORCE_COLOR !== '' && env.FORCE_COLOR !== '0';
  const refused = (env.NO_COLOR != null && env.NO_COLOR !== '') || env.TERM === 'dumb';
  const colors = pc.createColors(flag ?? (refused ? false : forced || isTty));
  return { add: colors.green, change: colors.yellow, remove: colors.red, dim: colors.dim, bold: colors.bold };
}
