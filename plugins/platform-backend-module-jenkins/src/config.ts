import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** Where Jenkins is, and as whom the portal comes. */
export interface JenkinsConfig {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly username: string;
  readonly apiToken: string;
  /** Whether people can open its pages; they can unless it is said. */
  readonly hasPages?: boolean;
}

const key = 'pilothouse.jenkins';

/**
 * @returns undefined when there is no Jenkins
 * @throws Error naming the setting that is missing or wrong
 */
export function readJenkinsConfig(config: Config): JenkinsConfig | undefined {
  const own = config.getOptionalConfig(key);
  if (!own) return undefined;
  const baseUrl = own.getString('baseUrl');
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new InputError(
      `${key}.baseUrl must be an address with http or https, not ${baseUrl}`,
    );
  }
  if (url.username !== '' || url.search !== '' || url.hash !== '') {
    throw new InputError(
      `${key}.baseUrl must be an address alone: the account belongs into ${key}.username and ${key}.apiToken`,
    );
  }
  return {
    baseUrl: url.href.replace(/\/+$/, ''),
    username: own.getString('username'),
    apiToken: own.getString('apiToken'),
    hasPages: own.getOptionalBoolean('pages'),
  };
}
