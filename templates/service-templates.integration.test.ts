import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { judgeChart } from './testing/chart.ts';
import { startScaffolder, writeRendering } from './testing/scaffolder.ts';
import {
  fileOfTemplate,
  ORDERS,
  SERVICE_TEMPLATES,
  type ServiceTemplate,
} from './testing/service-templates.ts';

const ENVIRONMENTS = ['dev', 'prod'];

/** What a language needs of its container, where it is not what most do with. */
const NEEDS: Readonly<
  Record<
    string,
    {
      readonly memory: string;
      readonly args: readonly string[];
      readonly startupSeconds: number;
    }
  >
> = {
  'spring-boot-service': {
    memory: '512Mi',
    args: ['-XX:MaxRAM=$(MEMORY_LIMIT)', '@java.args'],
    startupSeconds: 150,
  },
};

for (const template of SERVICE_TEMPLATES)
  describe(template.name, () => judge(template));

function judge({ name }: ServiceTemplate): void {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pilothouse-chart-'));
    const scaffolder = await startScaffolder(fileOfTemplate(name));
    try {
      const values = { ...ORDERS, environments: ENVIRONMENTS };
      await writeRendering(await scaffolder.render(values), folder);
    } finally {
      await scaffolder.stop();
    }
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const assertContainer = async (environment: string) => {
    const container = await judgeChart(folder, environment);
    assert.deepEqual(container.args, NEEDS[name]?.args);
    assert.equal(
      container.resources.limits.memory,
      NEEDS[name]?.memory ?? '256Mi',
    );
    assert.equal(
      container.startupProbe.failureThreshold,
      NEEDS[name]?.startupSeconds ?? 60,
    );
    const names = container.env.map(variable => variable.name);
    assert.ok(names.includes('MEMORY_LIMIT'), names.join());
  };

  for (const environment of ENVIRONMENTS)
    test(`the chart makes what ${environment} needs`, () =>
      assertContainer(environment));
}
