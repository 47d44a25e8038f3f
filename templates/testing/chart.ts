import assert from 'node:assert/strict';
import { join } from 'node:path';
import { helmTool } from '@pilothouse/embedded/delivery-tools';
import { openTool } from '@pilothouse/embedded/testing/tool';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { ORDERS } from './service-templates.ts';

const IMAGE = `registry/shop/order-status@sha256:${'0'.repeat(64)}`;
const KINDS = [
  ...['Deployment', 'HorizontalPodAutoscaler', 'Ingress', 'NetworkPolicy'],
  ...['PodDisruptionBudget', 'Service', 'ServiceAccount'],
];
const LABELS = {
  'app.kubernetes.io/name': ORDERS.name,
  'app.kubernetes.io/instance': ORDERS.name,
  'app.kubernetes.io/part-of': 'tea-shop',
  'app.kubernetes.io/managed-by': 'Helm',
  'app.kubernetes.io/version': 'abc-1',
  'backstage.io/kubernetes-id': ORDERS.name,
};

const objectSchema = z.object({
  kind: z.string(),
  metadata: z.object({
    name: z.string(),
    labels: z.record(z.string(), z.string()),
  }),
  spec: z.unknown().optional(),
});

const deploymentSchema = z.object({
  replicas: z.never({ error: 'the autoscaler owns replicas' }).optional(),
  template: z.object({
    spec: z.object({
      containers: z.tuple([
        z.looseObject({
          image: z.literal(IMAGE),
          args: z.array(z.string()).optional(),
          env: z.array(z.looseObject({ name: z.string() })),
          startupProbe: z.looseObject({ failureThreshold: z.number() }),
          resources: z.object({
            requests: z.record(z.string(), z.string()),
            limits: z.record(z.string(), z.string()),
          }),
        }),
      ]),
    }),
  }),
});

/**
 * Judges the chart of a service that was rendered from {@link ORDERS}: Helm finds nothing
 * wrong with it, and makes what the platform expects.
 *
 * @param folder - of the repository
 * @returns the container that it deploys
 */
export async function judgeChart(folder: string, environment: string) {
  const helm = await openTool(helmTool);
  const chart = join(folder, 'chart');
  const settings = [
    ...['--values', join(chart, `values-${environment}.yaml`)],
    ...['--set-string', `image.reference=${IMAGE}`],
    ...['--set-string', 'version=abc-1'],
  ];
  const linted = await helm.run(['lint', '--strict', chart, ...settings]);
  assert.equal(linted.code, 0, linted.out + linted.err);
  const made = await helm.run(['template', ORDERS.name, chart, ...settings]);
  assert.equal(made.code, 0, made.err);
  const objects = parseAllDocuments(made.out).map(document =>
    objectSchema.parse(document.toJS()),
  );
  assert.deepEqual(objects.map(({ kind }) => kind).sort(), KINDS);
  for (const { kind, metadata } of objects) {
    assert.equal(metadata.name, ORDERS.name, kind);
    assert.deepEqual(metadata.labels, LABELS, kind);
  }
  const deployment = objects.find(({ kind }) => kind === 'Deployment');
  return deploymentSchema.parse(deployment?.spec).template.spec.containers[0];
}
