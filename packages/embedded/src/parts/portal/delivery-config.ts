import type { Platform } from '../../platform/platform.ts';
import {
  javaImage,
  nodeImage,
  pythonImage,
  staticImage,
} from '../base-images/index.ts';
import {
  ciServerEndpoints,
  ensureCiServerSecrets,
} from '../ci-server/index.ts';
import { ensurePasswords } from '../git/accounts.ts';
import { gitFiles, gitUrl } from '../git/settings.ts';
import { registryFiles, registryName } from '../registry/access.ts';
import { ensureRegistryPasswords } from '../registry/index.ts';

/**
 * Makes the secrets that the portal's configuration names by file. The portal does not
 * wait for the parts that know them as well.
 */
export async function ensureDeliverySecrets(platform: Platform): Promise<void> {
  await ensureCiServerSecrets(platform);
  await ensurePasswords(platform);
  await ensureRegistryPasswords(platform);
}

/** Of each service: more than are ever deployed at the same time, and few enough to look at. */
const KEPT_IMAGES = 100;

/** What connects the portal with git, CI and the registry, and tells templates of them. */
export function deliveryConfig(platform: Platform) {
  const { addresses } = platform;
  const ci = ciServerEndpoints(platform);
  const git = gitFiles(platform);
  const gitHost = `localhost:${addresses.git}`;
  const images = registryFiles(platform);
  const registry = registryName(platform);
  return {
    integrations: {
      gitea: [
        {
          host: gitHost,
          baseUrl: gitUrl(platform),
          username: 'portal',
          password: { $file: git.password('portal') },
        },
      ],
    },
    pilothouse: {
      jenkins: {
        baseUrl: ci.url,
        username: ci.user,
        apiToken: { $file: ci.apiTokenFile },
        // It answers programs only.
        pages: false,
      },
      registry: {
        type: 'harbor',
        host: registry,
        username: 'portal',
        password: { $file: images.password('portal') },
        keepImages: KEPT_IMAGES,
      },
      delivery: {
        git: {
          administrator: {
            host: gitHost,
            username: 'accounts',
            password: { $file: git.password('accounts') },
          },
        },
        addresses: [{ hostSuffix: 'localhost', port: addresses.ingress }],
        webhook: { url: ci.hookUrl, secret: { $file: ci.hookSecretFile } },
      },
    },
    scaffolder: {
      defaultEnvironment: {
        parameters: {
          gitHost,
          gitUrl: gitUrl(platform),
          registry,
          nodeImage: nodeImage(platform),
          pythonImage: pythonImage(platform),
          javaImage: javaImage(platform),
          staticImage: staticImage(platform),
          serviceDomain: 'localhost',
          serviceUrlSuffix: `localhost:${addresses.ingress}`,
          // The stock action waits 20 seconds for a private one, in vain.
          repositoryVisibility: 'public',
        },
      },
    },
  };
}
