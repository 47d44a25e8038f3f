import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  scaffolderActionsExtensionPoint,
  type TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import scaffolderModulePlatform from '.';

it('adds its actions, each with a schema, a description and an example', async () => {
  const added: TemplateAction[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [
        scaffolderActionsExtensionPoint,
        {
          addActions: (...actions: TemplateAction[]) => added.push(...actions),
        },
      ],
    ],
    features: [
      scaffolderModulePlatform,
      catalogServiceMock.factory(),
      mockServices.rootConfig.factory({ data: {} }),
    ],
  });
  await backend.stop();

  expect(added.map(({ id }) => id)).toEqual([
    'pilothouse:name:check',
    'pilothouse:preview',
    'pilothouse:repository:publish',
    'pilothouse:branch:protect',
    'pilothouse:deploy-rights:ensure',
    'pilothouse:ci-job:ensure',
    'pilothouse:webhook:ensure',
    'pilothouse:catalog:register',
    'pilothouse:pipeline:wait',
    'pilothouse:rollout:wait',
    'pilothouse:middleware:order',
    'pilothouse:middleware:wait',
    'pilothouse:middleware:bind',
    'pilothouse:undo',
    'pilothouse:application:check',
    'pilothouse:tenant:ensure',
    'pilothouse:deploy-rights:renew',
    'pilothouse:deletion:check',
    'pilothouse:deletion:remove',
    'pilothouse:deletion:verify',
  ]);
  for (const { description, examples, schema } of added) {
    expect(description).not.toBe('');
    expect(examples).not.toEqual([]);
    expect(schema?.input).toMatchObject({ type: 'object' });
  }
});
