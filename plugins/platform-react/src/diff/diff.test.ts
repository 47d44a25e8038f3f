import { diffBlocks, diffSize } from './diff';

const yaml = (replicas: number) =>
  [
    'kind: Deployment',
    'metadata:',
    '  name: web',
    '  namespace: shop-dev',
    'spec:',
    `  replicas: ${replicas}`,
    '  selector: {}',
    '  strategy: {}',
    '  template: {}',
    '  tail: 1',
    '  tail: 2',
    '',
  ].join('\n');

it('shows what changes with the lines around it, and folds the rest', () => {
  const blocks = diffBlocks(yaml(1), yaml(5));
  expect(blocks.map(({ kind, lines }) => [kind, lines.length])).toEqual([
    ['folded', 2],
    ['shown', 8],
    ['folded', 2],
  ]);
  expect(blocks[1]?.lines.filter(({ kind }) => kind !== 'same')).toEqual([
    { kind: 'removed', text: '  replicas: 1' },
    { kind: 'added', text: '  replicas: 5' },
  ]);
  expect(diffSize(blocks)).toEqual({ added: 1, removed: 1 });
});

it('shows an object that goes as removed throughout', () => {
  const blocks = diffBlocks('kind: Pod\nname: a\n', '');
  expect(diffSize(blocks)).toEqual({ added: 0, removed: 2 });
});

it('is empty when nothing changes', () => {
  expect(diffBlocks(yaml(1), yaml(1))).toEqual([]);
});
