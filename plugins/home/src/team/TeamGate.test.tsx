import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { portalOf } from '../__testUtils__/portal';
import { TeamGate } from './TeamGate';

const words = {
  en: {
    title: 'Welcome, Lin Wei. You are in no team yet',
    ask: 'Ask Platform engineering to add you to one:',
    nobody: /Ask the lead of your team/,
    justStarted: /started only now, it may not have read yet/,
    signOut: 'Sign out',
  },
  zh: {
    title: '欢迎，Lin Wei。您还没有加入任何团队',
    ask: '请联系 Platform engineering，把您加入团队：',
    nobody: /请联系团队负责人/,
    justStarted: /门户刚刚启动，可能还没有读取完团队成员信息/,
    signOut: '退出登录',
  },
};

const gate = (
  <TeamGate>
    <p>the portal</p>
  </TeamGate>
);

describe.each(['en', 'zh'] as const)('without a team, in %s', language => {
  const say = words[language];

  it('one sees whom to ask instead of the portal, and can leave', async () => {
    const { rendering, identity } = portalOf({});
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
    expect(screen.getByText(say.justStarted)).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'platform@example.com' }),
    ).toHaveAttribute('href', 'mailto:platform@example.com');
    expect(
      screen.getByRole('link', { name: 'https://chat.example.com/platform' }),
    ).toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: say.signOut }));
    await waitFor(() => expect(signOut).toHaveBeenCalled());
  });

  it('one is told to ask the lead where nobody is configured', async () => {
    const { rendering } = portalOf({});
    renderIn(language, gate, rendering);
    expect(await screen.findByText(say.nobody)).toBeInTheDocument();
  });

  it('an address that is no web address is not made a link', async () => {
    const { rendering } = portalOf({});
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
