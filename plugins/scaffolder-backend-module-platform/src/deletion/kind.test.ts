import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { entityRef, sceneOfCheckout } from '../__testUtils__/deletion';
import type { Scene } from '../__testUtils__/Scene';
import { traces } from '../__testUtils__/steps';

const templateSchema = z.object({
  spec: z.object({
    steps: z.array(
      z.object({
        action: z.string(),
        input: z.object({ kind: z.string().optional() }),
      }),
    ),
  }),
});

/** All that is there; what runs claim is forgotten in their time. */
const made = async (scene: Scene) =>
  (await traces(scene)).filter(trace => !trace.startsWith('claims'));

it.each(['service', 'application'])(
  'is named by every step of the template for one %s',
  kind => {
    const file = `../../../../templates/delete-${kind}.template.yaml`;
    const { spec } = templateSchema.parse(
      parse(readFileSync(join(__dirname, file), 'utf8')),
    );
    expect(spec.steps.length).toBeGreaterThan(3);
    for (const { action, input } of spec.steps) {
      expect([action, input.kind]).toEqual([action, kind]);
    }
  },
);

it.each([
  ['check', { confirm: 'checkout' }],
  ['remove', { parts: ['repository'] }],
  ['remove', { parts: ['catalog'] }],
])(
  'keeps a service whole that is sent to %s as an application, with %j',
  async (step, input) => {
    const scene = await sceneOfCheckout();
    const before = await made(scene);

    await expect(
      scene.run(
        `pilothouse:deletion:${step}`,
        { entityRef, kind: 'application', ...input },
        { task: 'deletion' },
      ),
    ).rejects.toThrow(
      'component:default/checkout is of the kind service, and only what is of the kind application is deleted here',
    );
    expect(await made(scene)).toEqual(before);
    await scene.close();
  },
);
