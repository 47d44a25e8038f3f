import { ConfigReader } from '@backstage/config';
import { readScimConfigs } from './config';

function read(scim?: object) {
  return readScimConfigs(
    new ConfigReader({ catalog: { providers: { scim } } }),
  );
}

describe('readScimConfigs', () => {
  it('finds none without configuration', () => {
    expect(readScimConfigs(new ConfigReader({}))).toEqual([]);
  });

  it('fills in what is usual', () => {
    expect(
      read({ company: { url: 'https://sso.example.com/scim/v2/' } }),
    ).toEqual([
      {
        name: 'company',
        url: 'https://sso.example.com/scim/v2',
        namespace: 'default',
        pageSize: 200,
        maxRemovalPercent: 50,
        requestTimeoutMs: 10_000,
        schedule: { frequency: { minutes: 5 }, timeout: { minutes: 2 } },
      },
    ]);
  });

  it.each([
    [{ url: 'sso.example.com' }, /scim\.company\.url/],
    [{ url: 'https://x', pageSize: 0 }, /scim\.company\.pageSize/],
    [
      { url: 'https://x', maxRemovalPercent: 120 },
      /scim\.company\.maxRemovalPercent/,
    ],
    [{ url: 'https://x', token: ' ' }, /scim\.company\.token/],
    [{}, /scim\.company\.url/],
  ])('names what is wrong in %j', (company, message) => {
    expect(() => read({ company })).toThrow(message);
  });
});
