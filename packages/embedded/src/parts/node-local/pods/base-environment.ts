import type { ImageConfig } from '../images/source.ts';
import { NO_PROXY, serviceProxyUrl } from '../../network/service-proxy-url.ts';
import type { Settings } from '../settings.ts';
import type { Pod } from './pod.ts';

export interface PlaceFacts {
  readonly bindAddress: string;
  readonly home: string;
  readonly searchPath: string;
  /** Kubeconfig with the pod's service account, where it has a token. */
  readonly kubeconfig: string | undefined;
  /** Where each mount really is, where mounts cannot be made at their own paths. */
  readonly mounts: ReadonlyMap<string, string>;
}

/**
 * What a container finds in its environment before anything of the pod: where to bind, how
 * to reach services and the API server, then the image's own variables, then the services.
 */
export function baseEnvironment(
  pod: Pod,
  image: ImageConfig,
  services: Readonly<Record<string, string>>,
  place: PlaceFacts,
  { addresses, ownAddress }: Pick<Settings, 'addresses' | 'ownAddress'>,
): Record<string, string> {
  const variables: Record<string, string> = {
    PATH: place.searchPath,
    HOME: place.home,
    HOSTNAME: pod.spec?.hostname ?? pod.metadata?.name ?? '',
    PILOTHOUSE_BIND_ADDRESS: place.bindAddress,
    LD_PRELOAD: ownAddress,
    HOST: place.bindAddress,
    ...proxyVariables(
      serviceProxyUrl(addresses, pod.metadata?.namespace ?? ''),
      place.bindAddress,
    ),
    KUBERNETES_SERVICE_HOST: '127.0.0.1',
    KUBERNETES_SERVICE_PORT: String(addresses.apiServer),
    KUBERNETES_SERVICE_PORT_HTTPS: String(addresses.apiServer),
  };
  if (place.kubeconfig) {
    variables.KUBECONFIG = place.kubeconfig;
  }
  for (const [name, path] of place.mounts) {
    variables[mountVariable(name)] = path;
  }
  for (const entry of image.Env ?? []) {
    const at = entry.indexOf('=');
    variables[entry.slice(0, at)] = entry.slice(at + 1);
  }
  const linked = pod.spec?.enableServiceLinks !== false;
  return { ...variables, ...(linked ? services : {}) };
}

function proxyVariables(proxy: string, own: string): Record<string, string> {
  const direct = `${NO_PROXY},::1,${own}`;
  return {
    HTTP_PROXY: proxy,
    http_proxy: proxy,
    HTTPS_PROXY: proxy,
    https_proxy: proxy,
    NO_PROXY: direct,
    no_proxy: direct,
    NODE_USE_ENV_PROXY: '1',
    // Node.js would tell every container's log that this is experimental.
    NODE_OPTIONS: '--disable-warning=UNDICI-EHPA',
  };
}

/** Name of the variable that tells where a volume is mounted. */
export function mountVariable(volume: string): string {
  const name = volume.toUpperCase().replace(/[^A-Z0-9]/g, '_');
  return `PILOTHOUSE_MOUNT_${name}`;
}
