import { screen } from '@testing-library/react';
import { renderIn } from '../testing';
import { useTitles } from './useTitles';

function Titles() {
  const { partTitle, sourceTitle } = useTitles();
  return (
    <ul>
      <li>{sourceTitle({ name: 'embedded', title: 'Embedded platform' })}</li>
      <li>{partTitle({ name: 'user-center', title: 'User center' })}</li>
      <li>{sourceTitle({ name: 'acme', title: 'Of the company' })}</li>
      <li>{partTitle({ name: 'east-1', title: 'Cluster east' })}</li>
    </ul>
  );
}

it.each([
  ['en', ['Embedded platform', 'User center']],
  ['zh', ['内置平台', '用户中心']],
] as const)(
  'what comes with Pilothouse is named in %s, the rest as it is',
  async (language, known) => {
    renderIn(language, <Titles />);
    await screen.findByText(known[0]);
    expect(screen.getAllByRole('listitem').map(li => li.textContent)).toEqual([
      ...known,
      'Of the company',
      'Cluster east',
    ]);
  },
);
