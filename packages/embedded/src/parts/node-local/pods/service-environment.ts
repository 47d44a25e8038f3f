import type { V1Service } from '@kubernetes/client-node';
import type { Wire } from '../../../kube/wire.ts';

export type Service = Wire<V1Service>;

/**
 * Variables that name the services of a namespace, as the kubelet gives them
 * (`REDIS_SERVICE_HOST`, `REDIS_PORT_6379_TCP_ADDR`, …). Headless services have none.
 */
export function serviceEnvironment(
  services: readonly Service[],
): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const service of services) {
    const address = service.spec?.clusterIP;
    const ports = service.spec?.ports ?? [];
    const first = ports[0];
    if (!address || address === 'None' || !first) {
      continue;
    }
    const name = variableName(service.metadata?.name ?? '');
    variables[`${name}_SERVICE_HOST`] = address;
    variables[`${name}_SERVICE_PORT`] = String(first.port);
    variables[`${name}_PORT`] = url(first, address);
    for (const port of ports) {
      if (port.name) {
        const portName = `${name}_SERVICE_PORT_${variableName(port.name)}`;
        variables[portName] = String(port.port);
      }
      const protocol = port.protocol ?? 'TCP';
      const prefix = `${name}_PORT_${port.port}_${protocol}`;
      variables[prefix] = url(port, address);
      variables[`${prefix}_PROTO`] = protocol.toLowerCase();
      variables[`${prefix}_PORT`] = String(port.port);
      variables[`${prefix}_ADDR`] = address;
    }
  }
  return variables;
}

function variableName(name: string): string {
  return name.toUpperCase().replaceAll('-', '_').replaceAll('.', '_');
}

function url(
  port: { readonly protocol?: string; readonly port: number },
  address: string,
): string {
  return `${(port.protocol ?? 'TCP').toLowerCase()}://${address}:${port.port}`;
}
