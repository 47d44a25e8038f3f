import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import {
  answer,
  at,
  form,
  item,
  portal,
  preview,
  ref,
  words,
} from '../__testUtils__/scene';

const path = '/marketplace/instances/postgresql/east/shop-dev/orders-db';
const texts = {
  en: {
    none: /^Nobody has asked for credentials yet/,
    ask: 'Ask for credentials',
    readOnly: 'Reads only',
    giveBack: 'Give back web',
    nobody: 'No workload that you see has them.',
    trouble: 'The broker is silent',
    told: 'What was told',
    plan: 'Plan',
    change: 'Change orders-db',
    first: 'Is deleted first',
    delete: 'Delete orders-db',
    type: 'Type orders-db to delete it',
    reached: /without user and password/,
  },
  zh: {
    none: /^尚未申请凭据/,
    ask: '申请凭据',
    readOnly: 'Reads only',
    giveBack: '归还 web',
    nobody: '您可见的工作负载都没有使用它。',
    trouble: 'Broker 没有响应',
    told: '原始信息',
    plan: '套餐',
    change: '更改 orders-db',
    first: '首先删除',
    delete: '删除 orders-db',
    type: '输入 orders-db 以确认删除',
    reached: /不需要用户名和密码/,
  },
};
const allowed = { allowed: true };
const abilities = () => ({
  update: allowed,
  delete: allowed,
  grant: allowed,
  revoke: allowed,
});
const grant = {
  name: 'web',
  uid: 'g1',
  status: 'healthy',
  saying: { kind: 'ready' },
} as const;
const credentials = {
  title: words('web', 'web'),
  secret: 'web',
  keys: [],
  exists: true,
  grant,
};
const shown = answer.instance ?? undefined;

function brokered(of: (typeof credentials)[]) {
  return {
    ...answer,
    item: {
      ...item,
      offers: [
        {
          cluster: 'east',
          version: 'v1beta1',
          trouble: {
            words: words('The broker is silent', 'Broker 没有响应'),
            message: 'connection refused',
            closed: false,
            since: at,
          },
        },
      ],
    },
    instance: shown && { ...shown, grants: true, credentials: of },
  };
}

describe.each(['en', 'zh'] as const)('in %s', language => {
  const say = texts[language];

  it('asks for credentials after showing what that makes', async () => {
    const { streams, asked } = portal(language, path, {
      abilities,
      'grant-form': () => ({
        schema: {
          type: 'object',
          properties: { readOnly: { type: 'boolean', title: 'Reads only' } },
        },
      }),
      'grant-preview': () => preview,
      grant: () => ({}),
    });
    streams.show('marketplace.instance', brokered([]));
    expect(await screen.findByText(say.none)).toBeInTheDocument();
    const open = screen.getByRole('button', { name: say.ask });
    await waitFor(() => expect(open).toBeEnabled());
    fireEvent.click(open);
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.click(
      await dialog.findByRole('checkbox', { name: say.readOnly }),
    );
    const verb = dialog.getByRole('button', { name: say.ask });
    await waitFor(() => expect(verb).toBeEnabled());
    fireEvent.click(verb);
    await waitFor(() =>
      expect(asked).toContainEqual([
        'grant',
        { ref, name: 'orders-db-access', parameters: { readOnly: true } },
      ]),
    );
  });

  it('gives credentials back, and says who has them', async () => {
    const { streams, asked } = portal(language, path, {
      abilities,
      revoke: () => ({}),
    });
    streams.show('marketplace.instance', brokered([credentials]));
    const open = await screen.findByRole('button', { name: say.giveBack });
    await waitFor(() => expect(open).toBeEnabled());
    fireEvent.click(open);
    const { cluster } = answer;
    streams.show('marketplace.bindings', { cluster, bindings: [] });
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByText(say.nobody)).toBeInTheDocument();
    fireEvent.click(dialog.getByRole('button', { name: say.giveBack }));
    await waitFor(() =>
      expect(asked).toContainEqual(['revoke', { ref, name: 'web', uid: 'g1' }]),
    );
  });

  it('says how one that asks for no credentials is reached', async () => {
    const { streams } = portal(language, path, { abilities });
    const open = words('It asks for no password.', '不需要密码。');
    streams.show('marketplace.instance', {
      ...answer,
      instance: shown && { ...shown, credentials: [], open },
    });
    expect(await screen.findByText(open[language])).toBeInTheDocument();
    expect(screen.getByText(say.reached)).toHaveTextContent(
      'orders-db-rw.shop-dev.svc:5432',
    );
  });

  it('says what is the matter with who provides it', async () => {
    const { streams } = portal(language, path, { abilities });
    streams.show('marketplace.instance', brokered([]));
    expect(
      await screen.findByText(say.trouble, { exact: false }),
    ).toBeInTheDocument();
    expect(screen.getByText(say.told)).toBeInTheDocument();
    expect(screen.getByText('connection refused')).toBeInTheDocument();
  });

  it('deletes first what stands in the way', async () => {
    const { streams, asked } = portal(language, path, {
      abilities,
      deletion: () => ({
        ref,
        uid: 'u1',
        goes: [],
        stays: [],
        first: [
          { kind: 'ServiceBinding', name: 'web', uid: 'g1', data: false },
        ],
        finalizers: [],
        bound: [],
        unknown: [],
        graceMs: 0,
        when: 'now',
        seen: 's1',
      }),
      delete: () => ({}),
    });
    streams.show('marketplace.instance', brokered([credentials]));
    const open = await screen.findByRole('button', { name: say.delete });
    await waitFor(() => expect(open).toBeEnabled());
    fireEvent.click(open);
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByText(say.first)).toBeInTheDocument();
    fireEvent.change(dialog.getByRole('textbox', { name: say.type }), {
      target: { value: 'orders-db' },
    });
    fireEvent.click(dialog.getByRole('button', { name: say.delete }));
    await waitFor(() =>
      expect(asked).toContainEqual([
        'delete',
        {
          ref,
          uid: 'u1',
          seen: 's1',
          when: 'now',
          first: [{ name: 'web', uid: 'g1' }],
        },
      ]),
    );
  });

  it('changes to another plan, and keeps the parameters', async () => {
    const schema = {
      type: 'object',
      properties: {
        parameters: {
          type: 'object',
          properties: { size: { type: 'integer', title: 'Size' } },
        },
      },
    };
    const planOf = (name: string, values: object) => ({
      name,
      title: words(name, name),
      summary: words(name, name),
      values,
      schema,
    });
    const { asked } = portal(language, `${path}/change`, {
      values: () => ({
        values: { parameters: { size: 3 } },
        precondition: { uid: 'u1', resourceVersion: '1' },
      }),
      form: () => ({
        ...form,
        schema,
        fields: [{ path: ['parameters'], title: words('P', 'P') }],
        plans: [planOf('small', {}), planOf('large', { plan: 'large' })],
      }),
      preview: () => preview,
      order: () => ({ ref }),
    });
    fireEvent.click(await screen.findByRole('radio', { name: /^large/ }));
    const verb = screen.getByRole('button', { name: say.change });
    await waitFor(() => expect(verb).toBeEnabled());
    fireEvent.click(verb);
    await waitFor(() =>
      expect(asked.find(([name]) => name === 'order')?.[1]).toMatchObject({
        values: { plan: 'large' },
        changes: true,
      }),
    );
  });
});
