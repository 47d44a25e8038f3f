import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Ability, Refusal } from '@pilothouse/plugin-platform-common';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { ChangeButton } from './ChangeButton';

const words = {
  en: 'In prod, only shop-leads may do this.',
  zh: '在 prod 中，只有 shop-leads 可以执行此操作。',
};
const restricted: Ability = {
  allowed: false,
  because: { kind: 'restricted', environment: 'prod', groups: ['shop-leads'] },
};

async function open(
  language: 'en' | 'zh',
  ability: Ability | undefined,
  inRow = false,
) {
  const onClick = jest.fn();
  renderIn(
    language,
    <div>
      <ChangeButton
        label="Delete…"
        name="Delete pod a…"
        ability={ability}
        inRow={inRow}
        onClick={onClick}
      />
    </div>,
  );
  return {
    onClick,
    button: await screen.findByRole('button', { name: 'Delete pod a…' }),
  };
}

describe.each(['en', 'zh'] as const)('in %s', language => {
  it('says by the keyboard why one may not, and does nothing', async () => {
    const { button, onClick } = await open(language, restricted, true);
    expect(screen.queryByRole('tooltip')).not.toBeInTheDocument();
    while (document.activeElement !== button) {
      await userEvent.tab();
      expect(document.activeElement).not.toBe(document.body);
    }
    expect(await screen.findByRole('tooltip')).toHaveTextContent(
      words[language],
    );
    expect(button).toHaveAccessibleDescription(words[language]);
    expect(button).toHaveAttribute('aria-disabled', 'true');
    await userEvent.keyboard('{Enter} ');
    await userEvent.click(button);
    expect(onClick).not.toHaveBeenCalled();
  });

  it('says why beside a button that stands alone', async () => {
    const { button } = await open(language, restricted);
    expect(screen.getByText(words[language])).toBeVisible();
    expect(button).toHaveAccessibleDescription(words[language]);
  });
});

it.each<[Refusal, string[]]>([
  [{ kind: 'cluster', said: 'denied by policy' }, ['denied by policy']],
  [{ kind: 'not-known', because: 'no route' }, ['no route']],
  [{ kind: 'cluster' }, []],
  [{ kind: 'not-permitted' }, []],
])('folds away what was said of %j', async (because, said) => {
  await open('en', { allowed: false, because });
  const folded = screen.queryAllByRole('group');
  expect(folded.map(each => each.lastChild?.textContent)).toEqual(said);
});

it('waits until it is known whether one may', async () => {
  const { button } = await open('en', undefined);
  expect(button).toBeDisabled();
});

it('begins where one may', async () => {
  const { button, onClick } = await open('en', { allowed: true });
  expect(button).not.toHaveAttribute('aria-disabled');
  await userEvent.click(button);
  expect(onClick).toHaveBeenCalledTimes(1);
});

it.each([
  [true, '-4px'],
  [false, ''],
])(
  'takes no more height than a line where it is in a row: %s',
  async (inRow, margin) => {
    const { button } = await open('en', { allowed: true }, inRow);
    const { marginTop, marginBottom } = getComputedStyle(button.parentElement!);
    expect([marginTop, marginBottom]).toEqual([margin, margin]);
  },
);

it('is not there where nobody can', async () => {
  renderIn(
    'en',
    <div>
      <p>The rest</p>
      <ChangeButton
        label="Restart…"
        ability={{ allowed: false, because: { kind: 'not-applicable' } }}
        onClick={() => {}}
      />
    </div>,
  );
  expect(await screen.findByText('The rest')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Restart…' })).toBeNull();
});
