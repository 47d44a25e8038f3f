import type { KubeRest } from '@pilothouse/embedded/kube/rest';
import { waitUntil } from '@pilothouse/embedded/wait';

/** Where the printing pods run; a namespace of the team that the measured person is in. */
export const PRINTERS = { namespace: 'load-logs', name: 'printers' } as const;
export const PODS = 20;
/** Lines that each pod prints in a second: together more than is asked for. */
const LINES_PER_SECOND = 750;
const BATCHES_PER_SECOND = 5;

const PROGRAM = `
let n = 0;
const pad = 'x'.repeat(80);
setInterval(() => {
  let text = '';
  for (let i = 0; i < ${
    LINES_PER_SECOND / BATCHES_PER_SECOND
  }; i += 1) text += 'line ' + (n += 1) + ' ' + pad + '\\n';
  process.stdout.write(text);
}, ${1000 / BATCHES_PER_SECOND});`;

/** Runs pods that print numbered lines, and waits until all of them do. */
export async function startPrinters(rest: KubeRest): Promise<void> {
  const { name, namespace } = PRINTERS;
  const labels = { app: name, 'backstage.io/kubernetes-id': 'svc-0' };
  const deployments = `/apis/apps/v1/namespaces/${namespace}/deployments`;
  await rest.json(deployments, {
    method: 'POST',
    body: {
      metadata: { name, labels },
      spec: {
        replicas: PODS,
        selector: { matchLabels: { app: name } },
        template: {
          metadata: { labels },
          spec: {
            terminationGracePeriodSeconds: 0,
            containers: [
              { name: 'app', image: 'node', command: ['node', '-e', PROGRAM] },
            ],
          },
        },
      },
    },
  });
  const available = async () => {
    const { status } = await rest.json<{
      status?: { availableReplicas?: number };
    }>(`${deployments}/${name}`);
    return status?.availableReplicas === PODS;
  };
  await waitUntil(available, AbortSignal.timeout(300_000), 500);
}

/** Name of one printing pod. */
export async function onePrinter(rest: KubeRest): Promise<string> {
  const { items } = await rest.json<{
    items: { metadata: { name: string } }[];
  }>(`/api/v1/namespaces/${PRINTERS.namespace}/pods`);
  const [first] = items;
  if (!first) throw new Error('no pod prints');
  return first.metadata.name;
}

/** Removes the printing pods. */
export async function stopPrinters(rest: KubeRest): Promise<void> {
  const { name, namespace } = PRINTERS;
  await rest.json(`/apis/apps/v1/namespaces/${namespace}/deployments/${name}`, {
    method: 'DELETE',
  });
}
