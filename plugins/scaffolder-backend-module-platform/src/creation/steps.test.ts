import { inputOf, previewRunOf, sourcesOf } from './steps';

const fetched = { action: 'fetch:template', input: { url: './skeleton' } };

it('runs what writes files before the preview, and nothing else', () => {
  const { steps, output } = previewRunOf([
    { action: 'pilothouse:name:check' },
    fetched,
    { action: 'catalog:fetch' },
    { action: 'fs:rename' },
    {
      action: 'pilothouse:preview',
      input: {
        name: '${{ parameters.name }}',
        environments: ['dev', '${{ parameters.more }}'],
        middleware: { item: 'postgresql', plan: '${{ parameters.plan }}' },
        retries: 1,
      },
    },
    { action: 'fetch:plain' },
    { action: 'publish:gitea' },
  ]);

  expect(steps.map(({ action }) => action)).toEqual([
    'fetch:template',
    'fs:rename',
  ]);
  expect(output).toEqual({
    name: '${{ parameters.name }}',
    'environments/0': 'dev',
    'environments/1': '${{ parameters.more }}',
    'middleware.item': 'postgresql',
    'middleware.plan': '${{ parameters.plan }}',
  });
});

it('tells and puts together what lies in lists', () => {
  const { output } = previewRunOf([
    {
      action: 'pilothouse:preview',
      input: { middleware: [{ item: 'a' }, { item: 'b', values: '${{ v }}' }] },
    },
  ]);
  expect(output).toEqual({
    'middleware/0.item': 'a',
    'middleware/1.item': 'b',
    'middleware/1.values': '${{ v }}',
  });
  const filled = { ...output, 'middleware/1.values': { size: 1 } };
  expect(inputOf(filled)).toEqual({
    middleware: [{ item: 'a' }, { item: 'b', values: { size: 1 } }],
  });
});

it('refuses a template without a preview', () => {
  expect(() => previewRunOf([fetched])).toThrow('no step pilothouse:preview');
});

it('puts the input together again', () => {
  expect(
    inputOf({
      ...{ name: 'a', 'environments/0': 'dev', 'environments/1': 'prod' },
      ...{ 'middleware.item': 'postgresql', 'middleware.plan': 'small' },
    }),
  ).toEqual({
    name: 'a',
    environments: ['dev', 'prod'],
    middleware: { item: 'postgresql', plan: 'small' },
  });
});

it.each([
  [
    { ...fetched, id: 'files' },
    [{ step: 'files', url: './skeleton', isFile: false }],
  ],
  [
    { action: 'fetch:plain:file', input: { url: 'a.txt' } },
    [{ step: 'fetch:plain:file', url: 'a.txt', isFile: true }],
  ],
  [
    { action: 'fetch:template', input: { url: './${{ parameters.kind }}' } },
    [{ step: 'fetch:template', url: '.', isFile: false }],
  ],
  [{ action: 'fetch:plain', input: { url: 'https://example.com/x' } }, []],
  [{ action: 'fs:rename', input: { url: './x' } }, []],
])('the step %j takes files from %j', (step, sources) => {
  expect(sourcesOf([step])).toEqual(sources);
});
