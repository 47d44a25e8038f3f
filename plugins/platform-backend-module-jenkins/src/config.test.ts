import { mockServices } from '@backstage/backend-test-utils';
import { readJenkinsConfig } from './config';

const account = { username: 'portal', apiToken: 'x' };

function read(jenkins?: object) {
  const data = jenkins && { pilothouse: { jenkins } };
  return readJenkinsConfig(mockServices.rootConfig({ data: data as never }));
}

describe('readJenkinsConfig', () => {
  it('finds none where none is named', () => {
    expect(read()).toBeUndefined();
  });

  it.each([
    'https://ci.example.com/jenkins/',
    'https://ci.example.com/jenkins',
  ])('takes %s', baseUrl => {
    expect(read({ ...account, baseUrl })).toEqual({
      ...account,
      baseUrl: 'https://ci.example.com/jenkins',
    });
  });

  it('takes one whose pages people cannot open', () => {
    const baseUrl = 'https://ci.example.com';
    expect(read({ ...account, baseUrl, pages: false })).toEqual({
      ...account,
      baseUrl,
      hasPages: false,
    });
  });

  it.each([
    ['no address', 'ci', /pilothouse\.jenkins\.baseUrl must be an address/],
    ['another protocol', 'ftp://ci.example.com', /http or https/],
    ['an account in it', 'https://a:b@ci.example.com', /username/],
  ])('refuses %s', (_, baseUrl, expected) => {
    expect(() => read({ ...account, baseUrl })).toThrow(expected);
  });

  it('refuses an address without an account', () => {
    expect(() => read({ baseUrl: 'https://ci.example.com' })).toThrow(
      /pilothouse\.jenkins\.username/,
    );
  });
});
