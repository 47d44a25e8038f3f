import { z } from 'zod';
import { BadRequest } from '../http/errors.ts';
import type { StoredCredential } from '../store/credentials.ts';
import {
  elementSchema,
  optionalWordSchema,
  parseXml,
  textSchema,
  understand,
  wordSchema,
} from './xml.ts';

type Content = StoredCredential['credential'];

const commonShape = {
  id: wordSchema.pipe(z.string().min(1, 'a credential needs an id')),
  description: optionalWordSchema,
};

const secretTextSchema = elementSchema({
  ...commonShape,
  secret: textSchema,
}).transform(({ description, id, secret }) =>
  described(description, { kind: 'secret-text', id, secret }),
);

const usernameSchema = elementSchema({
  ...commonShape,
  username: wordSchema,
  password: textSchema,
}).transform(({ description, id, username, password }) =>
  described(description, { kind: 'username-password', id, username, password }),
);

const fileSchema = elementSchema({
  ...commonShape,
  fileName: wordSchema,
  secretBytes: wordSchema,
}).transform(({ description, id, fileName, secretBytes: content }) =>
  described(description, { kind: 'secret-file', id, fileName, content }),
);

/** Classes of credentials; Jenkins has a page and a field for each. */
export const CREDENTIAL_CLASSES = {
  'secret-text':
    'org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl',
  'username-password':
    'com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl',
  'secret-file':
    'org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl',
} as const;

const SCHEMAS = {
  [CREDENTIAL_CLASSES['secret-text']]: secretTextSchema,
  [CREDENTIAL_CLASSES['username-password']]: usernameSchema,
  [CREDENTIAL_CLASSES['secret-file']]: fileSchema,
};

/**
 * Reads a credential as the credentials plugin takes it.
 *
 * @throws BadRequest that says what is missing, and never what was given
 */
export function parseCredential(xml: string, folder: string): StoredCredential {
  const { name, content } = parseXml(xml, 'The credential');
  const schema = Object.entries(SCHEMAS).find(([known]) => known === name)?.[1];
  if (!schema) {
    throw new BadRequest(
      `The credential is a ${name}; known here are ${Object.keys(SCHEMAS).join(
        ', ',
      )}`,
    );
  }
  return { folder, ...understand(schema, content, 'The credential') };
}

function described(description: string | undefined, credential: Content) {
  return { description: description ?? '', credential };
}
