import { exactLabels, fits, parseSelector } from './selector';

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
  ])('%s', (text, expected) => {
    expect(fits(web, parseSelector(text))).toBe(expected);
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
  ])('refuses %s', text => {
    expect(() => parseSelector(text)).toThrow(/is no part of a label selector/);
  });

  it('does not take what every object has for a label', () => {
    expect(fits({}, parseSelector('constructor'))).toBe(false);
  });

  it('tells which labels it fixes', () => {
    const text = 'app=web,tier in (front),a in (b,c),d!=e,f,!g';
    expect(exactLabels(parseSelector(text))).toEqual({
      app: 'web',
      tier: 'front',
    });
  });
});
