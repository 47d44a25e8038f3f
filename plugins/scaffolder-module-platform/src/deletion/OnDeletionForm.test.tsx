import {
  createTheme,
  getContrastRatio,
  ThemeProvider,
} from '@material-ui/core/styles';
import { statusColors } from '@pilothouse/plugin-platform-react';
import { render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router-dom';
import { deletionForm } from './menu';
import { OnDeletionForm } from './OnDeletionForm';

type Variant = 'light' | 'dark';

/** Buttons as the stock form has them, the last one and the one before. */
function open(path: string, type: Variant) {
  render(
    <ThemeProvider theme={createTheme({ palette: { type } })}>
      <MemoryRouter initialEntries={[path]}>
        <OnDeletionForm />
        <article>
          <button type="submit" data-variant="primary">
            Review
          </button>
          <button type="button" data-variant="tertiary">
            Back
          </button>
          <button type="button" data-variant="primary">
            Delete
          </button>
          <button type="button" data-variant="primary" data-disabled="true">
            Deleting
          </button>
        </article>
      </MemoryRouter>
    </ThemeProvider>,
  );
}

const styleOf = (name: string) =>
  window.getComputedStyle(screen.getByRole('button', { name }));

describe.each(['light', 'dark'] as const)('%s', type => {
  it('has the button that deletes look so, and be readable', () => {
    open(deletionForm, type);
    const { backgroundColor, color } = styleOf('Delete');

    expect(getContrastRatio(backgroundColor, statusColors[type].failed)).toBe(
      1,
    );
    expect(getContrastRatio(backgroundColor, color)).toBeGreaterThanOrEqual(
      4.5,
    );
  });

  it.each(['Review', 'Back', 'Deleting'])('leaves %s as it is', name => {
    open(deletionForm, type);
    const { backgroundColor } = styleOf(name);

    expect(backgroundColor).not.toBe(styleOf('Delete').backgroundColor);
  });

  it.each(['/create/templates/default/node-service', '/create/tasks/a'])(
    'leaves all as they are on %s',
    path => {
      open(path, type);

      expect(styleOf('Delete').backgroundColor).toBe(
        styleOf('Back').backgroundColor,
      );
    },
  );
});
