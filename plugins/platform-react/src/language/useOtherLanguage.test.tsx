import { fireEvent, screen } from '@testing-library/react';
import { renderIn } from '../testing';
import { useOtherLanguage } from './useOtherLanguage';

function Other() {
  const { code, name, choose } = useOtherLanguage();
  return (
    <button lang={code} onClick={choose}>
      {name}
    </button>
  );
}

it.each([
  ['en', '中文', 'English'],
  ['zh', 'English', '中文'],
] as const)(
  'from %s one gets to the other language, and back',
  async (language, there, back) => {
    renderIn(language, <Other />);
    fireEvent.click(await screen.findByRole('button', { name: there }));
    expect(
      await screen.findByRole('button', { name: back }),
    ).toBeInTheDocument();
  },
);
