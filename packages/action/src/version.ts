import manifest from '../package.json' with { type: 'json' };

/** The version of the action, which is that of the tool. */
export const version: string = manifest.version;
