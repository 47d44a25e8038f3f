import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Credential } from '../../credential.ts';
import type { Context } from '../context.ts';
import { credentialOf } from '../git.ts';
import { StepFailure } from '../outcome.ts';
import { asText, Described, type Value } from '../values.ts';
import type { Step } from './step.ts';

const withCredentials: Step = async ({ context, args, body }) => {
  const environment: Record<string, string> = { ...context.environment };
  const folders: string[] = [];
  try {
    for (const binding of args.list('bindings')) {
      const { variables, folder } = await bind(context, binding);
      Object.assign(environment, variables);
      if (folder) folders.push(folder);
    }
    await body({ ...context, environment });
  } finally {
    for (const folder of folders)
      await rm(folder, { recursive: true, force: true });
  }
  return null;
};

interface Bound {
  readonly variables: Record<string, string>;
  /** Where a secret file lies, to be removed afterwards. */
  readonly folder?: string;
}

async function bind(context: Context, binding: Value): Promise<Bound> {
  if (!(binding instanceof Described))
    throw new StepFailure(`"${asText(binding)}" is no binding of a credential`);
  const { name, values } = binding;
  const text = (key: string) => asText(values[key] ?? '');
  const id = text('credentialsId');
  const found = await credentialOf(context, id);
  switch (name) {
    case 'string': {
      const { secret } = ofKind(found, 'secret-text');
      return { variables: { [text('variable')]: secret } };
    }
    case 'usernamePassword': {
      const { username, password } = ofKind(found, 'username-password');
      return {
        variables: {
          [text('usernameVariable')]: username,
          [text('passwordVariable')]: password,
        },
      };
    }
    case 'usernameColonPassword': {
      const { username, password } = ofKind(found, 'username-password');
      return { variables: { [text('variable')]: `${username}:${password}` } };
    }
    case 'file': {
      const file = await writeSecretFile(context, ofKind(found, 'secret-file'));
      const { path, folder } = file;
      return { variables: { [text('variable')]: path }, folder };
    }
    default:
      throw new StepFailure(`"${name}" is no binding of a credential`);
  }
}

function ofKind<K extends Credential['kind']>(
  found: Credential,
  kind: K,
): Extract<Credential, { kind: K }> {
  if (isOfKind(found, kind)) return found;
  throw new StepFailure(
    `Credentials '${found.id}' is of type '${found.kind}' where '${kind}' was expected`,
  );
}

function isOfKind<K extends Credential['kind']>(
  found: Credential,
  kind: K,
): found is Extract<Credential, { kind: K }> {
  return found.kind === kind;
}

async function writeSecretFile(
  context: Context,
  found: Extract<Credential, { kind: 'secret-file' }>,
) {
  const { scratch } = context.session.request.folders;
  const folder = join(scratch, `secret-${randomBytes(8).toString('hex')}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, basename(found.fileName) || 'secret');
  await writeFile(path, found.content, { mode: 0o600 });
  return { path, folder };
}

/** What `NAME = credentials('id')` in an environment gives: variables by the kind. */
export async function environmentCredential(
  context: Context,
  name: string,
  id: string,
): Promise<Record<string, string>> {
  const found = await credentialOf(context, id);
  switch (found.kind) {
    case 'secret-text':
      return { [name]: found.secret };
    case 'username-password':
      return {
        [name]: `${found.username}:${found.password}`,
        [`${name}_USR`]: found.username,
        [`${name}_PSW`]: found.password,
      };
    default:
      return { [name]: (await writeSecretFile(context, found)).path };
  }
}

export const CREDENTIAL_STEPS = { withCredentials };
