import { fireEvent, screen, waitFor } from '@testing-library/react';
import { form, portal, preview, ref, words } from '../__testUtils__/scene';

const text = { type: 'string' };
const withSecret = {
  ...form,
  schema: {
    ...form.schema,
    properties: {
      ...Object(form.schema.properties),
      secret: {
        type: 'object',
        required: ['name', 'key'],
        properties: { name: text, key: text },
      },
    },
  },
  fields: [
    ...form.fields,
    { path: ['secret', 'name'], title: words('Secret', '密钥') },
    { path: ['secret', 'key'], title: words('Key', '键') },
  ],
};

describe.each([
  ['en', 'Name', 'Secret', 'Key', 'Missing: Key', 'Order orders-db'],
  ['zh', '名称', '密钥', '键', '缺少：键', '订购 orders-db'],
] as const)('in %s', (language, name, secret, key, missing, verb) => {
  it('requires what an object must have only once that is begun', async () => {
    const { asked } = portal(language, '/marketplace/items/postgresql/order', {
      form: () => withSecret,
      preview: () => preview,
    });
    const enter = (field: HTMLElement, value: string) =>
      fireEvent.change(field, { target: { value } });
    const field = (label: string) =>
      screen.getByRole('textbox', {
        name: new RegExp(`^${label}\\b|^${label}`),
      });
    await waitFor(() => field(name));
    enter(field(name), 'orders-db');
    const order = screen.getByRole('button', { name: verb });
    await waitFor(() => expect(order).toBeEnabled());
    expect(field(secret)).not.toBeRequired();
    expect(field(key)).not.toBeRequired();

    enter(field(secret), 'redis-auth');
    expect(await screen.findByText(missing)).toBeInTheDocument();
    expect(field(key)).toBeRequired();
    expect(order).toBeDisabled();

    enter(field(key), 'password');
    await waitFor(() => expect(order).toBeEnabled());
    expect(screen.queryByText(missing)).toBeNull();
    expect(asked.at(-1)).toMatchObject([
      'preview',
      { ...ref, values: { secret: { name: 'redis-auth', key: 'password' } } },
    ]);

    enter(field(secret), '');
    enter(field(key), '');
    await waitFor(() => expect(order).toBeEnabled());
    expect(field(key)).not.toBeRequired();
    await waitFor(() =>
      expect(JSON.stringify(asked.at(-1))).not.toContain('secret'),
    );
  });
});
