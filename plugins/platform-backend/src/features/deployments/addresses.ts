import type { PlacementDetail } from '@pilothouse/plugin-platform-common';
import type { Service } from 'kubernetes-types/core/v1';
import type {
  HTTPIngressPath,
  Ingress,
  IngressRule,
} from 'kubernetes-types/networking/v1';
import type { Neighborhood, Surroundings } from './around';
import { few } from './causes/few';
import { strangersBehind } from './causes/services';

type Address = PlacementDetail['addresses'][number];

/** Where a workload is reached: by Ingresses first, then inside of the cluster. */
export function addressesOf(
  surroundings: Pick<Surroundings, 'services' | 'workload'>,
  around: Neighborhood,
): Address[] {
  const { services, workload } = surroundings;
  const selecting = services.filter(({ selects }) => selects);
  const names = new Set(selecting.map(({ service }) => service.metadata?.name));
  const byName = (one: Address, other: Address) =>
    one.address < other.address ? -1 : 1;
  return [
    ...around
      .ingresses()
      .flatMap(ingress => ofIngress(ingress, names))
      .sort(byName),
    ...selecting
      .flatMap(one =>
        ofService(
          one.service,
          strangersBehind(one, { workload, overlapping: [] }),
        ),
      )
      .sort(byName),
  ];
}

function ofIngress(
  ingress: Ingress,
  services: ReadonlySet<string | undefined>,
): Address[] {
  const name = ingress.metadata?.name ?? '';
  const leads = (backend: HTTPIngressPath['backend'] | undefined) =>
    services.has(backend?.service?.name);
  const urls = (ingress.spec?.rules ?? []).flatMap(rule =>
    (rule.http?.paths ?? [])
      .filter(({ backend }) => leads(backend))
      .map(({ path }) => urlOf(ingress, rule, path)),
  );
  if (leads(ingress.spec?.defaultBackend)) urls.push(urlOf(ingress));
  return [...new Set(urls)].flatMap(address =>
    address ? [{ kind: 'ingress' as const, name, address }] : [],
  );
}

function urlOf(
  { spec, status }: Ingress,
  rule: IngressRule = {},
  path = '/',
): string | undefined {
  const [entry] = status?.loadBalancer?.ingress ?? [];
  const host = rule.host ?? entry?.hostname ?? entry?.ip;
  if (!host) return undefined;
  const secure = (spec?.tls ?? []).some(
    ({ hosts = [] }) => hosts.length === 0 || hosts.includes(host),
  );
  return host.startsWith('*')
    ? `${host}${path}`
    : `${secure ? 'https' : 'http'}://${host}${portOf(
        entry?.ports,
        secure,
      )}${path}`;
}

/** Some controllers answer elsewhere than on 80 and 443, and say so in the status. */
function portOf(
  ports: readonly { readonly port: number }[] = [],
  secure: boolean,
): string {
  const usual = secure ? 443 : 80;
  const [first] = ports;
  return !first || ports.some(({ port }) => port === usual)
    ? ''
    : `:${first.port}`;
}

function ofService(
  { metadata, spec }: Service,
  others: readonly string[],
): Address[] {
  const host = `${metadata?.name}.${metadata?.namespace}.svc`;
  return (spec?.ports ?? []).map(({ port }) => ({
    kind: 'service',
    name: metadata?.name ?? '',
    address: `${host}:${port}`,
    ...(others.length > 0 && { others: few(others) }),
  }));
}
