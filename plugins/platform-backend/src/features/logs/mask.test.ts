import { ConfigReader } from '@backstage/config';
import { readMask } from './config';

const maskOf = (mask?: { name: string; pattern: string }[]) =>
  readMask(new ConfigReader(mask ? { pilothouse: { logs: { mask } } } : {}));

describe('masking', () => {
  it.each([
    ['GET /orders 200 in 12 ms', 'GET /orders 200 in 12 ms'],
    [
      'Authorization: Bearer abcdef123456.xyz next',
      'Authorization: Bearer •••••• next',
    ],
    [
      'connecting to postgres://shop:hunter2@db:5432/shop',
      'connecting to postgres://shop:••••••@db:5432/shop',
    ],
    [
      '{"user":"lin","password":"a \\"b\\" c","ok":true}',
      '{"user":"lin","password":"••••••","ok":true}',
    ],
    ['API_KEY=4711abc other=1', 'API_KEY=•••••• other=1'],
    ["db password: 's3cret' used", "db password: '••••••' used"],
    ['{\\"token\\":\\"abc\\"}', '{\\"token\\":\\"••••••\\"}'],
    ['jwt eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0dXJl end', 'jwt •••••• end'],
    ['tokens: 12, max_tokens=5', 'tokens: 12, max_tokens=5'],
    ['{"secret":4711}', '{"secret":••••••}'],
    ['http://localhost:8080/a@b', 'http://localhost:8080/a@b'],
  ])('%s', (line, shown) => {
    expect(maskOf()(line)).toBe(shown);
  });

  it('takes the place of its own rules by those of the configuration', () => {
    const mask = maskOf([{ name: 'card', pattern: '(?P<keep>card )\\d{4,}' }]);
    expect(mask('card 4711471147114711, password=x')).toBe(
      'card ••••••, password=x',
    );
    expect(maskOf([])('password=x')).toBe('password=x');
  });

  it.each([
    ['(', 'missing'],
    ['(a)\\1', 'invalid'],
    ['x*', 'empty'],
  ])('refuses the pattern %s by its name', (pattern, why) => {
    expect(() => maskOf([{ name: 'mine', pattern }])).toThrow(
      new RegExp(`"mine" in pilothouse.logs.mask cannot be used: .*${why}`),
    );
  });

  it('comes to an end with patterns that explode elsewhere', () => {
    const mask = maskOf([{ name: 'explosive', pattern: '(a+)+b' }]);
    const line = 'a'.repeat(16_000);
    // An expression that goes back and tries again would not end within a life.
    expect(mask(line)).toBe(line);
  });
});
