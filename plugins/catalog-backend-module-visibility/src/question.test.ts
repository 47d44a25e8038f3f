import { InputError } from '@backstage/errors';
import fc from 'fast-check';
import {
  mapTestedRefs,
  refuseOtherKeys,
  testedIn,
  type Question,
} from './question';

const ledger = 'component:default/ledger';
const asked = (query = {}, body = {}): Question => ({ query, body });
const cursor = (value: object) =>
  Buffer.from(JSON.stringify(value)).toString('base64');

/** Ways to test a relation against a reference, and the same with another. */
const tests: [string, (ref: string) => Question][] = [
  ['a filter', ref => asked({ filter: `kind=group,relations.ownerOf=${ref}` })],
  [
    'one of several',
    ref => asked({ filter: ['kind=api', `RELATIONS.x=${ref}`] }),
  ],
  ['a field', ref => asked({}, { query: { 'relations.ownerof': ref } })],
  ['$in', ref => asked({}, { query: { 'relations.x': { $in: [ref] } } })],
  [
    '$contains',
    ref => asked({}, { query: { 'relations.x': { $contains: ref } } }),
  ],
  [
    'a negation',
    ref => asked({}, { query: { $all: [{ $not: { 'relations.x': ref } }] } }),
  ],
  [
    'a relation',
    ref => {
      const $contains = { type: 'ownerOf', targetRef: ref };
      return asked({}, { query: { $any: [{ relations: { $contains } }] } });
    },
  ],
  [
    'one of several targets',
    ref => {
      const $contains = { type: 'ownerOf', targetRef: { $in: [ref] } };
      return asked({}, { query: { relations: { $contains } } });
    },
  ],
  [
    'the filter of a cursor',
    ref => {
      const filter = {
        allOf: [{ not: { key: 'relations.x', values: [ref] } }],
      };
      return asked({ cursor: cursor({ orderFields: [], filter }) });
    },
  ],
  [
    'the predicate of a cursor',
    ref => asked({}, { cursor: cursor({ query: { 'relations.x': ref } }) }),
  ],
];

describe('a question that tests relations', () => {
  it.each(tests)('by %s names the reference', (_, ask) => {
    expect([...testedIn(ask(ledger))]).toEqual([ledger]);
  });

  it.each(tests)('by %s is asked with another one', (_, ask) => {
    expect(mapTestedRefs(ask(ledger), () => '')).toEqual(ask(''));
  });

  it('names the reference without the space around it', () => {
    const question = asked({ filter: `relations.ownerOf = ${ledger} ,kind=x` });
    expect([...testedIn(question)]).toEqual([ledger]);
  });

  it('keeps what does not test relations', () => {
    const question = asked(
      { filter: ['kind=group,spec.type', 'metadata.name=a'], limit: '5' },
      {
        query: { $any: [{ kind: 'a' }, { $not: { 'spec.x': { $in: [1] } } }] },
      },
    );
    expect(mapTestedRefs(question, () => 'never')).toEqual(question);
  });

  it('keeps no reference that is replaced, however deep', () => {
    const leaf = fc.constantFrom(
      { 'relations.ownerOf': ledger },
      { 'relations.ownerOf': { $in: ['group:default/a', ledger] } },
      { relations: { $contains: { type: 'x', targetRef: ledger } } },
      { kind: 'group' },
    );
    const { predicate } = fc.letrec<{ predicate: object }>(tie => ({
      predicate: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.record({ $all: fc.array(tie('predicate'), { maxLength: 3 }) }),
        fc.record({ $any: fc.array(tie('predicate'), { maxLength: 3 }) }),
        fc.record({ $not: tie('predicate') }),
      ),
    }));
    fc.assert(
      fc.property(predicate, query => {
        const hide = (ref: string) => (ref === ledger ? '' : ref);
        const mapped = mapTestedRefs(asked({}, { query }), hide);
        expect(JSON.stringify(mapped)).not.toContain(ledger);
      }),
    );
  });
});

describe('a question that would tell of relations by themselves', () => {
  it.each<[string, Question]>([
    ['existence', asked({ filter: 'kind=group,relations.ownerOf' })],
    ['existence', asked({}, { query: { 'relations.x': { $exists: true } } })],
    ['a prefix', asked({}, { query: { 'relations.x': { $hasPrefix: 'c' } } })],
    [
      'a type',
      asked({}, { query: { relations: { $contains: { type: 'ownerOf' } } } }),
    ],
    ['order', asked({ order: 'asc:relations.ownerOf' })],
    ['order', asked({ orderField: 'Relations.ownerOf,desc' })],
    ['order', asked({}, { orderBy: [{ field: 'relations.x', order: 'asc' }] })],
    ['words', asked({ fullTextFilterFields: 'kind,relations.ownerOf' })],
    ['words', asked({}, { fullTextFilter: { fields: ['relations.x'] } })],
    ['a part', asked({ fields: 'kind,relations.0.targetRef' })],
    ['a part', asked({}, { fields: ['relations.0'] })],
    ['a cursor', asked({ cursor: cursor({ filter: { key: 'relations.x' } }) })],
    [
      'a cursor',
      asked({ cursor: cursor({ orderFields: [{ field: 'relations.x' }] }) }),
    ],
  ])('is refused: %s', (_, question) => {
    expect(() => testedIn(question)).toThrow(/full reference/);
  });

  it.each(['not base64 of JSON', cursor([1]), ['a list']])(
    'is refused: %s',
    bad => {
      expect(() => testedIn(asked({ cursor: bad }))).toThrow(
        'Malformed cursor',
      );
    },
  );
});

describe('refuseOtherKeys', () => {
  const keys = { one: ['limit', 'cursor'], many: ['filter', 'fields'] };

  it.each<object>([
    {},
    { limit: '5', filter: 'kind=api' },
    { filter: ['kind=api', 'kind=group'], fields: '' },
  ])('takes %j', query => {
    expect(() => refuseOtherKeys({ ...query }, keys)).not.toThrow();
  });

  it.each<[string, object]>([
    ['"filter[]"', { 'filter[]': 'relations.ownerOf' }],
    ['"[filter"', { '[filter': 'x' }],
    ['"Filter"', { Filter: 'x' }],
    ['"facet"', { facet: 'kind' }],
    ['"filter"', { filter: { 21: 'kind=api' } }],
    ['"filter"', { filter: ['kind=api', ['relations.ownerOf']] }],
    ['"filter"', { filter: [{ a: 'b' }] }],
    ['"cursor"', { cursor: ['x'] }],
    ['"limit"', { limit: { a: 'b' } }],
  ])('names %s, which it refuses in %j', (named, query) => {
    const refusing = () => refuseOtherKeys({ ...query }, keys);
    expect(refusing).toThrow(InputError);
    expect(refusing).toThrow(named);
  });
});
