import { join } from 'node:path';
import {
  ensurePrivateDir,
  ensureSecret,
  writeAtomic,
} from '../../platform/files.ts';
import { goToolPath } from '../../platform/go-tools.ts';
import { NeverReady, type Part } from '../../platform/part.ts';
import { partDir, type Platform } from '../../platform/platform.ts';
import { answersHttp, waitUntil } from '../../platform/wait.ts';
import {
  appConfig,
  portalUrl,
  sessionSecretFile,
  type OwnClusters,
} from './app-config.ts';
import { helmTool } from '../delivery-tools.ts';
import { techdocsEnvironment } from '../techdocs/index.ts';
import { buildApp } from './app-build.ts';
import { ensureDeliverySecrets } from './delivery-config.ts';

const BACKSTAGE_VERSION = '1.55.0';

function configFile(platform: Platform): string {
  return join(partDir(platform, 'portal'), 'app-config.yaml');
}

/**
 * The portal itself: the same backend and pages as in production, configured for this
 * platform.
 *
 * @param options.clusters - clusters of the person's own; without them, the embedded one
 * @param options.configs - configuration files that are read after the portal's own
 */
export function portal({
  clusters,
  configs,
}: {
  clusters?: OwnClusters;
  configs: readonly string[];
}): Part {
  return {
    name: 'portal',
    title: 'Portal',
    version: `Backstage ${BACKSTAGE_VERSION}`,
    needs: clusters ? ['user-center'] : ['user-center', 'cluster-setup'],
    address: portalUrl,
    build: buildApp,
    async configure(platform) {
      const dir = partDir(platform, 'portal');
      await ensurePrivateDir(join(dir, 'database'));
      await ensurePrivateDir(join(dir, 'work'));
      await ensureSecret(sessionSecretFile(platform));
      if (!clusters) await ensureDeliverySecrets(platform);
      const programs = { helm: await goToolPath(platform, helmTool) };
      await writeAtomic(
        configFile(platform),
        appConfig(platform, clusters, programs),
      );
    },
    async start(platform) {
      const { root, node } = platform;
      const techdocs = await techdocsEnvironment(platform);
      await platform.processes.run({
        name: 'portal',
        command: node,
        args: [
          '--max-old-space-size=1024',
          '--require',
          join(root, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
          'src/index.ts',
          `--config=${join(root, 'app-config.yaml')}`,
          `--config=${configFile(platform)}`,
          ...configs.map(file => `--config=${file}`),
        ],
        cwd: join(root, 'packages/backend'),
        env: { NODE_ENV: 'production', ...techdocs },
        privateFiles: true,
        graceSeconds: 4,
      });
    },
    async ready(platform, signal) {
      const url = `${portalUrl(platform)}/.backstage/health/v1/readiness`;
      await waitUntil(() => answersHttp(url, signal), signal);
      await waitUntil(() => servesPages(platform, signal), signal);
    },
  };
}

/**
 * Whether the browser's part is served. The backend answers without it as well, and looks
 * for it only when it starts.
 */
async function servesPages(
  platform: Platform,
  signal: AbortSignal,
): Promise<boolean> {
  const status = await fetch(portalUrl(platform), { signal }).then(
    response => response.status,
    () => undefined,
  );
  if (status !== 404) return status === 200;
  throw new NeverReady(
    'its pages were not there when it started; stop it and start it again, which builds them',
  );
}
