import type { ObjectsByEntityResponse } from '@backstage/plugin-kubernetes-common';
import { AnswerTexts } from './AnswerTexts';

const pod = { metadata: { name: 'web-1', namespace: 'shop' } };
const like = structuredClone(pod);
const usage = { pod, cpu: { currentUsage: 1 } };

interface Said {
  readonly pods?: readonly object[];
  readonly type?: string;
  readonly usages?: readonly object[];
  readonly errors?: readonly object[];
  readonly cluster?: string;
}

const answer = ({
  pods = [pod],
  type = 'pods',
  usages = [usage],
  errors = [],
  cluster = 'local',
}: Said = {}) =>
  ({
    items: [
      {
        cluster: { name: cluster },
        errors,
        podMetrics: usages,
        resources: [{ type, resources: pods }],
      },
    ],
  } as unknown as ObjectsByEntityResponse);

describe('AnswerTexts', () => {
  it('gives the same bytes for the same objects', () => {
    const texts = new AnswerTexts();
    const first = texts.of('web', answer());
    expect(JSON.parse(Buffer.from(first).toString())).toEqual(answer());
    expect(texts.of('web', answer())).toBe(first);
    expect(texts.of('other', answer())).not.toBe(first);
  });

  it.each<[string, Said]>([
    ['an object that is another', { pods: [like] }],
    ['an object that is gone', { pods: [] }],
    ['an object more', { pods: [pod, like] }],
    ['another type', { type: 'services' }],
    ['another usage', { usages: [structuredClone(usage)] }],
    ['an object in the place of a usage', { pods: [usage, pod], usages: [] }],
    ['an error', { errors: [{ errorType: 'FETCH_ERROR', message: 'away' }] }],
    ['another cluster', { cluster: 'edge' }],
  ])('says it anew for %s', (_, said) => {
    const texts = new AnswerTexts();
    const first = texts.of('web', answer());
    const second = texts.of('web', answer(said));
    expect(second).not.toBe(first);
    expect(JSON.parse(Buffer.from(second).toString())).toEqual(answer(said));
  });
});
