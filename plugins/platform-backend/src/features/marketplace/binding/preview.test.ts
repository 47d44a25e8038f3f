import type {
  BindingNote,
  BindingRequest,
} from '@pilothouse/plugin-platform-common';
import type { Deployment } from 'kubernetes-types/apps/v1';
import { twoTeams } from '../__testUtils__/scene';
import type { AddressSecret } from './address';
import { previewOf } from './preview';

const secret = 'kv-address';
const request: BindingRequest = {
  kind: 'bind',
  instance: {
    ...{ item: 'etcd', cluster: 'east', namespace: 'shop-dev', name: 'kv' },
  },
  secret,
  target: {
    ...{ cluster: 'east', namespace: 'shop-dev' },
    ...{ kind: 'Deployment', name: 'web' },
  },
  form: { kind: 'files' },
};
const provided = { name: secret, namespace: 'shop-dev', body: {} };
const web: Deployment = {
  metadata: { name: 'web', uid: 'u', resourceVersion: '1' },
};

it.each<
  [string, boolean, AddressSecret | undefined, BindingNote['kind'] | undefined]
>([
  ['is made before', false, provided, 'makes-secret'],
  ['is there already', true, provided, undefined],
  ['is missing, and of somebody else', false, undefined, 'secret-missing'],
])('says of a Secret that %s', (_, isThere, made, kind) => {
  const { east, kube } = twoTeams();
  if (isThere) {
    east.put('secrets', { metadata: { namespace: 'shop-dev', name: secret } });
  }
  const trial = { before: web, after: web };
  const { notes } = previewOf(request, trial, kube.cluster('east'), made);
  const told = notes.filter(note => 'secret' in note);
  expect(told).toEqual(kind ? [{ kind, secret }] : []);
});

it('says what is made, too, where nobody knows which Secrets there are', () => {
  const trial = { before: web, after: web };
  expect(previewOf(request, trial, undefined, provided).notes).toContainEqual({
    kind: 'makes-secret',
    secret,
  });
});
