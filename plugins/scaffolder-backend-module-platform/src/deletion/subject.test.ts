import type { Entity } from '@backstage/catalog-model';
import { subjectOf } from './subject';

const origin = 'backstage.io/managed-by-origin-location';
const folder = 'https://git.example.com/shop/checkout/';
const file = `${folder}src/branch/main/catalog-info.yaml`;

const git = {
  hostOf: (url: string) =>
    new URL(url).host === 'git.example.com' ? 'git.example.com' : undefined,
  folderOf: ({
    host,
    name,
    owner,
  }: Record<'host' | 'name' | 'owner', string>) =>
    `https://${host}/${owner}/${name}/`,
};

function entity({
  annotations = {},
  kind = 'Component',
  name = 'checkout',
  namespace = 'default',
  owner = 'group:default/shop',
}: {
  annotations?: Record<string, string>;
  kind?: string;
  name?: string;
  namespace?: string;
  owner?: string;
}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      namespace,
      annotations: {
        [origin]: `url:${file}`,
        'jenkins.io/job-full-name': 'shop/checkout',
        ...annotations,
      },
    },
    spec: { owner },
  };
}

it.each(['group:default/shop', 'shop', 'Shop'])(
  'is a service of the owner %s in the repository that it comes from',
  owner => {
    expect(subjectOf(entity({ owner }), git)).toEqual({
      kind: 'subject',
      subject: {
        kind: 'service',
        entityRef: 'component:default/checkout',
        service: { name: 'checkout', team: 'shop' },
        repository: {
          host: 'git.example.com',
          owner: 'shop',
          name: 'checkout',
        },
      },
    });
  },
);

it.each([
  ['the host', file.replace('git.', 'Git.')],
  ['the folder', file.replace('shop', 'Shop')],
])('is known by its file in whichever letters: %s', (_, url) => {
  const changed = { annotations: { [origin]: `url:${url}` } };
  expect(subjectOf(entity(changed), git).kind).toBe('subject');
});

it.each([
  ['an API', { kind: 'API' }, 'no-service'],
  ['one of another namespace', { namespace: 'other' }, 'no-service'],
  ['a name that is no host name', { name: 'Check_out' }, 'no-service'],
  ['a person’s own', { owner: 'user:default/lin' }, 'no-team'],
  ['nobody’s', { owner: '' }, 'no-team'],
  [
    'what only its file says to be in that repository',
    {
      annotations: {
        [origin]: 'url:https://git.example.com/mallory/own/catalog-info.yaml',
        'backstage.io/source-location': `url:${folder}`,
      },
    },
    'foreign-repository',
  ],
  [
    'a repository whose name begins alike',
    {
      annotations: {
        [origin]: 'url:https://git.example.com/shop/checkout-2/c.yaml',
      },
    },
    'foreign-repository',
  ],
  [
    'another team’s repository',
    { owner: 'group:default/payments' },
    'foreign-repository',
  ],
  [
    'another git server',
    {
      annotations: {
        [origin]: 'url:https://elsewhere.example.com/shop/checkout/c.yaml',
      },
    },
    'foreign-repository',
  ],
  [
    'a file of the portal',
    { annotations: { [origin]: `file:${folder}catalog-info.yaml` } },
    'foreign-repository',
  ],
  [
    'another job',
    { annotations: { 'jenkins.io/job-full-name': 'payments/billing' } },
    'foreign-job',
  ],
])('is not deleted: %s', (_, changed, reason) => {
  const judgment = subjectOf(entity(changed), git);
  expect(judgment).toMatchObject({ kind: 'refused', refusal: { reason } });
});

it('is an application, which needs no pipeline', () => {
  const annotations = { 'jenkins.io/job-full-name': '' };
  expect(subjectOf(entity({ annotations, kind: 'System' }), git)).toMatchObject(
    {
      kind: 'subject',
      subject: { kind: 'application', entityRef: 'system:default/checkout' },
    },
  );
});
