import { mockServices } from '@backstage/backend-test-utils';
import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { JsonObject } from '@backstage/types';
import { Scene } from '../__testUtils__/Scene';
import { OutcomeError, plainly } from './plainly';

/** What the scaffolder writes into the log of the task. */
async function traceOf(thrown: Error): Promise<string | undefined> {
  const action = plainly(
    createTemplateAction({
      id: 'test:fail',
      description: 'Fails',
      schema: { input: {}, output: {} },
      handler: async () => {
        throw thrown;
      },
    }),
  );
  const context: ActionContext<JsonObject, JsonObject, 'v2'> = {
    ...createMockActionContext(),
    logger: mockServices.logger.mock(),
  };
  const error = await action.handler(context).then(
    () => undefined,
    (caught: Error) => caught,
  );
  expect(error).toBe(thrown);
  return error?.stack;
}

it.each([
  new ConflictError('the name is taken'),
  new InputError('no such name'),
  new NotAllowedError('not yours'),
  new OutcomeError('the pipeline failed'),
])('tells $name as a sentence, without a trace', async thrown => {
  expect(await traceOf(thrown)).toBe(thrown.message);
});

it.each([new TypeError('a fault'), new Error('not foreseen')])(
  'keeps the trace of a fault: $message',
  async thrown => {
    expect(await traceOf(thrown)).toMatch(/plainly\.test/);
  },
);

it('holds for a failed pipeline', async () => {
  const scene = await Scene.open();
  try {
    scene.ci.addPipeline('shop/checkout');
    scene.ci.put({ job: 'shop/checkout/main', number: 3, state: 'failed' });

    await expect(
      scene.run('pilothouse:pipeline:wait', { jobFullName: 'shop/checkout' }),
    ).rejects.toMatchObject({
      stack: expect.stringMatching(/^Run 3 of the pipeline .* ended as failed/),
    });
    await expect(
      scene.run('pilothouse:pipeline:wait', { jobFullName: 'shop/checkout' }),
    ).rejects.toMatchObject({ stack: expect.not.stringContaining('\n    at') });
  } finally {
    await scene.close();
  }
});
