import { crawlerCases } from './crawler-cases.ts';
import { eventCases } from './event-cases.ts';
import { type ContractCase, glueCases } from './platform-contract.ts';

/** The cases; each leaves nothing behind when it succeeds, and `clearStack` removes what one that failed has left. */
export const platformContract: readonly ContractCase[] = [...glueCases, ...crawlerCases, ...eventCases];
