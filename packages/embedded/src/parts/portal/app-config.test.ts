import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { createPlatform } from '../../launcher/create-platform.ts';
import { appConfig } from './app-config.ts';

const platform = createPlatform({ port: 8007, stateDir: '/state/8007' });
const embedded = parse(appConfig(platform));
const own = parse(appConfig(platform, { kubeconfig: '/k', contexts: ['a'] }));

test('it listens on loopback, under the address of the instance', () => {
  assert.deepEqual(embedded.backend.listen, { host: '127.0.0.1', port: 8007 });
  assert.equal(embedded.app.baseUrl, 'http://localhost:8007');
});

test('every secret is named by file', () => {
  const { oidc } = embedded.auth.providers;
  const secrets = [
    embedded.auth.session.secret,
    oidc.production.clientSecret,
    embedded.catalog.providers.scim.embedded.token,
    embedded.kubernetes.clusterLocatorMethods[0].clusters[0]
      .serviceAccountToken,
  ];
  for (const secret of secrets) {
    assert.deepEqual(Object.keys(secret), ['$file']);
    assert.match(secret.$file, /^\/state\/8007\//);
  }
});

test('on clusters of its own, a person gets neither the embedded one nor samples', () => {
  assert.deepEqual(own.kubernetes.clusterLocatorMethods, []);
  assert.deepEqual(own.pilothouse.kubeconfig, { file: '/k', contexts: ['a'] });
  assert.equal(embedded.pilothouse.kubeconfig, undefined);
  assert.equal(own.catalog.locations.length, 1);
  assert.equal(embedded.catalog.locations.length, 2);
});
