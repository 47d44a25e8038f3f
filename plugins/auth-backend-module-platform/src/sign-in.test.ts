import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { TestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { authModulePlatform } from './module';
import { TestBrowser } from './__testUtils__/TestBrowser';
import { TestUserCenter } from './__testUtils__/TestUserCenter';

const entities: Entity[] = [
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: 'lin.wei', namespace: 'default' },
    spec: { memberOf: ['shop'] },
    relations: [{ type: 'memberOf', targetRef: 'group:default/shop' }],
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'shop', namespace: 'default' },
    spec: { type: 'team', children: [] },
    relations: [{ type: 'childOf', targetRef: 'group:default/commerce' }],
  },
];

const viaScript = { 'x-requested-with': 'XMLHttpRequest' };

describe('sign-in', () => {
  let center: TestUserCenter;
  let backend: TestBackend;
  let portal: string;
  let catalog: ReturnType<typeof catalogServiceMock.mock>;
  let browser: TestBrowser;

  beforeEach(async () => {
    center = await TestUserCenter.listen();
    const known = catalogServiceMock({ entities });
    catalog = catalogServiceMock.mock({
      getEntities: known.getEntities.bind(known),
      getEntitiesByRefs: known.getEntitiesByRefs.bind(known),
      getEntityByRef: known.getEntityByRef.bind(known),
    });
    backend = await startTestBackend({
      features: [
        authPlugin,
        authModulePlatform,
        catalog.factory,
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost' },
            backend: { baseUrl: 'http://localhost' },
            auth: {
              environment: 'production',
              session: { secret: 'session-secret' },
              providers: {
                oidc: {
                  production: {
                    ...center.config,
                    postLogoutRedirectUrl: 'http://localhost:1',
                  },
                },
              },
            },
          },
        }),
      ],
    });
    portal = `http://localhost:${backend.server.port()}`;
    browser = new TestBrowser();
  });

  afterEach(async () => {
    await backend.stop();
    await center.close();
  });

  const start = () =>
    browser.open(`${portal}/api/auth/oidc/start?env=production&scope=openid`);
  const refresh = () =>
    browser.open(`${portal}/api/auth/oidc/refresh?env=production`, {
      headers: viaScript,
    });

  it.each([
    [
      'lin.wei',
      'user:default/lin.wei',
      ['user:default/lin.wei', 'group:default/shop', 'group:default/commerce'],
    ],
    ['Newcomer', 'user:default/newcomer', ['user:default/newcomer']],
  ])('of %s', async (person, userEntityRef, ownershipEntityRefs) => {
    center.open(portal);
    center.person = person;
    expect((await start()).status).toBe(200);
    const response = await refresh();
    expect(response.status).toBe(200);
    const { backstageIdentity } = await response.json();
    expect(backstageIdentity.identity).toEqual({
      type: 'user',
      userEntityRef,
      ownershipEntityRefs,
    });
  });

  it('waits for a user center that starts later', async () => {
    expect((await start()).status).toBe(503);
    center.open(portal);
    expect((await start()).status).toBe(200);
    expect((await refresh()).status).toBe(200);
  });

  it('is over when the session at the user center is over', async () => {
    center.open(portal);
    await start();
    center.open(portal);
    expect((await refresh()).status).toBe(401);
  });

  it('is not over while the user center is away', async () => {
    center.open(portal);
    await start();
    center.isAway = true;
    const away = await refresh();
    expect([away.status, (await away.json()).error.name]).toEqual([
      503,
      'UserCenterAwayError',
    ]);
    center.isAway = false;
    expect((await refresh()).status).toBe(200);
  });

  it.each([
    [400, '{"error":"invalid_grant"}', 401],
    [401, '{"error":"invalid_client"}', 503],
    [400, '{"error":"unauthorized_client"}', 503],
    [400, '{"error":"invalid_request"}', 503],
    [403, '<h1>Forbidden</h1>', 503],
    [404, '<h1>Not Found</h1>', 503],
    [429, '', 503],
  ])(
    'is over only when the user center says so of the session: %d %s',
    async (status, body, expected) => {
      center.open(portal);
      await start();
      center.saysToRenewals = { status, body };
      expect((await refresh()).status).toBe(expected);
    },
  );

  it('is not over while nobody is at the address of the user center', async () => {
    center.open(portal);
    await start();
    await center.close();
    expect((await refresh()).status).toBe(503);
  });

  it('is not over while the catalog does not tell the groups', async () => {
    center.open(portal);
    await start();
    catalog.getEntitiesByRefs.mockRejectedValueOnce(new Error('away'));
    const unknown = await refresh();
    expect([unknown.status, (await unknown.json()).error.name]).toEqual([
      503,
      'ServiceUnavailableError',
    ]);
    expect((await refresh()).status).toBe(200);
  });

  it('has not begun without a cookie', async () => {
    center.open(portal);
    expect((await refresh()).status).toBe(401);
  });

  it.each([
    ['', false],
    [', even when the token cannot be revoked', true],
  ])('is over, there too, after signing out%s', async (_, refuses) => {
    center.open(portal);
    center.refusesRevocation = refuses;
    await start();
    const response = await browser.open(
      `${portal}/api/auth/oidc/logout?env=production`,
      { method: 'POST', headers: viaScript },
    );
    const logoutUrl = new URL((await response.json()).logoutUrl);
    expect(logoutUrl.origin).toBe(center.url);
    expect(logoutUrl.searchParams.get('post_logout_redirect_uri')).toBe(
      'http://localhost:1',
    );
    expect(logoutUrl.searchParams.get('id_token_hint')).toMatch(/\..+\./);
    expect(browser.has('oidc-refresh-token')).toBe(false);
    expect((await refresh()).status).toBe(401);
  });

  it('ends in the portal even when the user center is down', async () => {
    center.open(portal);
    await start();
    await center.close();
    const response = await browser.open(
      `${portal}/api/auth/oidc/logout?env=production`,
      { method: 'POST', headers: viaScript },
    );
    expect(response.status).toBe(200);
    expect(browser.has('oidc-refresh-token')).toBe(false);
  });
});
