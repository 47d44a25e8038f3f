import type { KubeRest } from '@pilothouse/embedded/kube/rest';

const COUNTED = /^apiserver_request_total\{([^}]*)\} ([0-9.e+]+)$/;

/**
 * How many objects or lists the API server was asked for since it started, by whomever,
 * as its own metric `apiserver_request_total` counts. Watches that stay open and leases,
 * by which controllers show that they live, are left out.
 */
export async function readRequests(rest: KubeRest): Promise<number> {
  let sum = 0;
  await rest.lines('/metrics', {}, line => {
    const [, labels = '', value = '0'] = COUNTED.exec(line) ?? [];
    if (/verb="(LIST|GET)"/.test(labels) && !/resource="leases"/.test(labels)) {
      sum += Number(value);
    }
  });
  return sum;
}
