import {
  CREDENTIAL_CLASSES,
  parseCredential,
} from '../../jobs/parse-credential.ts';
import { escapeXml } from '../../jobs/xml.ts';
import type { StoredCredential } from '../../store/credentials.ts';
import type { Job } from '../../store/job.ts';
import { Bean } from '../bean.ts';
import { type Call, parametersOf } from '../call.ts';
import { BadRequest, Conflict, NotFound } from '../errors.ts';
import { DONE, json, redirect, type Reply, text } from '../reply.ts';
import { select } from '../select.ts';
import { jobUrl } from '../views/job.ts';
import type { PathValues, Route } from './route.ts';

const STORE = '/credentials/store/:store/domain/:domain';

/** Addresses of a folder's credentials; the server's own are the root's. */
export const credentialRoutes: readonly Route<Job>[] = [
  { method: 'GET', path: `${STORE}/api/json`, answer: list },
  { method: 'POST', path: `${STORE}/createCredentials`, answer: create },
  { method: 'GET', path: `${STORE}/credential/:id/api/json`, answer: show },
  { method: 'GET', path: `${STORE}/credential/:id/config.xml`, answer: config },
  {
    method: 'POST',
    path: `${STORE}/credential/:id/config.xml`,
    answer: update,
  },
  {
    method: 'DELETE',
    path: `${STORE}/credential/:id/config.xml`,
    answer: remove,
  },
  { method: 'POST', path: `${STORE}/credential/:id/doDelete`, answer: remove },
  { method: 'POST', path: `${STORE}/credential/:id/delete`, answer: remove },
];

function list(call: Call, job: Job, values: PathValues): Reply {
  checkPlace(job, values);
  const all = call.server.credentials.list(job.fullName);
  const bean = new Bean(
    'com.cloudbees.plugins.credentials.CredentialsStoreAction$DomainWrapper',
    {
      credentials: () => all.map(each => credentialBean(each)),
      description: () => null,
      displayName: () => 'Global credentials (unrestricted)',
      global: () => true,
      urlName: () => '_',
    },
  );
  return json(select(bean, parametersOf(call)));
}

async function create(
  { server, body }: Call,
  job: Job,
  values: PathValues,
): Promise<Reply> {
  checkPlace(job, values);
  const stored = parseCredential(body.toString('utf8'), job.fullName);
  if (server.credentials.get(job.fullName, stored.credential.id)) {
    throw new Conflict(
      `A credential with the id ${stored.credential.id} is there already: update it`,
    );
  }
  await server.credentials.save(stored);
  return DONE;
}

function show(call: Call, job: Job, values: PathValues): Reply {
  const bean = credentialBean(find(call, job, values));
  return json(select(bean, parametersOf(call)));
}

function config(call: Call, job: Job, values: PathValues): Reply {
  const { credential, description } = find(call, job, values);
  const name = CREDENTIAL_CLASSES[credential.kind];
  const username =
    credential.kind === 'username-password'
      ? `\n  <username>${escapeXml(credential.username)}</username>`
      : '';
  const secret = {
    'secret-text': 'secret',
    'username-password': 'password',
    'secret-file': 'secretBytes',
  }[credential.kind];
  return text(
    `<${name}>
  <scope>GLOBAL</scope>
  <id>${escapeXml(credential.id)}</id>
  <description>${escapeXml(description)}</description>${username}
  <${secret}>
    <secret-redacted/>
  </${secret}>
</${name}>
`,
    'application/xml',
  );
}

async function update(
  call: Call,
  job: Job,
  values: PathValues,
): Promise<Reply> {
  const { id } = find(call, job, values).credential;
  const stored = parseCredential(call.body.toString('utf8'), job.fullName);
  if (stored.credential.id !== id)
    throw new BadRequest(
      `The id of a credential cannot change from ${id} to ${stored.credential.id}`,
    );
  await call.server.credentials.save(stored);
  return DONE;
}

async function remove(
  call: Call,
  job: Job,
  values: PathValues,
): Promise<Reply> {
  const { id } = find(call, job, values).credential;
  await call.server.credentials.delete(job.fullName, id);
  if (call.method === 'DELETE') return DONE;
  return redirect(jobUrl(call.server.url, job));
}

/** @throws NotFound */
function find(
  { server }: Call,
  job: Job,
  values: PathValues,
): StoredCredential {
  checkPlace(job, values);
  const found = server.credentials.get(job.fullName, values.id ?? '');
  if (!found) throw new NotFound(`No credential has the id ${values.id}`);
  return found;
}

/** @throws NotFound */
function checkPlace(job: Job, { store, domain }: PathValues): void {
  const expected = job.fullName === '' ? 'system' : 'folder';
  if (store !== expected)
    throw new NotFound(
      `No credentials store is named ${store}: use ${expected}`,
    );
  if (domain !== '_') throw new NotFound(`No domain is named ${domain}: use _`);
  if (job.config.kind === 'pipeline')
    throw new NotFound(`${job.fullName} is no folder`);
}

function credentialBean({ credential, description }: StoredCredential): Bean {
  return new Bean(
    'com.cloudbees.plugins.credentials.CredentialsStoreAction$CredentialsWrapper',
    {
      description: () => description,
      displayName: () => description || credential.id,
      fingerprint: () => null,
      fullName: () => `system/_/${credential.id}`,
      id: () => credential.id,
      typeName: () =>
        ({
          'secret-text': 'Secret text',
          'username-password': 'Username with password',
          'secret-file': 'Secret file',
        }[credential.kind]),
    },
    { visibility: 2 },
  );
}
