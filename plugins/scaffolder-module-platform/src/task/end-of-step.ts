import type { LogEvent } from '@backstage/plugin-scaffolder-common';

/**
 * What a page has to be told of an event of a run. The page of a run takes the end of a step
 * from lines of the log alone, and of a cancelled run it reads none after the event that says
 * so: without a line before it, the step's clock would go on for ever.
 */
export function withEndOfStep(event: LogEvent): LogEvent[] {
  return event.type === 'cancelled'
    ? [{ ...event, type: 'log' }, event]
    : [event];
}
