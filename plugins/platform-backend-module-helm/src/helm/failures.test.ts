import { helmFailure } from './failures';

const about = { cluster: 'east', namespace: 'shop-dev', name: 'cache' };

it.each<[string, string, RegExp]>([
  [
    'Error: INSTALLATION FAILED: cannot reuse a name that is still in use',
    'ConflictError',
    /named cache already; choose another name/,
  ],
  [
    `Error: INSTALLATION FAILED: values don't meet the specifications of the schema(s) in the following chart(s):
valkey:
- at '/maxMemory': got number, want string
- at '/persistence/size': does not match pattern`,
    'InputError',
    /does not take these values: at '\/maxMemory': got number, want string; at '\/persistence\/size'/,
  ],
  [
    'Error: secrets is forbidden: User "lin.wei" cannot list resource "secrets"',
    'NotAllowedError',
    /cluster east does not let you/,
  ],
  [
    'Error: pods "x" is forbidden: exceeded quota: team, requested: cpu=2',
    'ConflictError',
    /east has no room/,
  ],
  [
    'Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress',
    'ConflictError',
    /try again in a few minutes/,
  ],
  [
    'Error: unable to continue with install: Service "cache" exists and cannot be imported into the current release: invalid ownership metadata',
    'ConflictError',
    /is there already/,
  ],
  [
    'Error: resource mapping not found for name: "x": no matches for kind "ServiceMonitor" in version "v1"',
    'ConflictError',
    /lacks a kind of object/,
  ],
  [
    'Error: INSTALLATION FAILED: failed pre-install: 1 error occurred: job failed: BackoffLimitExceeded',
    'ConflictError',
    /A hook of the chart failed/,
  ],
  [
    'Error: execution error at (valkey/templates/a.yaml:3:4): password is required',
    'InputError',
    /password is required/,
  ],
  [
    'Error: Kubernetes cluster unreachable: connection refused',
    'ServiceUnavailableError',
    /did not answer Helm/,
  ],
  ['Error: something else', 'ServiceUnavailableError', /something else/],
])('makes of %s', (said, name, message) => {
  const error = helmFailure(said, about);
  expect(error.name).toBe(name);
  expect(error.message).toMatch(message);
});
