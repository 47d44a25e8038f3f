import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { Scene, host } from './Scene';
import { steps } from './steps';

/** What is deleted. */
export const entityRef = 'component:default/checkout';
/** Where the catalog found it. */
export const file = `https://${host}/shop/checkout/src/branch/main/catalog-info.yaml`;
const created = { entityRef, confirm: 'checkout' };

const templateSchema = z.object({
  spec: z.object({
    steps: z.array(
      z.object({
        action: z.string(),
        input: z.object({ parts: z.array(z.string()).optional() }),
      }),
    ),
  }),
});

/** The template that deletes services. */
export const template = templateSchema.parse(
  parse(
    readFileSync(
      join(__dirname, '../../../../templates/delete-service.template.yaml'),
      'utf8',
    ),
  ),
);

/** As the steps of the template delete them, one after the other. */
export const parts = template.spec.steps.flatMap(({ action, input }) =>
  action === 'pilothouse:deletion:remove' && input.parts ? [input.parts] : [],
);

/** A scene in which checkout was created, by a run that has ended well. */
export async function sceneOfCheckout(): Promise<Scene> {
  const scene = await Scene.open();
  for (const step of steps) await step.run(scene, 'creation');
  scene.fates.set('creation', 'completed');
  return scene;
}

/** Runs the first step of a deletion. */
export const check = (scene: Scene, who?: string) =>
  scene.run('pilothouse:deletion:check', created, { task: 'deletion', who });

/** Runs a step that deletes parts. */
export const remove = (
  scene: Scene,
  some: string[],
  who?: string,
  unheard = false,
) =>
  scene.run(
    'pilothouse:deletion:remove',
    { entityRef, parts: some, unheard },
    { task: 'deletion', who },
  );
