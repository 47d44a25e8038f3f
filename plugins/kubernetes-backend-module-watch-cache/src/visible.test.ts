import type { ObjectsByEntityResponse } from '@backstage/plugin-kubernetes-common';
import { visibleOf } from './visible';

const named = (name: string, namespace?: string) => ({
  metadata: { name, ...(namespace && { namespace }) },
});
const usage = (name: string, namespace: string) => ({
  pod: named(name, namespace),
  cpu: { currentUsage: 1, requestTotal: 1, limitTotal: 1 },
  memory: { currentUsage: 1, requestTotal: 1, limitTotal: 1 },
  containers: [],
});
const failure = { errorType: 'FETCH_ERROR', message: 'it is away' };
const refused = (resourcePath: string) => ({
  errorType: 'NOT_FOUND',
  statusCode: 404,
  resourcePath,
});
const usageOf = (space: string) =>
  refused(`/apis/metrics.k8s.io/v1beta1/namespaces/${space}/pods`);
const everywhere = refused('/api/v1/pods');

function item(cluster: string, namespaces: string[], errors: object[] = []) {
  return {
    cluster: { name: cluster },
    errors,
    podMetrics: namespaces.map(space => usage(`web-${space}`, space)),
    resources: [
      { type: 'pods', resources: namespaces.map(s => named(`web-${s}`, s)) },
      { type: 'services', resources: namespaces.map(s => named('web', s)) },
    ],
  };
}

const answer = (...items: object[]) =>
  ({ items } as unknown as ObjectsByEntityResponse);

describe('of the answer of the stock plugin', () => {
  it.each([
    [
      'objects and usage of seen namespaces stay',
      answer(item('east', ['pay', 'shop'])),
      answer(item('east', ['pay'])),
    ],
    [
      "a cluster with nothing but other teams' objects goes",
      answer(item('east', ['shop']), item('east', ['pay'])),
      answer(item('east', ['pay'])),
    ],
    [
      'the same namespace of a cluster that is not seen goes',
      answer(item('west', ['pay']), item('east', ['pay'])),
      answer(item('east', ['pay'])),
    ],
    [
      'failures of a cluster stay, without its objects',
      answer(item('east', ['shop'], [failure])),
      answer(item('east', [], [failure])),
    ],
    [
      'failures of a namespace that is not seen go, as they name it',
      answer(
        item('east', ['pay'], [usageOf('pay'), usageOf('shop'), everywhere]),
      ),
      answer(item('east', ['pay'], [usageOf('pay'), everywhere])),
    ],
    [
      'objects without a namespace are judged by their cluster, and go',
      answer({
        ...item('east', []),
        resources: [{ type: 'customresources', resources: [named('all')] }],
      }),
      answer(),
    ],
    ['nothing stays nothing', answer(), answer()],
  ])('%s', (_, given, expected) => {
    const seen = visibleOf(
      given,
      ({ cluster, namespace }) => cluster === 'east' && namespace === 'pay',
    );
    expect(seen).toEqual(expected);
  });

  it('judges objects by their kind too, where the portal knows it', () => {
    const of = (...types: string[]) =>
      answer({
        ...item('east', []),
        resources: types.map(type => ({
          type,
          resources: [named('one', 'pay')],
        })),
      });
    const [seen] = visibleOf(
      of('pods', 'secrets', 'customresources'),
      ({ kind }) => kind !== 'secrets',
    ).items;
    expect(
      seen?.resources.map(({ type, resources }) => [type, resources.length]),
    ).toEqual([
      ['pods', 1],
      ['secrets', 0],
      ['customresources', 1],
    ]);
  });

  it('everything stays for who may see everything', () => {
    const given = answer(item('east', ['pay', 'shop']), item('west', ['shop']));
    expect(visibleOf(given, () => true)).toEqual(given);
  });
});
