import { valuesSchema } from '@pilothouse/plugin-platform-common';
import type {
  CustomObject,
  MiddlewareEndpoint,
} from '@pilothouse/plugin-platform-node';
import { textIn } from './model';

/**
 * The page that a broker has for an instance. Where clients connect to is in the credentials
 * alone, which the portal does not read.
 */
export function dashboardsOf({ status }: CustomObject): MiddlewareEndpoint[] {
  const host = textIn(
    valuesSchema.safeParse(status).data ?? {},
    'dashboardURL',
  );
  return host
    ? [{ title: { en: 'Dashboard', zh: '控制台' }, to: { host } }]
    : [];
}
