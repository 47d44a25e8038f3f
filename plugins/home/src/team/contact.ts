import type { ConfigApi } from '@backstage/frontend-plugin-api';

/** Whom people ask who belong to no team. */
export interface Contact {
  readonly name?: string;
  readonly email?: string;
  readonly url?: string;
}

/** Reads `pilothouse.contact`; an address that is no web address is left out. */
export function readContact(config: ConfigApi): Contact {
  const section = config.getOptionalConfig('pilothouse.contact');
  const url = section?.getOptionalString('url');
  return {
    name: section?.getOptionalString('name'),
    email: section?.getOptionalString('email'),
    url: url && /^https?:\/\//.test(url) ? url : undefined,
  };
}
