import { readFile } from 'node:fs/promises';
import { Connection } from './Connection';
import { chooseContexts } from './kubeconfig';
import { TestAuthority } from './__testUtils__/certificates';
import { TestFolder, kubeconfig } from './__testUtils__/kubeconfig-file';

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('the credential of a context', () => {
  let folder: TestFolder;
  let authority: TestAuthority;

  beforeEach(async () => {
    folder = await TestFolder.create();
    authority = await TestAuthority.create();
  });

  afterEach(() => folder.remove());

  const connect = (
    user: Record<string, unknown>,
    cluster = {},
    answerWithinMs?: number,
  ) => {
    const server = 'https://127.0.0.1:6443';
    const text = kubeconfig({ dev: { cluster: { server, ...cluster }, user } });
    const settings = { file: `${folder.path}/config`, contexts: ['dev'] };
    return new Connection(chooseContexts(text, settings)[0], answerWithinMs);
  };

  /** A credential plugin that counts how often it ran, in the file `runs`. */
  const plugin = (status: string) =>
    folder.write(
      'plugin.sh',
      `#!/bin/sh
echo "$KUBERNETES_EXEC_INFO" >> '${folder.path}/runs'
echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":${status}}'
`,
      0o700,
    );
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: './plugin.sh',
    interactiveMode: 'Never',
  };
  const runs = async () =>
    (await readFile(`${folder.path}/runs`, 'utf8')).trim().split('\n');

  it('is a token', async () => {
    expect(await connect({ token: 't1' }).credential()).toEqual({
      type: 'bearer token',
      token: 't1',
    });
  });

  it.each(['inline', 'in files'])('is a client certificate %s', async where => {
    const { cert, key } = await authority.sign('lin');
    await folder.write('me.crt', cert);
    await folder.write('me.key', key);
    const user =
      where === 'inline'
        ? {
            'client-certificate-data': base64(cert),
            'client-key-data': base64(key),
          }
        : { 'client-certificate': 'me.crt', 'client-key': 'me.key' };
    expect(await connect(user).credential()).toEqual({
      type: 'x509 client certificate',
      cert,
      key,
    });
  });

  it('is the token in a file beside the kubeconfig', async () => {
    await folder.write('token', 't2\n');
    expect(await connect({ tokenFile: 'token' }).credential()).toEqual({
      type: 'bearer token',
      token: 't2',
    });
  });

  it('comes from a credential plugin, once until it expires', async () => {
    await plugin('{"token":"t3","expirationTimestamp":"2999-01-01T00:00:00Z"}');
    const connection = connect({ exec });
    for (const _ of [1, 2]) {
      expect(await connection.credential()).toEqual({
        type: 'bearer token',
        token: 't3',
      });
    }
    expect((await runs()).map(line => JSON.parse(line))).toEqual([
      {
        apiVersion: 'client.authentication.k8s.io/v1',
        kind: 'ExecCredential',
        spec: { interactive: false },
      },
    ]);
  });

  it('comes anew from a credential plugin after it expired', async () => {
    await plugin('{"token":"t4","expirationTimestamp":"2001-01-01T00:00:00Z"}');
    const connection = connect({ exec });
    await connection.credential();
    await connection.credential();
    expect(await runs()).toHaveLength(2);
  });

  it('comes from one run of a credential plugin for all who ask at once', async () => {
    await plugin('{"token":"t5"}');
    const connection = connect({ exec });
    await Promise.all([connection.credential(), connection.credential()]);
    expect(await runs()).toHaveLength(1);
  });

  it('can be had again after a credential plugin hung', async () => {
    await folder.write('plugin.sh', '#!/bin/sh\nexec sleep 5\n', 0o700);
    const connection = connect({ exec }, {}, 2_000);
    await expect(connection.credential()).rejects.toThrow(/within 2 s/);
    await plugin('{"token":"t6"}');
    expect(await connection.credential()).toEqual({
      type: 'bearer token',
      token: 't6',
    });
  });

  it('is a certificate from a credential plugin', async () => {
    const { cert, key } = await authority.sign('lin');
    await plugin(
      JSON.stringify({
        clientCertificateData: cert,
        clientKeyData: key,
      }).replaceAll('\\n', '\\\\n'),
    );
    expect(await connect({ exec }).credential()).toMatchObject({
      type: 'x509 client certificate',
      cert,
    });
  });

  it('is the identity token of an OpenID Connect provider', async () => {
    const expires = { exp: Date.parse('2999-01-01') / 1000 };
    const token = `e30.${base64(JSON.stringify(expires))}.signature`;
    const config = { 'id-token': token };
    expect(
      await connect({
        'auth-provider': { name: 'oidc', config },
      }).credential(),
    ).toEqual({ type: 'bearer token', token });
  });

  it.each<[string, Record<string, unknown>, object, RegExp]>([
    ['nothing to sign in with', {}, {}, /no client certificate and no valid/],
    ['a missing token file', { tokenFile: 'gone' }, {}, /no such file.*\/gone/],
    [
      'a malformed client certificate',
      {
        'client-certificate-data': base64('no'),
        'client-key-data': base64('no'),
      },
      {},
      /PEM/,
    ],
    [
      'a missing certificate authority',
      { token: 't' },
      { 'certificate-authority': 'gone.crt' },
      /no such file.*gone\.crt/,
    ],
    [
      'a credential plugin that is not installed',
      { exec: { ...exec, command: 'no-such-credential-plugin' } },
      {},
      /no-such-credential-plugin/,
    ],
  ])('cannot be had with %s', async (_, user, cluster, message) => {
    await expect(connect(user, cluster).credential()).rejects.toThrow(message);
  });

  it.each<[string, object, boolean]>([
    ['itself', {}, true],
    ['the same name elsewhere', { url: 'https://attacker' }, false],
    ['another authority', { caData: 'x' }, false],
    ['unverified', { skipTLSVerify: true }, false],
  ])('belongs to its own cluster only: %s', (_, change, expected) => {
    const connection = connect({ token: 't' });
    expect(connection.describes({ ...connection.details, ...change })).toBe(
      expected,
    );
  });
});
