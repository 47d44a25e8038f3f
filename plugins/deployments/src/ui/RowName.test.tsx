import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { screen } from '@testing-library/react';
import { RowName } from './RowName';

it.each([
  ['en', 'Gone'],
  ['zh', '已不存在'],
] as const)('says in %s that what it names is gone', async (language, gone) => {
  renderIn(
    language,
    <div>
      <RowName gone>web-a</RowName>
    </div>,
  );
  const name = await screen.findByText('web-a');
  expect(name.tagName).toBe('S');
  expect(screen.getByText(gone)).toBeInTheDocument();
});

it('names what is there as it is', async () => {
  renderIn(
    'en',
    <div>
      <RowName gone={false}>web-a</RowName>
    </div>,
  );
  expect((await screen.findByText('web-a')).tagName).toBe('DIV');
  expect(screen.queryByText('Gone')).not.toBeInTheDocument();
});
