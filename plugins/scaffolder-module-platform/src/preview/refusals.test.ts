import {
  discoveryApiRef,
  fetchApiRef,
  translationApiRef,
  type AnyApiRef,
  type ApiHolder,
} from '@backstage/frontend-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import type { CreationPreview } from '@pilothouse/plugin-platform-common';
import { refusalsOf } from './refusals';

const request = {
  templateRef: 'template:default/node-service',
  values: { name: 'orders' },
};

function refusals(answer: () => Response) {
  const apis = new Map<string, unknown>([
    [discoveryApiRef.id, mockApis.discovery()],
    [fetchApiRef.id, { fetch: async () => answer() }],
    [translationApiRef.id, mockApis.translation()],
  ]);
  const holder = { get: ({ id }: AnyApiRef) => apis.get(id) };
  return refusalsOf(holder as ApiHolder, request);
}

const preview = (ok: boolean): CreationPreview => ({
  name: 'orders',
  files: [],
  objects: [],
  orders: [],
  checks: [
    {
      check: 'free',
      ok,
      message: '',
      system: 'git',
      name: 'shop/orders',
      found: ok ? 'free' : 'taken',
    },
  ],
});

const failure = (status: number, name: string) =>
  Response.json({ error: { name, message: 'No preview' } }, { status });

it.each<[string, () => Response, string[]]>([
  ['nothing', () => Response.json(preview(true)), []],
  [
    'what is not as it must be',
    () => Response.json(preview(false)),
    ['shop/orders is taken in git: choose another name'],
  ],
  ['no template without a preview', () => failure(400, 'InputError'), []],
  [
    'no scaffolder that is too slow',
    () => failure(503, 'ServiceUnavailableError'),
    [],
  ],
])('finds in the way %s', async (_, answer, expected) => {
  await expect(refusals(answer)).resolves.toEqual(expected);
});
