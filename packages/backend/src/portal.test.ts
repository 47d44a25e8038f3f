import { PortalProcess } from './__testUtils__/PortalProcess';

describe('the portal', () => {
  let portal: PortalProcess;

  beforeAll(async () => {
    portal = await PortalProcess.start();
  }, 300_000);

  afterAll(async () => {
    await portal?.remove();
  }, 30_000);

  it.each([
    '/api/catalog/entities',
    '/api/kubernetes/clusters',
    '/api/notifications',
    '/api/platform/health/parts',
    '/api/platform/health/live',
    '/api/scaffolder/v2/tasks',
    '/api/search/query?term=shop',
    '/api/user-settings/buckets/a/keys/b',
  ])('answers 401 at %s to whom it does not know', async path => {
    const response = await portal.get(path);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({
      error: { name: 'AuthenticationError' },
    });
  });

  it('knows no guests', async () => {
    for (const path of ['start', 'refresh']) {
      const response = await portal.get(
        `/api/auth/guest/${path}?env=production`,
      );
      expect(response.status).toBe(404);
    }
  });

  it('starts without the user center, and says that it is missing', async () => {
    const response = await portal.get(
      '/api/auth/oidc/start?env=production&scope=openid',
    );
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      error: { message: expect.stringContaining('user center') },
    });
  });

  it('lets pages load only what is its own', async () => {
    const policy = (await portal.get('/')).headers.get(
      'content-security-policy',
    );
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toContain('upgrade-insecure-requests');
  });

  it('tells that it is alive apart from whether it is ready', async () => {
    for (const [probe, status] of [
      ['liveness', 200],
      ['readiness', 200],
    ] as const) {
      const response = await portal.get(`/.backstage/health/v1/${probe}`);
      expect([probe, response.status]).toEqual([probe, status]);
    }
  });

  it.each([
    ['gives a request an id', {}, /^[0-9a-f-]{36}$/],
    ['keeps the id that it was given', { 'x-request-id': 'r-1' }, /^r-1$/],
    [
      'takes no id that would forge a line of the log',
      { 'x-request-id': 'a b' },
      /^[0-9a-f-]{36}$/,
    ],
  ])('%s, and logs it', async (_, headers, expected) => {
    const path = `/api/catalog/entities?probe=${Math.random()}`;
    const id = (await portal.get(path, headers)).headers.get('x-request-id');
    expect(id).toMatch(expected);
    const lines = () =>
      portal.logLines().filter(line => String(line.url).includes(path));
    while (lines().length === 0) {
      await new Promise(resolve => setImmediate(resolve));
    }
    expect(lines().map(line => line.requestId)).toEqual([id]);
  });

  it('offers its metrics, and tells by them of a cluster that does not answer', async () => {
    const samples = await portal.metricsWith(
      'pilothouse_kube_requests_total{cluster="away",code="none"}',
    );
    expect(Object.fromEntries(samples)).toMatchObject({
      'pilothouse_kube_cluster_live{cluster="away"}': 0,
      'pilothouse_kube_cluster_silence_seconds{cluster="away"}':
        expect.any(Number),
      'pilothouse_kube_cache_objects{cluster="away",kind="pods"}': 0,
      'pilothouse_kube_events_total{cluster="away",kind="pods"}': 0,
      pilothouse_live_connections: 0,
      'pilothouse_live_views{query="services.list"}': 0,
      pilothouse_live_dropped_total: 0,
      pilothouse_logs_tails: 0,
      pilothouse_logs_lines_total: 0,
    });
    const silence = 'pilothouse_kube_cluster_silence_seconds{cluster="away"}';
    expect(samples.get(silence)).toBeGreaterThan(0);
  }, 90_000);

  it('offers no metrics where people come in', async () => {
    expect(await (await portal.get('/metrics')).text()).not.toMatch(/^# TYPE/m);
  });

  it('writes no secret into its log', () => {
    for (const secret of Object.values(portal.secrets)) {
      expect(portal.log).not.toContain(secret);
    }
  });

  it('ends in order when it is told to', async () => {
    expect(await portal.stop()).toBe(0);
  }, 20_000);
});
