import { alertApiRef } from '@backstage/frontend-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  entityRouteRef,
  type UnregisterEntityDialogProps,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { UnregisterDialog } from './UnregisterDialog';

const target = 'https://git.example.com/shop/web/catalog-info.yaml';
const entity: UnregisterEntityDialogProps['entity'] = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'web',
    namespace: 'default',
    uid: '7',
    annotations: { 'backstage.io/managed-by-origin-location': `url:${target}` },
  },
};

/** As the catalog's client words a refusal. */
const refused = (status: number, name: string, message: string) =>
  Object.assign(new Error(`Request failed with ${status}`), {
    cause: Object.assign(new Error(message), { name }),
  });

function open(language: 'en' | 'zh', failure?: Error) {
  const alerts = mockApis.alert();
  const onConfirm = jest.fn();
  const catalog = catalogApiMock({ entities: [entity] });
  catalog.getLocationByRef = async () => ({
    id: '1',
    type: 'url',
    target,
    entityRef: 'location:default/generated-1',
  });
  catalog.removeLocationById = jest.fn(async () => {
    if (failure) throw failure;
  });
  renderIn(
    language,
    <UnregisterDialog
      open
      entity={entity}
      onClose={jest.fn()}
      onConfirm={onConfirm}
    />,
    {
      apis: [
        [catalogApiRef, catalog],
        [alertApiRef, alerts],
      ],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
  return { alerts, onConfirm };
}

/** The words of stock plugins stay English in tests of parts. */
const button = 'Unregister Location';
const notAllowed = refused(403, 'NotAllowedError', 'not yours');

describe.each([
  ['en', /also registers something of another team/],
  ['zh', /同一文件还注册了其他团队的内容/],
] as const)('unregistering in %s', (language, why) => {
  it('says in words, and as an error, why it was refused', async () => {
    const { alerts, onConfirm } = open(language, notAllowed);
    await userEvent.click(await screen.findByRole('button', { name: button }));
    await waitFor(() =>
      expect(alerts.getAlerts()).toEqual([
        { severity: 'error', message: expect.stringMatching(why) },
      ]),
    );
    expect(onConfirm).not.toHaveBeenCalled();
  });

  it('passes on what else the catalog says', async () => {
    const { alerts } = open(language, refused(503, 'Error', 'starting'));
    await userEvent.click(await screen.findByRole('button', { name: button }));
    await waitFor(() =>
      expect(alerts.getAlerts()).toEqual([
        { severity: 'error', message: 'starting' },
      ]),
    );
  });

  it('goes through where it may', async () => {
    const { alerts, onConfirm } = open(language);
    await userEvent.click(await screen.findByRole('button', { name: button }));
    await waitFor(() => expect(onConfirm).toHaveBeenCalledTimes(1));
    expect(alerts.getAlerts()).toEqual([]);
  });
});
