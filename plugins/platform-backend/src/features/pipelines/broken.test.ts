import { brokenPipelinesSchema } from '@pilothouse/plugin-platform-common';
import { InMemoryCatalog } from '../../kube/access/__testUtils__/catalog';
import { service } from './__testUtils__/shop';
import { brokenPipelines } from './broken';
import type { MainState } from './main-runs';
import type { Known } from './Reading';

const at = (second: number) => `2031-04-01T08:00:0${second}.000Z`;
const heard = (second: number, value: MainState = {}): Known<MainState> => ({
  since: at(0),
  heard: { value, readAt: at(second) },
});
const broken: MainState['broken'] = {
  run: { job: 'shop/web/main', number: 2, branch: 'main', state: 'failed' },
  since: at(1),
  sinceOrEarlier: false,
};
const because = { kind: 'slow', message: 'no answer' } as const;

const web = service('web', 'shop/web');
const cart = service('cart', 'shop/cart');

/** What is told of web and cart, of whose jobs that is known. */
function told(
  states: Record<string, Known<MainState>>,
  {
    visible = [web, cart],
    entities = [web, cart],
    answerable = [web, cart],
  } = {},
) {
  const asked: string[] = [];
  const answer = brokenPipelines(
    {},
    {
      catalog: new InMemoryCatalog(entities),
      told: new InMemoryCatalog(visible),
      answerable: new InMemoryCatalog(answerable),
      trust: 'of-own-folder',
      mainOf: jobs => {
        asked.push(...jobs);
        return new Map(Object.entries(states));
      },
    },
  );
  expect(brokenPipelinesSchema.safeParse(answer).error).toBeUndefined();
  return { answer, asked };
}

describe('brokenPipelines', () => {
  it('tells which are broken, and when the rest was read', () => {
    const { answer } = told({
      'shop/web': heard(4, { broken }),
      'shop/cart': heard(3),
    });
    expect(answer).toEqual({
      services: { 'component:default/web': broken },
      waiting: {},
      unread: 0,
      readAt: at(3),
    });
  });

  it('counts what was not read yet, and does not take it for well', () => {
    const { answer } = told({
      'shop/web': heard(4),
      'shop/cart': { since: at(0) },
    });
    expect(answer).toMatchObject({ services: {}, unread: 1, readAt: at(4) });
    expect(told({}).answer).toMatchObject({ unread: 2, readAt: undefined });
  });

  it('says of how many the CI server does not tell, since when and why, and keeps what it told', () => {
    const { answer } = told({
      'shop/web': {
        ...heard(4, { broken }),
        failure: { since: at(6), because },
      },
      'shop/cart': { since: at(0), failure: { since: at(5), because } },
    });
    expect(answer).toEqual({
      services: { 'component:default/web': broken },
      waiting: {},
      unread: 0,
      silent: { count: 2, since: at(5), because },
    });
  });

  it('knows all there is where there is no CI server', () => {
    const failure = { since: at(1), because: 'not-configured' } as const;
    const none = { since: at(0), failure };
    expect(told({ 'shop/web': none, 'shop/cart': none }).answer).toEqual({
      services: {},
      waiting: {},
      unread: 0,
    });
  });

  it('asks nothing of services whose runs one may not see, nor of jobs of others', () => {
    const theirs = service('theirs', 'payments/ledger');
    const { answer, asked } = told(
      { 'shop/cart': heard(3, { broken }) },
      { visible: [web, theirs], entities: [web, cart, theirs] },
    );
    expect(asked).toEqual(['shop/web']);
    expect(answer.services).toEqual({});
  });

  it('tells of questions those who may answer them', () => {
    const waiting = [
      { run: { job: 'shop/web/main', number: 3 }, questions: ['Deploy?'] },
    ];
    const states = {
      'shop/web': heard(4, { waiting }),
      'shop/cart': heard(4, { waiting }),
    };
    const { answer } = told(states, { answerable: [web] });
    expect(answer.waiting).toEqual({ 'component:default/web': waiting });
  });
});
