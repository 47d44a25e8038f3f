/** Whether the namespaces of the samples have room for what people try first. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');
const samples = join(root, 'packages/embedded/samples/manifests');
const definitions = join(
  root,
  'plugins/platform-backend-module-operators/definitions',
);

const textOf = (...path: string[]) => readFile(join(...path), 'utf8');

/** Memory of pods, in MiB, as quotas count it. */
interface Memory {
  readonly requests: number;
  readonly limits: number;
}

const part = z.object({ memory: z.string().optional() }).optional();
const resourcesSchema = z.object({ requests: part, limits: part });

function mebibytes(quantity: string): number {
  const [, digits, unit] = /^(\d+)([MG])i$/.exec(quantity) ?? [];
  assert.ok(digits, quantity);
  return Number(digits) * (unit === 'G' ? 1024 : 1);
}

/** Who asks for nothing but has a limit asks for that much. */
function memoryOf(resources: unknown): Memory {
  const { requests, limits } = resourcesSchema.parse(resources);
  const limit = limits?.memory;
  assert.ok(limit, 'a limit of memory');
  const asked = requests?.memory ?? limit;
  return { requests: mebibytes(asked), limits: mebibytes(limit) };
}

const times = (count: number, { requests, limits }: Memory): Memory => ({
  requests: count * requests,
  limits: count * limits,
});

const sum = (all: readonly Memory[]): Memory => ({
  requests: all.reduce((total, { requests }) => total + requests, 0),
  limits: all.reduce((total, { limits }) => total + limits, 0),
});

/** All values of a name, however deep. */
function valuesAt(value: unknown, name: string): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === name ? [inner] : valuesAt(inner, name),
  );
}

const environmentSchema = z.looseObject({
  namespace: z.string(),
  workloads: z.string(),
});
const deploymentSchema = z.object({
  spec: z.object({ replicas: z.number().optional() }).loose(),
});
const quotaSchema = z.object({
  spec: z.object({ hard: z.record(z.string(), z.string()) }),
});

const environments = z
  .array(environmentSchema)
  .parse(parse(await textOf(samples, 'environments.yaml')));

async function objectsIn(
  file: string,
  values: Readonly<Record<string, unknown>>,
) {
  const text = (await textOf(samples, file)).replace(
    /\$\{(\w+)\}/g,
    (_, name: string) => String(values[name]),
  );
  return parseAllDocuments(text).map(
    document => document.toJS() as { kind: string },
  );
}

const MOST_OF_AUTOSCALER = 'webMaxReplicas';

/** What the samples run in a namespace, with as many pods as an autoscaler may make. */
async function usedBy(environment: z.infer<typeof environmentSchema>) {
  const objects = await objectsIn(environment.workloads, environment);
  return sum(
    objects
      .filter(({ kind }) => kind === 'Deployment')
      .map(object => {
        const { replicas = Number(environment[MOST_OF_AUTOSCALER]) } =
          deploymentSchema.parse(object).spec;
        return sum(
          valuesAt(object, 'resources').map(each =>
            times(replicas, memoryOf(each)),
          ),
        );
      }),
  );
}

async function quotaOf(environment: z.infer<typeof environmentSchema>) {
  const objects = await objectsIn('namespace.yaml', environment);
  const quota = objects.find(({ kind }) => kind === 'ResourceQuota');
  const { hard } = quotaSchema.parse(quota).spec;
  return {
    requests: mebibytes(hard['requests.memory'] ?? ''),
    limits: mebibytes(hard['limits.memory'] ?? ''),
  };
}

/** The most that a pod of a template asks for. */
async function largestPod(): Promise<Memory> {
  const usual = /memory: .* or '(\w+)'/g;
  const chart = await textOf(
    import.meta.dirname,
    'node-service/skeleton/chart/values.yaml.njk',
  );
  const [requests = '', limits = ''] = [...chart.matchAll(usual)].map(
    ([, amount]) => amount ?? '',
  );
  const files = await readdir(import.meta.dirname);
  const own = await Promise.all(
    files
      .filter(file => file.endsWith('.template.yaml'))
      .map(async file => {
        const template: unknown = parse(
          await textOf(import.meta.dirname, file),
        );
        return valuesAt(template, 'chart')
          .flatMap(each => valuesAt(each, 'resources'))
          .map(memoryOf);
      }),
  );
  const pods = [
    { requests: mebibytes(requests), limits: mebibytes(limits) },
    ...own.flat(),
  ];
  return {
    requests: Math.max(...pods.map(each => each.requests)),
    limits: Math.max(...pods.map(each => each.limits)),
  };
}

const definitionSchema = z.looseObject({
  plans: z.array(z.looseObject({ name: z.string(), values: z.unknown() })),
});

/** What a plan asks for, with as many pods as it names members. */
function planOf(values: unknown): Memory {
  const counts = ['instances', 'replicas', 'size', 'clusterSize'].flatMap(
    name => valuesAt(values, name).filter(each => typeof each === 'number'),
  );
  const members = Math.max(1, ...counts);
  return sum(
    valuesAt(values, 'resources')
      .filter(each => resourcesSchema.safeParse(each).data?.limits?.memory)
      .map(each => times(members, memoryOf(each))),
  );
}

const pod = await largestPod();
const plans = (
  await Promise.all(
    (
      await readdir(definitions)
    ).map(async file => {
      const definition = definitionSchema.parse(
        parse(await textOf(definitions, file)),
      );
      return definition.plans.map(({ name, values }) => ({
        ...{ file, name },
        asks: planOf(values),
      }));
    }),
  )
).flat();

for (const environment of environments)
  describe(`the quota of ${environment.namespace}`, async () => {
    const [used, hard] = await Promise.all([
      usedBy(environment),
      quotaOf(environment),
    ]);

    for (const { file, name, asks } of plans.filter(
      plan => plan.name === 'small',
    ))
      test(`has room for any service with ${name} of ${file}`, () => {
        // The rollout of the binding starts the new pod before it ends the old one.
        const all = sum([used, times(2, pod), asks]);
        assert.ok(all.requests <= hard.requests, `${all.requests} requested`);
        assert.ok(all.limits <= hard.limits, `${all.limits} limited`);
      });

    test('has none for three large members, which is told before', () => {
      const safe = plans.find(
        ({ file, name }) => file === 'postgresql.yaml' && name === 'safe',
      );
      assert.ok(safe && safe.asks.requests > hard.requests);
    });
  });
