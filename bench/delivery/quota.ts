import { MERGE_PATCH, type KubeRest } from '@pilothouse/embedded/kube/rest';

/** What so many services of the template need at once, and more. */
const ROOM = {
  pods: '200',
  services: '100',
  'requests.cpu': '100',
  'requests.memory': '64Gi',
  'limits.memory': '128Gi',
};

/** Makes room for what is measured: quotas are not what is measured. */
export async function raiseQuota(
  rest: KubeRest,
  namespace: string,
): Promise<void> {
  await rest.json(`/api/v1/namespaces/${namespace}/resourcequotas/tenant`, {
    method: 'PATCH',
    body: { spec: { hard: ROOM } },
    contentType: MERGE_PATCH,
  });
}
