import { endSessionUrl } from './end-session';

const portal = 'https://portal.example.com';
const clientId = 'pilothouse';

describe('endSessionUrl', () => {
  it('is undefined when the user center has no such endpoint', () => {
    expect(
      endSessionUrl({ clientId, postLogoutRedirectUrl: portal }),
    ).toBeUndefined();
  });

  it('keeps what the endpoint already asks for', () => {
    const endpoint = 'https://sso.example.com/logout?tenant=7';
    const url = new URL(
      endSessionUrl({ endpoint, clientId, postLogoutRedirectUrl: portal }) ??
        '',
    );
    expect(Object.fromEntries(url.searchParams)).toEqual({
      tenant: '7',
      client_id: clientId,
      post_logout_redirect_uri: portal,
    });
  });

  it('names the session when it is known', () => {
    const url = endSessionUrl({
      endpoint: 'https://sso.example.com/logout',
      clientId,
      postLogoutRedirectUrl: portal,
      idToken: 'a.b.c',
    });
    expect(new URL(url ?? '').searchParams.get('id_token_hint')).toBe('a.b.c');
  });
});
