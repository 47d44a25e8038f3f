import { z } from 'zod';

/** Moment in ISO 8601 with its offset, for example `2031-04-01T08:00:00.000Z`. */
export const moment = z.iso.datetime({ offset: true });
