import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import {
  createTheme,
  getContrastRatio,
  ThemeProvider,
} from '@material-ui/core/styles';
import { statusColors } from '@pilothouse/plugin-platform-react';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';
import { deletionForms } from './menu';
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
    open(deletionForms.service, type);
    const { backgroundColor, color } = styleOf('Delete');

    expect(getContrastRatio(backgroundColor, statusColors[type].failed)).toBe(
      1,
    );
    expect(getContrastRatio(backgroundColor, color)).toBeGreaterThanOrEqual(
      4.5,
    );
  });

  it.each(['Review', 'Back', 'Deleting'])('leaves %s as it is', name => {
    open(deletionForms.service, type);
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

it('knows the last button of the stock form', async () => {
  jest.spyOn(window, 'scrollTo').mockImplementation(() => {});
  const manifest = {
    title: 'Delete a service',
    presentation: { buttonLabels: { createButtonText: 'Delete for good' } },
    steps: [{ title: 'Service', schema: { type: 'object', properties: {} } }],
  };
  renderIn(
    'en',
    <div>
      <OnDeletionForm />
      <article>
        <Stepper
          manifest={manifest}
          extensions={[]}
          onCreate={async () => {}}
        />
      </article>
    </div>,
    { initialRouteEntries: [deletionForms.service] },
  );
  const color = (name: string) =>
    getContrastRatio(
      styleOf(name).backgroundColor || '#fff',
      statusColors.light.failed,
    );

  const review = await screen.findByRole('button', { name: 'Review' });
  expect(color('Review')).toBeGreaterThan(1);
  await userEvent.click(review);
  await screen.findByRole('button', { name: 'Delete for good' });
  expect(color('Delete for good')).toBe(1);
  expect(color('Back')).toBeGreaterThan(1);
});
