import {
  conflictsOf,
  errorOf,
  isMissing,
  isOutdated,
  isUnconditional,
  leavesOpen,
} from './status';

function refused(
  code: number,
  message: string,
  details: object = {},
  reason = '',
) {
  const status = { kind: 'Status', message, reason, details, code };
  return { status: code, text: JSON.stringify(status) };
}
const because = (code: number, reason: string, message: string) =>
  refused(code, message, {}, reason);

const conflict = refused(409, 'Apply failed with 2 conflicts', {
  causes: [
    {
      reason: 'FieldManagerConflict',
      message: 'conflict with "helm"',
      field: '.spec.replicas',
    },
    {
      reason: 'FieldManagerConflict',
      message:
        'conflict with "kube \\"controller\\" manager" with subresource "scale" using apps/v1',
      field: '.spec.paused',
    },
  ],
});
const otherUid = refused(422, 'Deployment.apps "web" is invalid', {
  causes: [{ reason: 'FieldValueInvalid', field: 'metadata.uid' }],
});
const invalid = refused(422, 'spec.replicas: must not be negative', {
  causes: [{ reason: 'FieldValueInvalid', field: 'spec.replicas' }],
});
const withoutVersion = refused(422, 'must be specified for an update', {
  causes: [{ reason: 'FieldValueInvalid', field: 'metadata.resourceVersion' }],
});
const modified = refused(409, 'the object has been modified');
const byWebhook = (code: number) =>
  refused(code, 'admission webhook "a.b" denied the request: no');
const failedTest = refused(422, 'the server rejected our request');

describe('errorOf', () => {
  it.each([
    ['a quota', refused(403, 'exceeded quota: tenant'), 'ConflictError'],
    ['a webhook', byWebhook(400), 'NotAllowedError'],
    ['a webhook that calls it a conflict', byWebhook(409), 'NotAllowedError'],
    [
      'an admission policy',
      refused(422, "ValidatingAdmissionPolicy 'p' denied request: no"),
      'NotAllowedError',
    ],
    [
      'missing rights',
      refused(403, 'User "lin.wei" cannot patch resource "deployments"'),
      'NotAllowedError',
    ],
    [
      'missing rights of the portal',
      refused(403, 'cannot impersonate resource "users"'),
      'ServiceUnavailableError',
    ],
    ['what is not there', refused(404, 'pods "x" not found'), 'NotFoundError'],
    ['a newer state', modified, 'ConflictError'],
    ['another object', otherUid, 'ConflictError'],
    ['bad input', invalid, 'InputError'],
    [
      'a field that a kind does not have',
      refused(
        500,
        'failed to create typed patch object (a/b; v1, Kind=X): .spec.c: field not declared in schema',
      ),
      'InputError',
    ],
    ['an old token', refused(401, 'Unauthorized'), 'ServiceUnavailableError'],
    [
      'a proxy in between',
      { status: 502, text: '<html>' },
      'ServiceUnavailableError',
    ],
    ['too many requests', refused(429, 'slow down'), 'ServiceUnavailableError'],
  ])('tells of %s', (_, answer, name) => {
    expect(errorOf('east', answer)).toMatchObject({
      name,
      message: expect.stringMatching(/east|not found/),
    });
  });

  it('says whom and what the cluster refused, in its words', () => {
    const said =
      'deployments.apps "web" is forbidden: User "lin.wei" cannot patch resource "deployments" in API group "apps" in the namespace "payments-prod"';
    expect(errorOf('east', refused(403, said)).message).toContain(said);
  });

  it('asks for the right that the portal lacks', () => {
    const said = 'User "portal" cannot impersonate resource "users"';
    expect(errorOf('east', refused(403, said)).message).toMatch(
      /give its account the verb "impersonate"/,
    );
  });
});

describe('conflictsOf', () => {
  it('names each field and who has set it', () => {
    expect(conflictsOf(conflict)).toEqual([
      { field: '.spec.replicas', manager: 'helm' },
      { field: '.spec.paused', manager: 'kube "controller" manager' },
    ]);
  });

  it.each([[modified], [invalid], [{ status: 409, text: 'no json' }]])(
    'finds none in %#',
    answer => {
      expect(conflictsOf(answer)).toEqual([]);
    },
  );
});

describe('isOutdated', () => {
  it.each([
    [modified, true],
    [failedTest, true],
    [conflict, false],
    [invalid, false],
    [refused(403, 'no'), false],
    [byWebhook(409), false],
    [byWebhook(422), false],
  ])('judges %#', (answer, expected) => {
    expect(isOutdated(answer)).toBe(expected);
  });
});

describe('isUnconditional', () => {
  it.each([
    [withoutVersion, true],
    [modified, false],
    [invalid, false],
    [conflict, false],
  ])('judges %#', (answer, expected) => {
    expect(isUnconditional(answer)).toBe(expected);
  });
});

describe('leavesOpen', () => {
  it.each([
    ['a proxy that got no answer', { status: 502, text: '<html>' }, true],
    ['a request that took too long', refused(504, 'Timeout: request'), true],
    ['etcd', refused(500, 'etcdserver: request timed out'), true],
    [
      'an etcd that was started anew',
      refused(
        500,
        'rpc error: code = Unavailable desc = error reading from server: EOF',
      ),
      true,
    ],
    ['an etcd that ends', refused(500, 'etcdserver: server stopped'), true],
    ['a full etcd', refused(500, 'etcdserver: mvcc: no space'), false],
    [
      'a server that did not complete it',
      because(500, 'ServerTimeout', 'could not be completed at this time'),
      true,
    ],
    ['a balancer that lost its server', { status: 503, text: '' }, true],
    [
      'a server that does not serve',
      because(503, 'ServiceUnavailable', 'not ready'),
      false,
    ],
    [
      'a webhook that does not answer',
      because(
        500,
        'InternalError',
        'Internal error occurred: failed calling webhook "a.b"',
      ),
      false,
    ],
    ['a webhook that refuses', byWebhook(500), false],
    [
      'a field that a kind does not have',
      refused(500, 'failed to create typed patch object (a/b; v1, Kind=X)'),
      false,
    ],
    ['a server that is busy', refused(429, 'slow down'), false],
    ['a refusal', refused(403, 'no'), false],
  ])('after %s', (_, answer, open) => {
    expect(leavesOpen(answer)).toBe(open);
  });
});

describe('isMissing', () => {
  it.each([
    ['the API server that names it', refused(404, 'x', { name: 'web' }), true],
    ['the API server that names another', refused(404, 'x', {}), false],
    [
      'a version that is not served',
      { status: 404, text: '404 page not found' },
      false,
    ],
    ['a refusal', refused(403, 'x', { name: 'web' }), false],
  ])('hears %s', (_, answer, is) => {
    expect(isMissing(answer, 'web')).toBe(is);
  });
});
