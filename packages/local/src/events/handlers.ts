import type { HandlerTable } from '../glue/handler.ts';
import { busHandlers } from './buses.ts';
import { putEventHandlers } from './put-events.ts';
import { ruleHandlers } from './rules.ts';
import { targetHandlers } from './targets.ts';

/** Every EventBridge operation that is served. */
export const eventHandlers: HandlerTable = { ...ruleHandlers, ...targetHandlers, ...busHandlers, ...putEventHandlers };
