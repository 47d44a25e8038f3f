import { Link } from '@backstage/core-components';
import { UnifiedThemeProvider } from '@backstage/theme';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { screen, waitFor } from '@testing-library/react';
import humanizeDuration from 'humanize-duration';
import { themeOf } from '../theme/themes';
import { DocumentLanguage } from './DocumentLanguage';

const word = (name: string) =>
  document.documentElement.style.getPropertyValue(`--pilothouse-${name}`);

it.each([
  ['en', /opens in a new window/, /Nothing is owned/],
  ['zh', /在新窗口中打开/, /没有您可以查看的/],
] as const)(
  'gives stock components the words of %s that they lack',
  async (language, newWindow, ownsNothing) => {
    renderIn(language, <DocumentLanguage reload={jest.fn()} />);
    await waitFor(() => expect(word('new-window')).toMatch(newWindow));
    expect(word('owns-nothing')).toMatch(ownsNothing);
    expect(document.documentElement.lang).toBe(language);
  },
);

it.each([
  ['zh', '3 分钟'],
  ['en', '3 minutes'],
] as const)('has stock pages write durations in %s', async (language, said) => {
  renderIn(language, <DocumentLanguage reload={jest.fn()} />);
  await waitFor(() => expect(humanizeDuration(180_000)).toBe(said));
});

it('hides the English words of links in the way of ours', async () => {
  renderIn(
    'zh',
    <UnifiedThemeProvider theme={themeOf('light')}>
      <Link to="https://example.com">example</Link>
    </UnifiedThemeProvider>,
  );
  const words = await screen.findByText(/Opens in a new window/);
  expect(words).not.toBeVisible();
  expect(document.head.innerHTML).toContain('var(--pilothouse-new-window)');
});
