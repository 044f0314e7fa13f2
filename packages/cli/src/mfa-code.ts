import { UserError } from '@gluepipeline/core';

import type { Context } from './command.ts';

/** Asks for the code of an MFA device on the terminal; where nobody can be asked, a UserError says how to do without. */
export function askMfaCode({ io, progress }: Context): (serial: string) => Promise<string> {
  return async (serial) => {
    if (!io.stdinIsTty || !io.stderrIsTty) {
      throw new UserError(
        'GP401',
        `the profile asks for a code of the MFA device ${serial}, and this console cannot ask`,
        'sign in elsewhere and hand over keys that last: aws configure export-credentials --format env',
      );
    }
    progress('');
    const { ask } = await import('./render/ask.ts');
    const code = await ask(io, `MFA code for ${serial}: `);
    if (code === '') {
      throw new UserError('GP401', `no code of the MFA device ${serial} was given`, 'run again and type the code');
    }
    return code;
  };
}
