export { quirks, isQuirk } from './quirks.ts';
