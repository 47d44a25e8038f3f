import fc from 'fast-check';
import { Commons } from './Commons';
import { reuse } from './reuse';

const copy = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('reuse', () => {
  it('never changes what is read, nor the model', () => {
    const json = fc.jsonValue().map(copy);
    fc.assert(
      fc.property(json, json, (model, own) => {
        const [modelBefore, ownBefore] = [copy(model), copy(own)];
        expect(reuse(model, own)).toEqual(ownBefore);
        expect(model).toEqual(modelBefore);
      }),
    );
  });

  it('never changes what is read by what it has in common with others', () => {
    const scalar = fc.oneof(
      fc.constantFrom('', '1', '1"2', 'a text of some length', 1, true, null),
      fc.string(),
    );
    const json = fc
      .array(fc.dictionary(fc.constantFrom('a', 'b', '1:a'), scalar))
      .map(copy);
    fc.assert(
      fc.property(fc.array(json), fc.boolean(), (values, isListed) => {
        const commons = new Commons();
        if (isListed) commons.begin();
        const before = copy(values);
        const kept = values.map(value => reuse(undefined, value, commons));
        expect(kept).toEqual(before);
      }),
    );
  });

  it('keeps once what is said in several places', () => {
    const commons = new Commons();
    const at = '2026-01-01T00:00:00Z';
    const ready = { type: 'Ready', status: 'True', at };
    const [one, other] = [{ uid: '1' }, { uid: '2' }].map(name =>
      reuse(undefined, copy({ ...name, status: [ready, { at }] }), commons),
    ) as { status: object[] }[];
    expect(other).toEqual({ uid: '2', status: [ready, { at }] });
    expect(other.status[0]).toBe(one.status[0]);
    expect(other.status[1]).toBe(one.status[1]);
  });

  it('takes the model for what is equal to it', () => {
    const json = fc.jsonValue({ noUnicodeString: false }).map(copy);
    fc.assert(
      fc.property(json, json, (one, other) => {
        const model = { one, list: [one, other] };
        fc.pre(!JSON.stringify(model).includes('__proto__'));
        expect(reuse(model, copy(model))).toBe(model);
      }),
    );
  });

  it('takes each part that is alike, and no other', () => {
    const spec = { image: 'web:1', ports: [80] };
    const model = { name: 'web-1', spec, conditions: [{ ready: true }, {}] };
    const own = {
      name: 'web-2',
      spec: { ports: [80], image: 'web:1' },
      conditions: [{ ready: true }, { ready: false }],
      more: {},
    };
    const shared = reuse(model, own);
    expect(shared).toEqual({ ...own });
    expect(shared).toMatchObject({ name: 'web-2', more: {} });
    expect(own.spec).toBe(spec);
    expect(own.conditions[0]).toBe(model.conditions[0]);
    expect(own.conditions[1]).toEqual({ ready: false });
  });

  it.each([
    ['what a model inherits', {}, '{"constructor":1,"toString":{}}'],
    ['a property that would be the prototype', {}, '{"__proto__":{"a":1}}'],
    ['a list for a record', {}, '[1]'],
    ['a record for a list', [1], '{"0":1}'],
    ['fewer items', [{ a: 1 }, { b: 1 }], '[{"a":1}]'],
    ['fewer properties', { a: 1, b: 2 }, '{"a":1}'],
    ['a zero with a sign', { a: 0 }, '{"a":-0}'],
    ['nothing', { a: {} }, '{"a":null}'],
  ])('does not mistake %s', (_, model, text) => {
    const shared = reuse(model, JSON.parse(text));
    expect(shared).toEqual(JSON.parse(text));
    expect(shared).not.toBe(model);
    expect(Object.getPrototypeOf(shared)).not.toHaveProperty('a');
  });
});
