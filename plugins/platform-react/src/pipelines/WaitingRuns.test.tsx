import { screen, within } from '@testing-library/react';
import { renderIn } from '../testing';
import { WaitingRuns } from './WaitingRuns';

const waiting = {
  'component:default/web': [
    {
      run: { job: 'shop/web/main', number: 12, branch: 'main' },
      questions: ['Deploy to prod?'],
      until: '2031-04-01T08:15:00.000Z',
    },
  ],
  'component:default/cart': [
    {
      run: { job: 'shop/cart/main', number: 3 },
      questions: ['Roll back?', 'Tell people?'],
    },
  ],
};

it.each([
  ['en', 'Waits for your answer', 'Answer', /run #12.*Shop window$/],
  ['zh', '等待您答复', '去答复', /Shop window.*第 12 次运行$/],
] as const)(
  'says in %s which runs ask what, and until when',
  async (language, title, answer, link) => {
    const titles: Record<string, string> = {
      'component:default/web': 'Shop window',
    };
    renderIn(
      language,
      <WaitingRuns waiting={waiting} nameOf={ref => titles[ref]} />,
    );
    const region = within(await screen.findByRole('region', { name: title }));
    const lines = region.getAllByRole('listitem');
    expect(lines.map(line => line.textContent)).toEqual([
      expect.stringMatching(/^Shop windowDeploy to prod\? · .*2031/),
      `cartRoll back? · Tell people?${answer}`,
    ]);
    expect(region.getByRole('link', { name: link })).toHaveAttribute(
      'href',
      expect.stringMatching(/component\/web.*run=12/),
    );
  },
);

it('is not there where nothing waits', async () => {
  renderIn(
    'en',
    <div data-testid="page">
      <WaitingRuns waiting={{}} />
    </div>,
  );
  expect(await screen.findByTestId('page')).toBeEmptyDOMElement();
});
