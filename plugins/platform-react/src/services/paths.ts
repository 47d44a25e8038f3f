import type {
  RunRef,
  ServiceRow,
  WorkloadRef,
} from '@pilothouse/plugin-platform-common';

/** Address of the page of an entity; `kind:namespace/name` is what it is called by. */
export function entityPath(ref: string): string {
  const [, kind, namespace, name] = /^([^:]+):([^/]+)\/(.+)$/.exec(ref) ?? [];
  if (!kind || !namespace || !name) {
    throw new TypeError(`Not a reference of an entity: ${ref}`);
  }
  return `/catalog/${[namespace, kind, name]
    .map(encodeURIComponent)
    .join('/')}`;
}

/** Address of the tab that tells all about what runs of a service. */
export function deploymentsPath(ref: string): string {
  return `${entityPath(ref)}/deployments`;
}

/** Address of one run of the pipeline of a service. */
export function runPath(ref: string, { job, number }: RunRef): string {
  const query = new URLSearchParams({ job, run: `${number}` });
  return `${entityPath(ref)}/pipelines?${query}`;
}

/** Pattern of the addresses of {@link workloadPath}. */
export const workloadRoute = '/workloads/:cluster/:namespace/:kind/:name';

/** Address of the page of a workload, whether or not the catalog knows it. */
export function workloadPath(ref: WorkloadRef): string {
  const { cluster, namespace, kind, name } = ref;
  return `/workloads/${[cluster, namespace, kind, name]
    .map(encodeURIComponent)
    .join('/')}`;
}

/** Pattern of the addresses of {@link workloadLogsPath}. */
export const workloadLogsRoute = `${workloadRoute}/logs`;

/** Address of the logs of a workload, whether or not the catalog knows it. */
export function workloadLogsPath(ref: WorkloadRef): string {
  return `${workloadPath(ref)}/logs`;
}

/**
 * Address of all about what runs of a service: its tab, or the page of the workload where
 * the catalog does not know it.
 */
export function runsPath({
  entityRef,
  placements,
}: Pick<ServiceRow, 'entityRef' | 'placements'>): string | undefined {
  const [first] = Object.values(placements);
  return entityRef
    ? deploymentsPath(entityRef)
    : first && workloadPath(first.ref);
}

/** The name in a reference, as people say it. */
export function nameOfRef(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}
