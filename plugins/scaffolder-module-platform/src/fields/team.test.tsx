import { fetchApiRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { screen, waitFor } from '@testing-library/react';
import { TeamField } from './team';

const owner = {
  ref: 'group:default/shop',
  title: 'Shop',
  applications: [],
  environments: [],
};

function open(formData: string | undefined, fetch: () => Promise<Response>) {
  const onChange = jest.fn();
  const props = {
    formData,
    idSchema: { $id: 'owner' },
    onChange,
    registry: { formContext: { formData: {} } },
    required: true,
    schema: { title: 'Team' },
  } as unknown as FieldExtensionComponentProps<string>;
  renderIn('en', <TeamField {...props} />, {
    apis: [[fetchApiRef, { fetch }]],
  });
  return onChange;
}

it.each([
  ['what was chosen', owner.ref, 'shop', true],
  ['nothing where nothing was', undefined, '', false],
])('shows %s before teams are known', async (_, chosen, shown, isValid) => {
  const onChange = open(chosen, () => new Promise(() => {}));
  const field = await screen.findByRole<HTMLInputElement>('textbox');
  expect(field).toHaveValue(shown);
  expect(field.checkValidity()).toBe(isValid);
  expect(onChange).not.toHaveBeenCalled();
});

it.each([
  ['keeps a choice', [owner], 'Shop', []],
  ['gives up what cannot be chosen', [], '', [[undefined]]],
])('%s once teams are known', async (_, owners, shown, changes) => {
  const onChange = open(owner.ref, async () =>
    Response.json({ owners, silentClusters: [] }),
  );
  const field = await screen.findByRole('textbox');
  await waitFor(() => expect(field).toHaveValue(shown));
  await waitFor(() => expect(onChange.mock.calls).toEqual(changes));
});
