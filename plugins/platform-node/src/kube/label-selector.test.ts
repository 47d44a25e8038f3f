import {
  fixedLabels,
  parseLabelSelector,
  requirementsOf,
  selects,
} from './label-selector';

const web = { app: 'web', tier: 'front', 'shop.dev/rank': '7', empty: '' };

describe('a label selector', () => {
  it.each<[string, boolean]>([
    ['app=web', true],
    ['app==web', true],
    ['app = web', true],
    ['app=shop', false],
    ['app!=web', false],
    ['app!=shop', true],
    ['missing!=web', true],
    ['missing=', false],
    ['empty=', true],
    ['app', true],
    ['missing', false],
    ['!missing', true],
    ['! app', false],
    ['app in (shop, web)', true],
    ['app in (shop)', false],
    ['app notin (shop,web)', false],
    ['app notin(shop)', true],
    ['missing notin (shop)', true],
    ['shop.dev/rank>6', true],
    ['shop.dev/rank<7', false],
    ['app>6', false],
    ['missing<6', false],
    ['app=web,tier in (front,back),!missing', true],
    ['app=web,tier in (back,middle)', false],
    ['', true],
    [' ', true],
  ])('%s', (text, expected) => {
    expect(selects(parseLabelSelector(text), web)).toBe(expected);
  });

  it.each([
    'app=web=shop',
    'app in web',
    'app in (we b)',
    'app in (web',
    'app=web,,tier=front',
    'app=web,',
    '=web',
    '!app=web',
    'app=-web',
    'constructor in (}',
    'app=b c',
    'app>many',
  ])('refuses %s', text => {
    expect(() => parseLabelSelector(text)).toThrow(
      /part that is not understood/,
    );
  });

  it('does not take what every object has for a label', () => {
    expect(selects(parseLabelSelector('constructor'), {})).toBe(false);
  });

  it('tells which labels it fixes', () => {
    const text = 'app=web,tier in (front),a in (b,c),d!=e,f,!g';
    expect(fixedLabels(parseLabelSelector(text))).toEqual({
      app: 'web',
      tier: 'front',
    });
  });

  it('of an object has the same meaning', () => {
    const requirements = requirementsOf({
      matchLabels: { a: 'b' },
      matchExpressions: [
        { key: 'c', operator: 'NotIn', values: ['d'] },
        { key: 'e', operator: 'Exists' },
        { key: 'f', operator: 'DoesNotExist' },
      ],
    });
    expect(requirements).toEqual(parseLabelSelector('a=b,c notin (d),e,!f'));
    expect(fixedLabels(requirements)).toEqual({ a: 'b' });
  });
});
