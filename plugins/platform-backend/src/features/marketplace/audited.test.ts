import { mockServices } from '@backstage/backend-test-utils';
import { ConflictError } from '@backstage/errors';
import { loggedAs } from '@pilothouse/plugin-platform-node';
import { audited } from './audited';

it('records why a change failed without what the person gave', async () => {
  const failed: Error[] = [];
  const auditor = mockServices.auditor.mock({
    createEvent: async () => ({
      success: async () => undefined,
      fail: async ({ error }) => {
        failed.push(error);
      },
    }),
  });
  const error = loggedAs(new ConflictError('no hush-hush'), 'no ••••••');
  const logger = mockServices.logger.mock();
  await expect(
    audited({ auditor, logger }, {}, { action: 'order' }, () =>
      Promise.reject(error),
    ),
  ).rejects.toBe(error);
  expect(failed).toMatchObject([
    { name: 'ConflictError', message: 'no ••••••' },
  ]);
  expect(failed[0]?.stack).not.toMatch(/hush-hush/);
});
