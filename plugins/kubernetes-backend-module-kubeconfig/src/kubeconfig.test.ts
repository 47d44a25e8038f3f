import { chooseContexts } from './kubeconfig';
import { kubeconfig } from './__testUtils__/kubeconfig-file';

const file = '/home/lin/.kube/config';
const cluster = { server: 'https://10.0.0.1:6443' };
const user = { token: 'secret-token' };
const both = {
  dev: { cluster, user },
  prod: { cluster: { server: 'https://10.0.0.2:6443/' }, user },
};

describe('the contexts that are chosen', () => {
  it.each<[string, string | undefined, string[], string[]]>([
    ['the current one', 'prod', [], ['prod']],
    ['the named one', 'prod', ['dev'], ['dev']],
    [
      'several, in the order asked for',
      'dev',
      ['prod', 'dev'],
      ['prod', 'dev'],
    ],
    ['one, if named twice', 'dev', ['prod', 'prod'], ['prod']],
    ['a named one, if none is current', undefined, ['dev'], ['dev']],
  ])('%s', (_, current, contexts, expected) => {
    const chosen = chooseContexts(kubeconfig(both, current), {
      file,
      contexts,
    });
    expect(chosen.map(({ context }) => context.name)).toEqual(expected);
  });

  it('resolves paths against the folder of the file', () => {
    const [chosen] = chooseContexts(
      kubeconfig({
        dev: {
          cluster: { ...cluster, 'certificate-authority': 'ca.crt' },
          user: { 'client-certificate': 'me.crt', 'client-key': '/keys/me' },
        },
      }),
      { file, contexts: ['dev'] },
    );
    expect(chosen.cluster.caFile).toBe('/home/lin/.kube/ca.crt');
    expect(chosen.user.certFile).toBe('/home/lin/.kube/me.crt');
    expect(chosen.user.keyFile).toBe('/keys/me');
  });
});

describe('what is wrong is said in one sentence', () => {
  const at = `Kubeconfig ${file}`;
  const only = (dev: Partial<(typeof both)['dev']>) =>
    kubeconfig({ dev: { cluster, user, ...dev } }, 'dev');

  it.each<[string, string, string[], string]>([
    [
      'unknown context',
      kubeconfig(both, 'dev'),
      ['test'],
      `${at} has no context test; it has: dev, prod`,
    ],
    [
      'unknown current context',
      kubeconfig(both, 'gone'),
      [],
      `${at} has no context gone; it has: dev, prod`,
    ],
    [
      'no current context',
      kubeconfig(both),
      [],
      `${at} has no current context, so pilothouse.kubeconfig.contexts must name one; it has: dev, prod`,
    ],
    ['empty', '', [], `${at} cannot be read: it is not a kubeconfig`],
    ['another YAML file', 'name: web', [], `${at} has no contexts`],
    [
      'a cluster that is not there',
      kubeconfig(both, 'dev').replace('cluster: dev', 'cluster: other'),
      ['dev'],
      `${at} lacks the cluster other that context dev names; it has: dev, prod`,
    ],
    [
      'a user that is not there',
      kubeconfig(both, 'dev').replace('user: dev', 'user: other'),
      ['dev'],
      `${at} lacks the user other that context dev names; it has: dev, prod`,
    ],
    [
      'tls-server-name',
      only({ cluster: { ...cluster, ...{ 'tls-server-name': 'k8s' } } }),
      [],
      `${at} has context dev, which sets tls-server-name, which Backstage's Kubernetes plugin cannot do; it has: dev`,
    ],
    [
      'proxy-url',
      only({ cluster: { ...cluster, ...{ 'proxy-url': 'http://proxy' } } }),
      [],
      `${at} has context dev, which sets proxy-url, which Backstage's Kubernetes plugin cannot do; it has: dev`,
    ],
    [
      'impersonation',
      only({ user: { ...user, ...{ as: 'admin' } } }),
      [],
      `${at} has context dev, which impersonates another user, which Backstage's Kubernetes plugin cannot do; it has: dev`,
    ],
    [
      'a password',
      only({ user: { ...user, ...{ username: 'admin', password: 'x' } } }),
      [],
      `${at} has context dev, which signs in with a user name and a password, which Backstage's Kubernetes plugin cannot do; it has: dev`,
    ],
    [
      'no HTTPS',
      only({ cluster: { server: 'http://10.0.0.1:8080' } }),
      [],
      `${at} has context dev, which reaches its API server without HTTPS, where credentials are not safe; it has: dev`,
    ],
  ])('%s', (_, text, contexts, message) => {
    expect(() => chooseContexts(text, { file, contexts })).toThrow(
      expect.objectContaining({ name: 'InputError', message }),
    );
  });

  it('never quotes the file, which holds secrets', () => {
    const text = `${kubeconfig(both, 'dev')}\n  token: secret-token: {`;
    expect(() => chooseContexts(text, { file, contexts: [] })).toThrow(
      /^Kubeconfig \S+ cannot be read: (?!.*secret-token)[^\n]+$/,
    );
  });
});
