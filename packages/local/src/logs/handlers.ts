import type { HandlerTable } from '../glue/handler.ts';
import { describeLogHandlers } from './describe.ts';
import { eventReadHandlers } from './read-events.ts';
import { logWriteHandlers } from './writes.ts';

/** The served part of CloudWatch Logs. */
export const logHandlers: HandlerTable = { ...describeLogHandlers, ...eventReadHandlers, ...logWriteHandlers };
