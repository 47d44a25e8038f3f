import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import type { Teams } from '@pilothouse/plugin-platform-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { portalOf } from '../__testUtils__/portal';
import { TeamGate } from './TeamGate';

const words = {
  en: {
    title: 'Welcome, Lin Wei. You are in no team yet',
    ask: 'Ask Platform engineering to add you to one:',
    nobody: /Ask the lead of your team/,
    notKnown: 'Welcome, Lin Wei. Your teams are not known yet',
    notReadYet: /still reading who is in which team/,
    notAnswered: /did not answer which teams you are in/,
    notListed: /not among the people whom the portal has read/,
    joined: 'You are in a team now: shop.',
    open: 'Open the portal',
    signOut: 'Sign out',
  },
  zh: {
    title: '欢迎，Lin Wei。您还没有加入任何团队',
    ask: '请联系 Platform engineering，把您加入团队：',
    nobody: /请联系团队负责人/,
    notKnown: '欢迎，Lin Wei。门户暂时还不知道您所属的团队',
    notReadYet: /正在读取团队成员信息/,
    notAnswered: /门户没有返回您所属的团队/,
    notListed: /读取到的人员中还没有您/,
    joined: '您已加入团队：shop。',
    open: '打开门户',
    signOut: '退出登录',
  },
};

const none: Teams = { kind: 'listed', groups: [] };

const gate = (
  <TeamGate>
    <p>the portal</p>
  </TeamGate>
);

describe.each(['en', 'zh'] as const)('without a team, in %s', language => {
  const say = words[language];

  it('one sees whom to ask instead of the portal, and can leave', async () => {
    const { rendering, identity } = portalOf({ teams: none });
    const signOut = jest.spyOn(identity, 'signOut').mockResolvedValue();
    renderIn(language, gate, {
      ...rendering,
      config: {
        pilothouse: {
          contact: {
            name: 'Platform engineering',
            email: 'platform@example.com',
            url: 'https://chat.example.com/platform',
          },
        },
      },
    });
    expect(
      await screen.findByRole('heading', { name: say.title }),
    ).toBeInTheDocument();
    expect(screen.queryByText('the portal')).not.toBeInTheDocument();
    expect(screen.getByText(say.ask)).toBeInTheDocument();
    expect(screen.getByText('Lin Wei · lin.wei@example.com')).toBeVisible();
    expect(screen.queryByText(say.notAnswered)).not.toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'platform@example.com' }),
    ).toHaveAttribute('href', 'mailto:platform@example.com');
    expect(
      screen.getByRole('link', { name: 'https://chat.example.com/platform' }),
    ).toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: say.signOut }));
    await waitFor(() => expect(signOut).toHaveBeenCalled());
  });

  it.each(['not-read-yet', 'not-listed'] as const)(
    'one is not told to be in none where that is %s',
    async kind => {
      const { rendering } = portalOf({ teams: { kind } });
      renderIn(language, gate, rendering);
      expect(
        await screen.findByRole('heading', { name: say.notKnown }),
      ).toBeInTheDocument();
      const told = kind === 'not-listed' ? say.notListed : say.notReadYet;
      expect(screen.getByText(told)).toBeInTheDocument();
      expect(screen.getByText(say.nobody)).toBeInTheDocument();
      expect(screen.queryByText('the portal')).not.toBeInTheDocument();
    },
  );

  it('one is told when one has been added meanwhile', async () => {
    const { rendering } = portalOf({
      teams: { kind: 'listed', groups: ['group:default/shop'] },
    });
    renderIn(language, gate, rendering);
    expect(await screen.findByText(say.joined)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: say.open })).toBeInTheDocument();
  });

  it('one is not told to be in none where the portal does not answer', async () => {
    const { rendering } = portalOf({});
    renderIn(language, gate, rendering);
    // What fails is asked for once more, a second later.
    expect(
      await screen.findByText(say.notAnswered, undefined, { timeout: 60_000 }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: say.notKnown }),
    ).toBeInTheDocument();
  });

  it('one is told to ask the lead where nobody is configured', async () => {
    const { rendering } = portalOf({ teams: none });
    renderIn(language, gate, rendering);
    expect(await screen.findByText(say.nobody)).toBeInTheDocument();
  });

  it('an address that is no web address is not made a link', async () => {
    const { rendering } = portalOf({ teams: none });
    renderIn(language, gate, {
      ...rendering,
      config: { pilothouse: { contact: { url: 'ftp://files.example.com' } } },
    });
    await screen.findByText(say.nobody);
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });
});

it('with a team, one sees the portal', async () => {
  const { rendering } = portalOf({ ownership: ['group:default/shop'] });
  renderIn('en', gate, rendering);
  expect(await screen.findByText('the portal')).toBeInTheDocument();
});

it('shows the portal where teams cannot be found out', async () => {
  const { rendering, identity } = portalOf({});
  jest
    .spyOn(identity, 'getBackstageIdentity')
    .mockRejectedValue(new Error('no session'));
  renderIn('en', gate, rendering);
  expect(await screen.findByText('the portal')).toBeInTheDocument();
});
