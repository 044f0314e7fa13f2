import { alone, type Deployed, type DeployOptions } from './carry-out.ts';
import { shapedConfig, soundConfig } from './invalid-config.ts';
import { guardAccount, planIn, planNothing, servicesOfStack, withSession } from './plan.ts';

/** Makes AWS as the config says, alone on its stack, and keeps a record of it in the bucket where there is one. */
export async function deploy(options: DeployOptions): Promise<Deployed> {
  return withSession(
    options,
    async (sound, session) => {
      guardAccount(session, sound);
      return alone(session, sound, { what: 'deploy', plan: () => planIn(session, sound, options) }, options);
    },
    soundConfig,
    servicesOfStack,
  );
}

/** Deletes everything that the stack owns, and nothing else; nothing there is success, and so is a config with mistakes in its jobs. */
export async function destroy(options: DeployOptions): Promise<Deployed> {
  return withSession(
    options,
    async (sound, session) => {
      guardAccount(session, sound);
      return alone(session, sound, { what: 'destroy', plan: () => planNothing(session, sound) }, options);
    },
    shapedConfig,
    servicesOfStack,
  );
}
