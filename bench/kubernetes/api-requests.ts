import type { KubeRest } from '@pilothouse/embedded/kube/rest';

const COUNTED = /^apiserver_request_total\{([^}]*)\} ([0-9.e+]+)$/;

/**
 * How many objects or lists the API server was asked for since it started, by whomever,
 * as its own metric `apiserver_request_total` counts. Watches that stay open and leases,
 * by which controllers show that they live, are left out.
 */
export async function readRequests(rest: KubeRest): Promise<number> {
  return sum(
    rest,
    labels =>
      /verb="(LIST|GET)"/.test(labels) && !/resource="leases"/.test(labels),
  );
}

/**
 * How often pods, and what stands behind and in front of them, were written since the API
 * server started, by whomever. What autoscalers see changes all the time.
 */
export async function readWrites(rest: KubeRest): Promise<number> {
  return sum(
    rest,
    labels =>
      /verb="(APPLY|DELETE|PATCH|POST|PUT)"/.test(labels) &&
      /resource="(deployments|endpoints|endpointslices|pods|replicasets|services)"/.test(
        labels,
      ),
  );
}

async function sum(
  rest: KubeRest,
  isCounted: (labels: string) => boolean,
): Promise<number> {
  let total = 0;
  await rest.lines('/metrics', {}, line => {
    const [, labels = '', value = '0'] = COUNTED.exec(line) ?? [];
    if (isCounted(labels)) total += Number(value);
  });
  return total;
}
