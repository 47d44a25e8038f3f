import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { answer, portal, preview, ref, refused } from '../__testUtils__/scene';

const page = '/marketplace/instances/postgresql/east/shop-dev/orders-db';
const allowed = { allowed: true };
const precondition = { uid: 'u1', resourceVersion: '7' };
const revisions = [
  { revision: 3, version: '1.1.0', state: 'now', of: 1 },
  { revision: 2, version: '1.2.0', state: 'failed' },
  {
    ...{ revision: 1, version: '1.1.0', state: 'earlier' },
    at: '2031-04-01T08:00:00.000Z',
  },
];

const texts = {
  en: {
    show: 'Show revisions',
    list: 'Revisions that are kept',
    of: 'now · brought back revision 1',
    back: 'Roll back to 1',
    dialog: 'Roll orders-db back to revision 1',
    data: 'Data in volumes stays as it is.',
    failed: 'The revisions could not be read',
  },
  zh: {
    show: '显示历史版本',
    list: '保留的历史版本',
    of: '当前 · 由版本 1 回滚而来',
    back: '回滚到 1',
    dialog: '将 orders-db 回滚到版本 1',
    data: '存储卷中的数据保持不变。',
    failed: '无法读取历史版本',
  },
};

const basis = 'revision 2';

describe.each(['en', 'zh'] as const)('in %s', language => {
  const say = texts[language];
  const open = (more: Record<string, () => object | Response>) => {
    const { streams, asked } = portal(language, page, {
      abilities: () => ({
        update: allowed,
        delete: allowed,
        rollBack: allowed,
      }),
      revisions: () => ({ revisions }),
      ...more,
    });
    streams.show('marketplace.instance', answer);
    return asked;
  };

  it('shows revisions once asked, and goes back to one after a look at what changes', async () => {
    const asked = open({
      'rollback-preview': () => ({ ...preview, precondition, basis }),
      rollback: () => ({}),
    });
    const show = await screen.findByRole('button', { name: say.show });
    expect(asked.map(([name]) => name)).not.toContain('revisions');
    fireEvent.click(show);
    const table = await screen.findByRole('region', { name: say.list });
    expect(within(table).getByText(say.of)).toBeInTheDocument();
    const buttons = within(table).getAllByRole('button');
    expect(buttons.map(each => each.textContent)).toEqual([say.back]);
    fireEvent.click(within(table).getByRole('button', { name: say.back }));
    const dialog = within(
      await screen.findByRole('dialog', { name: say.dialog }),
    );
    expect(dialog.getByText(say.data)).toBeInTheDocument();
    const verb = dialog.getByRole('button', { name: say.back });
    await waitFor(() => expect(verb).toBeEnabled());
    fireEvent.click(verb);
    await waitFor(() =>
      expect(asked).toContainEqual([
        'rollback',
        { ref, revision: 1, precondition, basis },
      ]),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('says that they could not be read', async () => {
    open({
      revisions: () => refused(403, 'NotAllowedError', 'secrets is forbidden'),
    });
    fireEvent.click(await screen.findByRole('button', { name: say.show }));
    expect(await screen.findByText(say.failed)).toBeInTheDocument();
  });
});

it('has no revisions of what nobody keeps', async () => {
  const { streams } = portal('en', page, {
    abilities: () => ({ update: allowed, delete: allowed }),
  });
  streams.show('marketplace.instance', answer);
  await screen.findAllByText('orders-db');
  await waitFor(() =>
    expect(
      screen.getByRole('button', { name: /Delete orders-db/ }),
    ).toBeEnabled(),
  );
  expect(screen.queryByText('Revisions')).toBeNull();
});
