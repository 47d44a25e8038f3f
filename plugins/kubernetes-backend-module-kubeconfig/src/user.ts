import { dirname, resolve } from 'node:path';
import type { Cluster, User } from '@kubernetes/client-node';
import { InputError } from '@backstage/errors';
import { parse } from 'yaml';
import { z } from 'zod';

const tokenFilesSchema = z.object({
  users: z.array(
    z.object({
      name: z.string(),
      user: z.object({ tokenFile: z.string().optional() }).nullish(),
    }),
  ),
});

const execSchema = z.looseObject({
  apiVersion: z.string(),
  command: z.string().min(1),
  env: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
  provideClusterInfo: z.boolean().nullish(),
});

/**
 * Completes a user where `KubeConfig` falls short of kubectl: `tokenFile`, and the
 * conditions under which a credential plugin runs (`command` relative to the kubeconfig,
 * `KUBERNETES_EXEC_INFO` with `interactive: false`: nobody could answer it).
 *
 * @param text - of the kubeconfig file, which `KubeConfig` could parse
 * @throws InputError when the entry of a credential plugin is malformed
 */
export function resolveUser(
  user: User,
  cluster: Cluster,
  text: string,
  file: string,
): User {
  if (user.exec) return { ...user, exec: resolveExec(user, cluster, file) };
  const tokenFile = tokenFileOf(user.name, text);
  if (user.token || !tokenFile) return user;
  const config = { tokenFile: resolve(dirname(file), tokenFile) };
  return { ...user, authProvider: { name: 'tokenFile', config } };
}

function tokenFileOf(name: string, text: string): string | undefined {
  const { data } = tokenFilesSchema.safeParse(parse(text));
  return data?.users.find(user => user.name === name)?.user?.tokenFile;
}

function resolveExec(user: User, cluster: Cluster, file: string) {
  const { data: exec, error } = execSchema.safeParse(user.exec);
  if (!exec) {
    const fields = error.issues.map(({ path }) => path.join('.')).join(', ');
    throw new InputError(
      `Kubeconfig ${file} has user ${user.name}, whose exec entry lacks or misstates: ${fields}`,
    );
  }
  const { apiVersion, command, env, provideClusterInfo } = exec;
  const spec = {
    interactive: false,
    ...(provideClusterInfo && { cluster: clusterInfo(cluster) }),
  };
  const info = JSON.stringify({ apiVersion, kind: 'ExecCredential', spec });
  return {
    ...exec,
    command: command.includes('/') ? resolve(dirname(file), command) : command,
    env: [...(env ?? []), { name: 'KUBERNETES_EXEC_INFO', value: info }],
  };
}

function clusterInfo(cluster: Cluster) {
  return {
    server: cluster.server,
    'certificate-authority-data': cluster.caData,
    'insecure-skip-tls-verify': cluster.skipTLSVerify,
  };
}
