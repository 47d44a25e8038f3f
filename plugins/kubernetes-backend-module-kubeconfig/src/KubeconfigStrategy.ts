import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type {
  AuthenticationStrategy,
  AuthMetadata,
  ClusterDetails,
  KubernetesCredential,
} from '@backstage/plugin-kubernetes-node';
import { AUTH_PROVIDER } from './Connection';
import { missingCredential } from './credential';
import type { KubeconfigFile } from './KubeconfigFile';

/** Signs the portal in at a cluster of the kubeconfig as the user of its context. */
export class KubeconfigStrategy implements AuthenticationStrategy {
  readonly #file: KubeconfigFile;
  readonly #logger: LoggerService;

  constructor(file: KubeconfigFile, logger: LoggerService) {
    this.#file = file;
    this.#logger = logger;
  }

  async getCredential(cluster: ClusterDetails): Promise<KubernetesCredential> {
    try {
      const connection = (await this.#file.connections()).get(cluster.name);
      if (!connection?.describes(cluster)) {
        throw new Error('the kubeconfig has no such cluster now');
      }
      return await connection.credential();
    } catch (error) {
      const reason = isError(error) ? error.message : String(error);
      const message = `Cannot sign in at cluster ${cluster.name}: ${reason}`;
      this.#logger.warn(message);
      return missingCredential(message);
    }
  }

  validateCluster(): Error[] {
    return [
      new Error(
        `authProvider "${AUTH_PROVIDER}" is for clusters that pilothouse.kubeconfig names`,
      ),
    ];
  }

  presentAuthMetadata(): AuthMetadata {
    return {};
  }
}
