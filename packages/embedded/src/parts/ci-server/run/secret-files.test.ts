import assert from 'node:assert/strict';
import { test } from 'node:test';
import { secretsOfFile } from './secret-files.ts';

const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJkZXBsb3llciJ9.c2lnbmF0dXJl';
const KEY = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7';

const CASES: [what: string, file: string, secrets: string[]][] = [
  [
    'the token of a kubeconfig, and none of its words',
    `apiVersion: v1
kind: Config
clusters:
  - name: east
    cluster: { server: 'https://api-1.east.example.com:6443' }
contexts:
  - name: deployer-orders
    context: { cluster: east, namespace: shop-dev-2031-customers }
users:
  - name: deployer-orders
    user:
      token: ${JWT}
`,
    [JWT],
  ],
  ['what is called a password', 'user=ci\npassword=short1', ['short1']],
  ['JSON', '{"api_key": "with a blank", "type": "x"}', ['with a blank']],
  [
    'a private key, line by line',
    `-----BEGIN PRIVATE KEY-----\n${KEY}\nq0x2Zz==\n-----END PRIVATE KEY-----\n`,
    [KEY, 'q0x2Zz=='],
  ],
  ['hexadecimal digits', 'id 0123456789abcdef0123', ['0123456789abcdef0123']],
  [
    'not what names or points to a secret',
    'secretName: pilothouse-registry\ntokenFile: /var/run/token-file\nsecret: true',
    [],
  ],
  ['not of variables', 'password: ${DATABASE_PASSWORD}', []],
  ['nothing of a file without', 'of the file', []],
];

for (const [what, file, secrets] of CASES)
  test(`hides of a file ${what}`, () => {
    assert.deepEqual(secretsOfFile(Buffer.from(file)), secrets);
  });
