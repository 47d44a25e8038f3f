import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import {
  answer,
  binding,
  cluster,
  portal,
  ref,
  refused,
  target,
} from '../__testUtils__/scene';
import { splitByRestart } from './split';

const page = '/marketplace/instances/postgresql/east/shop-dev/orders-db';
const allowed = { allowed: true };
const instance = answer.instance;
type Told = NonNullable<typeof instance>['credentials'][number]['rotation'];
const rotating = (rotation: Told = { by: 'operator' }) => ({
  ...answer,
  instance: instance && {
    ...instance,
    credentials: instance.credentials.map(each => ({ ...each, rotation })),
  },
});
const rotations = (state: object, ability: object = allowed) => ({
  ability,
  secrets: [{ secret: 'orders-db-app', state }],
});
const ready = { kind: 'ready', uid: 's1' };
const uses = { container: 'app', variables: [], prefixes: [], files: [] };
const mounted = {
  ...binding,
  target: { ...target, name: 'files' },
  uses: [{ ...uses, files: ['/bindings/orders-db'] }],
};

const boundTo = (name: string) => ({
  ...binding,
  target: { ...target, name },
});
const nameIn = (body: unknown) =>
  (body as { target: { name: string } }).target.name;

it.each([
  ['variables', { variables: [{ name: 'A', key: 'a' }] }, true],
  ['all keys as variables', { prefixes: ['DB_'] }, true],
  ['files', { files: ['/bindings/db'] }, false],
])('knows whether who has %s has to restart', (_, more, restarts) => {
  const bound = { uses: [{ ...uses, ...more }] };
  const split = splitByRestart([bound]);
  expect(split.restarts).toEqual(restarts ? [bound] : []);
  expect(split.follows).toEqual(restarts ? [] : [bound]);
});

const texts = {
  en: {
    open: 'Rotate orders-db-app',
    what: /The old ones stop to work at once/,
    restart: /Restart Deployment web/,
    follows: /without a restart/,
    verb: 'Make new credentials',
    notMade: /has not made new ones yet/,
    made: 'The new credentials are there.',
    restarted: 'Being restarted: web',
    notRestarted: 'Could not be restarted: jobs',
    foreign: /The operator did not make this Secret/,
    missing: /The Secret is not there/,
    notKnown: /could not be found out. No answer/,
    mayNot: /You have no permission/,
    hand: 'Change it by hand',
  },
  zh: {
    open: '轮换 orders-db-app',
    what: /旧凭据立即失效/,
    restart: /重启 Deployment web/,
    follows: /无需重启/,
    verb: '生成新的凭据',
    notMade: /尚未生成新的凭据/,
    made: '新的凭据已生成。',
    restarted: '正在重启：web',
    notRestarted: '无法重启：jobs',
    foreign: /不是由 Operator 创建的/,
    missing: /该 Secret 不存在/,
    notKnown: /无法确定能否轮换凭据。No answer/,
    mayNot: /您在门户中没有此权限/,
    hand: '请手动更改',
  },
};

describe.each(['en', 'zh'] as const)('in %s', language => {
  const say = texts[language];
  const open = async (made: boolean, known: object = rotations(ready)) => {
    const { streams, asked } = portal(language, page, {
      abilities: () => ({ update: allowed, delete: allowed }),
      rotations: () => known,
      rotate: () => ({ made }),
    });
    streams.show('marketplace.instance', rotating());
    streams.show('marketplace.bindings', {
      cluster,
      bindings: [binding, mounted],
    });
    return {
      asked,
      button: await screen.findByRole('button', { name: say.open }),
    };
  };

  it('says who restarts and who does not, and asks for new ones', async () => {
    const { asked, button } = await open(false);
    await waitFor(() => expect(button).toBeEnabled());
    fireEvent.click(button);
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(say.what)).toBeInTheDocument();
    expect(await dialog.findByLabelText(say.restart)).toBeChecked();
    expect(dialog.getByText(say.follows)).toBeInTheDocument();
    const verb = dialog.getByRole('button', { name: say.verb });
    await waitFor(() => expect(verb).toBeEnabled());
    fireEvent.click(verb);
    expect(await dialog.findByText(say.notMade)).toBeInTheDocument();
    expect(asked).toContainEqual([
      'rotate',
      { ref, secret: 'orders-db-app', uid: 's1' },
    ]);
  });

  it('restarts those chosen once there are new ones, and says which it could not', async () => {
    const { streams } = portal(language, page, {
      abilities: () => ({ update: allowed, delete: allowed }),
      rotations: () => rotations(ready),
      rotate: () => ({ made: true }),
      'deployments/preview': body =>
        nameIn(body) === 'jobs'
          ? refused(403, 'NotAllowedError', 'Not yours to restart')
          : { precondition: 'p1' },
    });
    streams.show('marketplace.instance', rotating());
    streams.show('marketplace.bindings', {
      cluster,
      bindings: [binding, boundTo('jobs'), boundTo('mail'), mounted],
    });
    const button = await screen.findByRole('button', { name: say.open });
    await waitFor(() => expect(button).toBeEnabled());
    fireEvent.click(button);
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.click(await dialog.findByLabelText(/Deployment mail/));
    fireEvent.click(dialog.getByRole('button', { name: say.verb }));
    expect(await dialog.findByText(say.made)).toBeInTheDocument();
    expect(dialog.getByText(say.restarted)).toBeInTheDocument();
    expect(dialog.getByText(say.notRestarted)).toBeInTheDocument();
  });

  it('is not offered where one may not, and says why', async () => {
    const { button } = await open(false, {
      ability: { allowed: false, because: { kind: 'not-permitted' } },
      secrets: [],
    });
    expect(await screen.findByText(say.mayNot)).toBeInTheDocument();
    expect(button).toBeDisabled();
  });

  it('is not offered as long as there is no Secret, and says so', async () => {
    const { button } = await open(false, rotations({ kind: 'missing' }));
    expect(await screen.findByText(say.missing)).toBeInTheDocument();
    expect(button).toBeDisabled();
  });

  it.each<[string, () => object, 'foreign' | 'notKnown']>([
    [
      'somebody else has made the Secret',
      () => rotations({ kind: 'foreign' }),
      'foreign',
    ],
    [
      'that is not known',
      () => refused(503, 'ServiceUnavailableError', 'No answer'),
      'notKnown',
    ],
    [
      'that is not known of this Secret',
      () => rotations({ kind: 'not-known', because: 'No answer' }),
      'notKnown',
    ],
  ])('is not offered where %s, and says so', async (_, known, told) => {
    const { streams } = portal(language, page, {
      abilities: () => ({ update: allowed, delete: allowed }),
      rotations: known,
    });
    streams.show('marketplace.instance', rotating());
    expect(await screen.findByText(say[told])).toBeInTheDocument();
    const buttons = screen.queryAllByRole('button', { name: say.open });
    for (const button of buttons) expect(button).toBeDisabled();
  });

  it('says what to do where no operator makes new ones, and asks nothing', async () => {
    const { streams, asked } = portal(language, page, {
      abilities: () => ({ update: allowed, delete: allowed }),
    });
    const words = { en: texts.en.hand, zh: texts.zh.hand };
    streams.show('marketplace.instance', rotating({ by: 'hand', words }));
    expect(await screen.findByText(say.hand)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: say.open })).toBeNull();
    expect(asked.map(([name]) => name)).not.toContain('rotations');
  });
});
