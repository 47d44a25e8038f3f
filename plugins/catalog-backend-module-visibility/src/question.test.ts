import fc from 'fast-check';
import {
  leavesRelationsOut,
  mapTestedRefs,
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

  it.each(['not base64 of JSON', cursor([1])])('is refused: %s', bad => {
    expect(() => testedIn(asked({ cursor: bad }))).toThrow('Malformed cursor');
  });
});

describe('leavesRelationsOut', () => {
  it.each<[boolean, Question]>([
    [false, asked()],
    [false, asked({ fields: '' })],
    [false, asked({ fields: 'kind,relations' })],
    [false, asked({ fields: 'kind', filter: 'relations.ownedBy=a:b/c' })],
    [false, asked({ fields: 'kind', cursor: 'x' })],
    [false, asked({ facet: 'relations.ownerOf' })],
    [false, asked({}, { facets: ['kind', 'relations.ownerOf'] })],
    [true, asked({ fields: 'kind,metadata.name' })],
    [true, asked({}, { entityRefs: [ledger], fields: ['kind'] })],
    [true, asked({ facet: ['kind', 'spec.type'] })],
  ])('is %s of %j', (expected, question) => {
    expect(leavesRelationsOut(question)).toBe(expected);
  });
});
