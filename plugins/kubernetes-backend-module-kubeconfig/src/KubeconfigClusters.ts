import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ClusterDetails,
  KubernetesClustersSupplier,
} from '@backstage/plugin-kubernetes-node';
import type { KubeconfigFile } from './KubeconfigFile';

type Options = Parameters<KubernetesClustersSupplier['getClusters']>[0];

/** The clusters that `kubernetes.clusterLocatorMethods` finds, and those of the kubeconfig. */
export class KubeconfigClusters implements KubernetesClustersSupplier {
  readonly #configured: KubernetesClustersSupplier;
  readonly #file: KubeconfigFile;
  readonly #logger: LoggerService;
  readonly #told = new Set<string>();

  constructor(
    configured: KubernetesClustersSupplier,
    file: KubeconfigFile,
    logger: LoggerService,
  ) {
    this.#configured = configured;
    this.#file = file;
    this.#logger = logger;
  }

  /** Of two clusters of one name, the configured one counts, as the stock proxy has it. */
  async getClusters(options: Options): Promise<ClusterDetails[]> {
    const [configured, connections] = await Promise.all([
      this.#configured.getClusters(options),
      this.#file.connections(),
    ]);
    const taken = new Set(configured.map(({ name }) => name));
    const own = [...connections.values()].map(({ details }) => details);
    own.filter(({ name }) => taken.has(name)).forEach(c => this.#warn(c.name));
    return [...configured, ...own.filter(({ name }) => !taken.has(name))];
  }

  #warn(name: string): void {
    if (this.#told.has(name)) return;
    this.#told.add(name);
    this.#logger.warn(
      `Context ${name} of the kubeconfig is not used: kubernetes.clusterLocatorMethods has a cluster of that name`,
    );
  }
}
