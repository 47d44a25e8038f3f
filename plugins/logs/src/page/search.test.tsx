import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { withLayout } from '@pilothouse/plugin-platform-react/testing';
import { linesOf, sources } from '../__testUtils__/lines';
import { Portal } from '../__testUtils__/portal';
import { placement, pod, service } from '../__testUtils__/services';

const words = {
  en: {
    search: 'Search in these lines',
    regex: 'Regex',
    only: 'Only matches',
    one: '1 line matches',
    two: '2 lines match',
    invalid: 'Not a regular expression: Unterminated group',
    noMatch: 'No line matches the search.',
    next: 'Next match',
    clear: 'Clear the search',
    follow: 'Follow',
  },
  zh: {
    search: '在这些日志中搜索',
    regex: '正则',
    only: '仅匹配行',
    one: '1 行匹配',
    two: '2 行匹配',
    invalid: '正则表达式有误：Unterminated group',
    noMatch: '没有匹配的行。',
    next: '下一处匹配',
    clear: '清除搜索',
    follow: '跟随',
  },
};

const texts = ['order 1 paid', 'timeout after 2 s', 'order 2 paid'];

const lines = () => [...screen.getByRole('log').querySelectorAll('time')];

async function opened(language: 'en' | 'zh', query = '', shown = 3) {
  const portal = new Portal();
  portal.show(service([placement('dev', pod('web-5d4-x2k', 'app'))]));
  portal.visit(language, query);
  await waitFor(() => expect(portal.asked).toHaveLength(1));
  portal.say(...sources, linesOf(texts), { kind: 'live' });
  await waitFor(() => expect(lines()).toHaveLength(shown));
}

const marks = () =>
  [...screen.getByRole('log').querySelectorAll('mark')].map(
    ({ textContent }) => textContent,
  );
const address = () => screen.getByTestId('address').textContent;
const current = () =>
  screen.getByRole('log').querySelector('[aria-current]')?.textContent;

withLayout();

describe.each(['en', 'zh'] as const)('search in %s', language => {
  const say = words[language];
  const field = () => screen.getByRole('textbox', { name: say.search });
  const button = (name: string) => screen.getByRole('button', { name });

  it('marks and counts what is found, and shows only that when asked', async () => {
    await opened(language);
    await userEvent.type(field(), 'order');
    expect(await screen.findByText(say.two)).toBeInTheDocument();
    expect(marks()).toEqual(['order', 'order']);
    expect(lines()).toHaveLength(3);
    expect(address()).toBe('?q=order');
    await userEvent.click(button(say.only));
    await waitFor(() => expect(lines()).toHaveLength(2));
    await userEvent.clear(field());
    await userEvent.type(field(), 'nowhere');
    expect(await screen.findByText(say.noMatch)).toBeInTheDocument();
    expect(lines()).toHaveLength(0);
    await userEvent.click(button(say.clear));
    await waitFor(() => expect(lines()).toHaveLength(3));
    expect(field()).toHaveValue('');
  });

  it('takes regular expressions, and says what is wrong with them', async () => {
    await opened(language);
    await userEvent.type(field(), 'order \\d$');
    await waitFor(() => expect(address()).toContain('q=order'));
    await userEvent.click(button(say.regex));
    expect(button(say.regex)).toHaveAttribute('aria-pressed', 'true');
    await userEvent.clear(field());
    await userEvent.type(field(), 'after \\d');
    expect(await screen.findByText(say.one)).toBeInTheDocument();
    expect(marks()).toEqual(['after 2']);
    await userEvent.type(field(), '(');
    expect(await screen.findByText(say.invalid)).toBeInTheDocument();
    expect(marks()).toEqual([]);
  });

  it('goes from match to match, from the first key on, and follows no longer', async () => {
    await opened(language);
    await userEvent.type(field(), 'order{Enter}');
    await waitFor(() => expect(current()).toContain('order 1 paid'));
    expect(button(say.follow)).toHaveAttribute('aria-pressed', 'false');
    await userEvent.type(field(), '{Enter}');
    await waitFor(() => expect(current()).toContain('order 2 paid'));
    await userEvent.click(button(say.next));
    await waitFor(() => expect(current()).toContain('order 1 paid'));
    await userEvent.type(field(), '{Shift>}{Enter}{/Shift}');
    await waitFor(() => expect(current()).toContain('order 2 paid'));
    await userEvent.type(field(), '{Escape}');
    await waitFor(() => expect(address()).toBe(''));
    expect(marks()).toEqual([]);
    expect(field()).not.toHaveFocus();
  });

  it('waits for an input method, whose keys are its own', async () => {
    await opened(language);
    fireEvent.compositionStart(field());
    fireEvent.change(field(), { target: { value: 'ord' } });
    fireEvent.keyDown(field(), { key: 'Enter', isComposing: true });
    fireEvent.keyDown(field(), { key: 'Enter', keyCode: 229 });
    fireEvent.keyDown(field(), { key: 'Escape', isComposing: true });
    expect(field()).toHaveValue('ord');
    expect(address()).toBe('');
    fireEvent.change(field(), { target: { value: 'order' } });
    fireEvent.compositionEnd(field());
    expect(await screen.findByText(say.two)).toBeInTheDocument();
    expect(address()).toBe('?q=order');
  });

  it('is reached by a key, while letters that are typed are only typed', async () => {
    await opened(language);
    const isFollowing = () => button(say.follow).getAttribute('aria-pressed');
    await userEvent.keyboard('f');
    expect(isFollowing()).toBe('false');
    await userEvent.keyboard('{Control>}f{/Control}');
    expect(isFollowing()).toBe('false');
    await userEvent.keyboard('f');
    await waitFor(() => expect(isFollowing()).toBe('true'));
    await userEvent.keyboard('/');
    expect(field()).toHaveFocus();
    await userEvent.keyboard('/f');
    expect(field()).toHaveValue('/f');
    expect(isFollowing()).toBe('true');
  });

  it('is what the address says', async () => {
    await opened(language, '?q=ORDER|Timeout&regex=true&only=true', 0);
    expect(field()).toHaveValue('ORDER|Timeout');
    expect(await screen.findByText(say.noMatch)).toBeInTheDocument();
    await userEvent.clear(field());
    await userEvent.type(field(), 'order|timeout');
    await waitFor(() => expect(marks()).toEqual(['order', 'timeout', 'order']));
  });
});
