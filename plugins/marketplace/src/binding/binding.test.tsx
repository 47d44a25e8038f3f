import type {
  BindingChoices,
  BindingPreview,
} from '@pilothouse/plugin-platform-common';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import {
  answer,
  binding,
  cluster,
  portal,
  ref,
  target,
  words,
} from '../__testUtils__/scene';
import { beginning, isNameFree, requestOf, variablesOf } from './editing';

const choices: BindingChoices = {
  secrets: [
    {
      title: words('Owner', '所有者'),
      secret: 'orders-db-app',
      keys: ['uri', 'jdbc-uri'],
    },
  ],
  targets: [
    {
      target,
      services: [{ entityRef: 'component:default/web', title: 'Web' }],
      containers: ['app', 'sidecar'],
      ability: { allowed: true },
    },
    {
      target: { ...target, kind: 'StatefulSet', name: 'queue' },
      services: [],
      containers: ['app'],
      ability: { allowed: false, because: { kind: 'cluster' } },
    },
  ],
  elsewhere: [
    {
      entityRef: 'component:default/api',
      title: 'Api',
      places: ['east/shop-prod'],
    },
  ],
};
const preview: BindingPreview = {
  precondition: { uid: 'u', resourceVersion: '1' },
  diff: { ref: target, before: 'a: 1\n', after: 'a: 1\nb: 2\n' },
  notes: [
    { kind: 'restarts', pods: 2 },
    { kind: 'kept-by-git', by: 'flux' },
  ],
};

const say = {
  en: {
    bind: 'Bind a service',
    bindNow: 'Bind orders-db',
    unbind: 'Unbind web',
    secretMissing: /The Secret orders-db-app is not there/,
    uses: 'Variables DB_URI in app',
    restarts: /2 pods are replaced/,
    git: /Flux keeps this workload/,
    elsewhere: /Api – Runs in east\/shop-prod/,
    refused: /StatefulSet queue – The cluster does not let you/,
    variable: 'Variable for jdbc-uri',
    hand: /Bound by hand/,
    going: /orders-db will be deleted .* Undo its deletion first/,
  },
  zh: {
    bind: '绑定服务',
    bindNow: '绑定 orders-db',
    unbind: '解绑 web',
    secretMissing: /Secret orders-db-app 不存在/,
    uses: 'app 中的环境变量 DB_URI',
    restarts: /依次替换 2 个 Pod/,
    git: /Flux 按 git 中的内容/,
    elsewhere: /Api – 运行在 east\/shop-prod/,
    refused: /StatefulSet queue – /,
    variable: 'jdbc-uri 对应的变量',
    hand: /手动绑定/,
    going: /orders-db 将于.*删除，因此不能再绑定服务/,
  },
} as const;

const abilities = () => ({
  update: { allowed: true },
  delete: { allowed: true },
});
/** Rendering so large a form takes a busy machine a while. */
const patient = { timeout: 30_000 };
const page = '/marketplace/instances/postgresql/east/shop-dev/orders-db';

describe.each(['en', 'zh'] as const)('bindings, in %s', language => {
  const said = say[language];

  it('say what they give and what is wrong, and are taken away after a look', async () => {
    const { streams, asked } = portal(language, page, {
      abilities,
      'bindings/preview': () => preview,
      'bindings/apply': () => ({}),
    });
    streams.show('marketplace.instance', answer);
    streams.show('marketplace.bindings', { cluster, bindings: [binding] });
    expect(await screen.findByText(said.secretMissing)).toBeInTheDocument();
    expect(screen.getByText(said.uses)).toBeInTheDocument();
    fireEvent.click(screen.getByRole('button', { name: said.unbind }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByText(said.restarts)).toBeInTheDocument();
    expect(dialog.getByText(said.git)).toBeInTheDocument();
    fireEvent.click(dialog.getByRole('button', { name: said.unbind }));
    await waitFor(() =>
      expect(asked).toContainEqual([
        'bindings/apply',
        {
          request: { kind: 'unbind', secret: 'orders-db-app', target },
          precondition: preview.precondition,
        },
      ]),
    );
  });

  it('are not to be taken away here when made by hand', async () => {
    const { streams } = portal(language, page, { abilities });
    streams.show('marketplace.instance', answer);
    streams.show('marketplace.bindings', {
      cluster,
      bindings: [{ ...binding, by: 'hand', problems: [] }],
    });
    expect(await screen.findByText(said.hand)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: said.unbind })).toBeNull();
  });

  it('are not made to what will be deleted', async () => {
    const { streams, asked } = portal(language, page, {
      abilities,
      'bindings/choices': () => ({
        ...choices,
        going: { kind: 'to-be-deleted', at: '2131-04-01T08:00:00.000Z' },
      }),
    });
    streams.show('marketplace.instance', answer);
    streams.show('marketplace.bindings', { cluster, bindings: [] });
    fireEvent.click(await screen.findByRole('button', { name: said.bind }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByRole('alert')).toHaveTextContent(said.going);
    expect(dialog.getByRole('button', { name: said.bindNow })).toBeDisabled();
    expect(asked.map(([name]) => name)).not.toContain('bindings/preview');
  });

  it('are made of what may be chosen, and say why the rest may not', async () => {
    const { streams, asked } = portal(language, page, {
      abilities,
      'bindings/choices': () => choices,
      'bindings/preview': () => preview,
      'bindings/apply': () => ({}),
    });
    streams.show('marketplace.instance', answer);
    streams.show('marketplace.bindings', { cluster, bindings: [] });
    fireEvent.click(await screen.findByRole('button', { name: said.bind }));
    await screen.findByText(said.elsewhere, {}, patient);
    const dialog = within(screen.getByRole('dialog'));
    expect(dialog.getByText(said.refused)).toBeInTheDocument();
    fireEvent.change(dialog.getByRole('textbox', { name: said.variable }), {
      target: { value: 'JDBC' },
    });
    const verb = dialog.getByRole('button', { name: said.bindNow });
    await waitFor(() => expect(verb).toBeEnabled(), patient);
    fireEvent.click(verb);
    await waitFor(() =>
      expect(asked).toContainEqual([
        'bindings/apply',
        expect.objectContaining({
          request: expect.objectContaining({
            kind: 'bind',
            secret: 'orders-db-app',
            target,
            form: {
              kind: 'env',
              variables: [
                { name: 'ORDERS_DB_URI', key: 'uri' },
                { name: 'JDBC', key: 'jdbc-uri' },
              ],
            },
          }),
        }),
      ]),
    );
  });
});

describe.each([
  ['en', 'Bind a service', /is the address/, /orders-db-address with the add/],
  ['zh', '绑定服务', /得到的是访问地址/, /访问地址的 Secret orders-db-address/],
] as const)('what asks for no credentials, in %s', (language, ...said) => {
  it('is bound by its address', async () => {
    const [bind, address, made] = said;
    const open = words('It asks for none.', '不需要凭据。');
    const secret = 'orders-db-address';
    const { streams } = portal(language, page, {
      abilities,
      'bindings/choices': () => ({
        ...choices,
        open,
        secrets: [
          { title: words('Clients', '客户端'), secret, keys: ['host', 'port'] },
        ],
      }),
      'bindings/preview': () => ({
        ...preview,
        notes: [{ kind: 'makes-secret', secret }],
      }),
    });
    streams.show('marketplace.instance', answer);
    streams.show('marketplace.bindings', { cluster, bindings: [] });
    fireEvent.click(await screen.findByRole('button', { name: bind }));
    expect(await screen.findByText(address, {}, patient)).toBeInTheDocument();
    expect(await screen.findByText(made, {}, patient)).toBeInTheDocument();
  });
});

describe('what is entered', () => {
  const entered = beginning(choices, ref);

  it('begins with the only workload that one may change', () => {
    expect(entered).toMatchObject({
      target: 'Deployment/web',
      secret: 'orders-db-app',
      form: 'env',
    });
    expect(beginning(choices, ref, 'component:default/api').target).toBe(
      undefined,
    );
  });

  it('begins with the keys that the definition proposes', () => {
    const [secret] = choices.secrets;
    const proposing = {
      ...choices,
      secrets: secret ? [{ ...secret, proposed: ['uri'] }] : [],
    };
    expect(requestOf(ref, proposing, beginning(proposing, ref))).toMatchObject({
      form: { variables: [{ name: 'ORDERS_DB_URI', key: 'uri' }] },
    });
  });

  it.each([
    ['nothing chosen', { target: undefined }],
    ['one that may not be changed', { target: 'StatefulSet/queue' }],
    ['no variable', { without: ['uri', 'jdbc-uri'] }],
    ['the same name twice', { renamed: { uri: 'A', 'jdbc-uri': 'A' } }],
    ['what is no name', { renamed: { uri: 'a b' } }],
  ])('is asked nothing of with %s', (_, more) => {
    expect(requestOf(ref, choices, { ...entered, ...more })).toBeUndefined();
  });

  it('may have a name again that is left out', () => {
    const all = variablesOf(
      { ...entered, renamed: { uri: 'A', 'jdbc-uri': 'A' }, without: ['uri'] },
      ['uri', 'jdbc-uri'],
    );
    expect(isNameFree('A', all)).toBe(true);
  });
});
