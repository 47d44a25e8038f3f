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
  const { jenkins, registry, delivery } = embedded.pilothouse;
  const secrets = [
    embedded.auth.session.secret,
    oidc.production.clientSecret,
    embedded.catalog.providers.scim.embedded.token,
    embedded.kubernetes.clusterLocatorMethods[0].clusters[0]
      .serviceAccountToken,
    embedded.integrations.gitea[0].password,
    jenkins.apiToken,
    registry.password,
    delivery.git.administrator.password,
    delivery.webhook.secret,
  ];
  for (const secret of secrets) {
    assert.deepEqual(Object.keys(secret), ['$file']);
    assert.match(secret.$file, /^\/state\/8007\//);
  }
});

test('the portal leads nobody to a CI server that answers programs only', () => {
  assert.equal(embedded.pilothouse.jenkins.pages, false);
});

test('no login of the registry is for the pipelines of all teams', () => {
  const { registry, delivery } = embedded.pilothouse;
  assert.equal(registry.type, 'harbor');
  assert.equal(registry.username, 'portal');
  assert.equal(delivery.registry, undefined);
});

test('no login of the git server is for the pipelines of all teams', () => {
  const { git } = embedded.pilothouse.delivery;
  assert.equal(git.administrator.host, embedded.integrations.gitea[0].host);
  assert.equal(git.username, undefined);
});

test('templates learn where things are, each from the part that is there', () => {
  const { parameters } = embedded.scaffolder.defaultEnvironment;
  assert.equal(parameters.gitHost, embedded.integrations.gitea[0].host);
  assert.equal(parameters.registry, embedded.pilothouse.registry.host);
  assert.match(parameters.nodeImage, /^localhost:8019\/library\/node:\d+$/);
  assert.equal(parameters.pythonImage, 'localhost:8019/library/python:3');
  assert.equal(parameters.javaImage, 'localhost:8019/library/java:1');
  assert.equal(parameters.staticImage, 'localhost:8019/library/static:1');
  assert.equal(parameters.serviceUrlSuffix, 'localhost:8009');
  assert.equal(parameters.repositoryVisibility, 'public');
  assert.deepEqual(embedded.pilothouse.delivery.addresses, [
    { hostSuffix: parameters.serviceDomain, port: 8009 },
  ]);
});

test('charts of its own registry are items, and installed by its own Helm', () => {
  const programs = { helm: '/tools/helm' };
  const { pilothouse } = parse(appConfig(platform, undefined, programs));
  assert.deepEqual(pilothouse.marketplace.charts, {
    helm: '/tools/helm',
    sources: [{ project: 'marketplace' }],
  });
});

test('on clusters of its own, a person gets none of the embedded systems, nor samples', () => {
  assert.deepEqual(own.kubernetes.clusterLocatorMethods, []);
  assert.deepEqual(own.pilothouse.kubeconfig, { file: '/k', contexts: ['a'] });
  assert.equal(embedded.pilothouse.kubeconfig, undefined);
  assert.equal(own.catalog.locations.length, 1);
  assert.equal(embedded.catalog.locations.length, 3);
  for (const key of ['integrations', 'scaffolder']) {
    assert.equal(own[key], undefined, key);
  }
  assert.equal(own.pilothouse.jenkins, undefined);
});
