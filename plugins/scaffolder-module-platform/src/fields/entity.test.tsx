import {
  catalogApiRef,
  entityPresentationApiRef,
  type CatalogApi,
  type EntityPresentationApi,
} from '@backstage/plugin-catalog-react';
import type { Entity } from '@backstage/catalog-model';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EntityField } from './entity';

const presentation = {
  forEntity: ({ metadata }: Entity) => ({
    promise: Promise.resolve({
      primaryTitle: metadata.title ?? metadata.name,
    }),
  }),
} as unknown as EntityPresentationApi;

/** The field in a catalog of these names and titles. */
function open(
  formData: string | undefined,
  titles: Readonly<Record<string, string | undefined>>,
  schema: object = {},
) {
  const onChange = jest.fn();
  const items = Object.entries(titles).map(
    ([name, title]): Entity => ({
      apiVersion: 'v1',
      kind: 'Component',
      metadata: { name, title },
    }),
  );
  const catalog = { getEntities: async () => ({ items }) };
  const props = {
    formData,
    idSchema: { $id: 'service' },
    onChange,
    registry: { formContext: { formData: {} } },
    required: true,
    schema: { title: 'Service', ...schema },
    uiSchema: { 'ui:options': { catalogFilter: { kind: 'Component' } } },
  } as unknown as FieldExtensionComponentProps<string>;
  renderIn('en', <EntityField {...props} />, {
    apis: [
      [catalogApiRef, catalog as unknown as CatalogApi],
      [entityPresentationApiRef, presentation],
    ],
  });
  return onChange;
}

const web = 'component:default/web';

it.each([
  ['by its title', web, { web: 'Web shop' }, 'Web shop'],
  ['by its name where it has no title', web, { web: undefined }, 'web'],
  ['by its name where it is gone', web, { other: undefined }, 'web'],
  ['as nothing where nothing was chosen', undefined, { web: undefined }, ''],
])('shows what is chosen %s', async (_, chosen, titles, shown) => {
  const onChange = open(chosen, titles);
  const field = await screen.findByRole('textbox');
  await waitFor(() => expect(field).toHaveValue(shown));
  expect(onChange).not.toHaveBeenCalled();
});

it('keeps the reference of what is chosen by its title', async () => {
  const onChange = open(undefined, { web: 'Web shop', other: undefined });
  await userEvent.click(await screen.findByRole('textbox'));
  await userEvent.click(
    await screen.findByRole('option', { name: 'Web shop' }),
  );
  expect(onChange).toHaveBeenCalledWith(web);
});

it('offers only what the schema allows', async () => {
  open(undefined, { web: undefined, late: undefined }, { enum: [web] });
  await userEvent.click(await screen.findByRole('textbox'));
  expect(await screen.findByRole('option', { name: 'web' })).toBeVisible();
  expect(screen.queryByRole('option', { name: 'late' })).toBeNull();
});
