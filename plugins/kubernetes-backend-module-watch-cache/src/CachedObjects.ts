import type {
  ClusterObjects,
  KubernetesRequestAuth,
  ObjectsByEntityResponse,
} from '@backstage/plugin-kubernetes-common';
import type {
  AuthenticationStrategy,
  ClusterDetails,
  CustomResource,
  CustomResourcesByEntity,
  KubernetesFetcher,
  KubernetesObjectsByEntity,
  KubernetesObjectsProvider,
  KubernetesServiceLocator,
  ObjectToFetch,
} from '@backstage/plugin-kubernetes-node';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { KubeService } from '@pilothouse/plugin-platform-backend';
import {
  parseLabelSelector,
  type ClusterReader,
  type KubeKinds,
  type Requirement,
} from '@pilothouse/plugin-platform-node';
import { answerFrom, type Answer } from './answer';
import { objectTypes, type ObjectTypes } from './object-types';
import type { PodMetricsCopy } from './PodMetricsCopy';
import { questionOf, type Question } from './question';
import { visibleOf } from './visible';

type Options = { credentials: BackstageCredentials };

/** What {@link CachedObjects} needs; most of it is the stock plugin's own. */
export interface CachedObjectsOptions {
  readonly kube: Pick<KubeService, 'reader' | 'isWatchable' | 'visibleTo'>;
  readonly metrics: Pick<PodMetricsCopy, 'of'>;
  readonly stock: KubernetesObjectsProvider;
  readonly serviceLocator: KubernetesServiceLocator;
  readonly fetcher: KubernetesFetcher;
  readonly authStrategy: Pick<AuthenticationStrategy, 'getCredential'>;
  readonly customResources: readonly CustomResource[];
  readonly objectTypesToFetch: readonly ObjectToFetch[];
}

/** One cluster of an answer. */
interface Asked {
  readonly details: ClusterDetails;
  readonly reader: ClusterReader;
}

/**
 * Answers the stock plugin from the watch cache, in the stock shape. What the cache cannot
 * know, the stock provider is asked for.
 */
export class CachedObjects implements KubernetesObjectsProvider {
  readonly #options: CachedObjectsOptions;
  readonly #types: ObjectTypes;

  constructor(options: CachedObjectsOptions) {
    this.#options = options;
    this.#types = objectTypes(options.objectTypesToFetch);
  }

  async getCustomResourcesByEntity(
    asked: CustomResourcesByEntity,
    options: Options,
  ): Promise<ObjectsByEntityResponse> {
    const { stock, kube } = this.#options;
    return visibleOf(
      await stock.getCustomResourcesByEntity(asked, options),
      await kube.visibleTo(options.credentials),
    );
  }

  async getKubernetesObjectsByEntity(
    asked: KubernetesObjectsByEntity,
    options: Options,
  ): Promise<ObjectsByEntityResponse> {
    const { stock, kube } = this.#options;
    const answer =
      (await this.#fromCache(asked, options)) ??
      (await stock.getKubernetesObjectsByEntity(asked, options));
    return visibleOf(answer, await kube.visibleTo(options.credentials));
  }

  /** @returns undefined when the cache does not know enough */
  async #fromCache(
    { entity, auth }: KubernetesObjectsByEntity,
    { credentials }: Options,
  ): Promise<ObjectsByEntityResponse | undefined> {
    const question = questionOf(entity);
    const selector = readSelector(question.labelSelector);
    const { clusters } = await this.#options.serviceLocator.getClustersByEntity(
      entity,
      {
        objectTypesToFetch: new Set(this.#options.objectTypesToFetch),
        customResources: [],
        credentials,
      },
    );
    const known = clusters.flatMap(details => this.#known(details));
    if (!selector || known.length < clusters.length) return undefined;
    const items = await Promise.all(
      known.map(one => this.#ofCluster(one, { question, selector, auth })),
    );
    return { items };
  }

  #known(details: ClusterDetails): Asked[] {
    const { reader: all, isWatchable } = this.#options.kube;
    const reader = all.cluster(details.name);
    const enough =
      reader?.knowledge().kind !== 'connecting' && isWatchable(details.name);
    return reader && enough ? [{ details, reader }] : [];
  }

  async #ofCluster(
    { details, reader }: Asked,
    {
      question,
      selector,
      auth,
    }: {
      question: Question;
      selector: readonly Requirement[];
      auth: KubernetesRequestAuth;
    },
  ): Promise<ClusterObjects> {
    const { namespace } = question;
    const cached = answerFrom(reader, this.#types, { selector, namespace });
    const pods = cached.responses.flatMap(({ type, resources }) =>
      type === 'pods' ? (resources as unknown as KubeKinds['pods'][]) : [],
    );
    const [fetched, usage] = await Promise.all([
      this.#fetch(details, question, auth),
      this.#usage(details, pods),
    ]);
    return {
      cluster: attributesOf(details),
      podMetrics: usage.podMetrics,
      resources: [...cached.responses, ...fetched.responses],
      errors: [...cached.errors, ...fetched.errors, ...usage.errors],
    };
  }

  /** What the cache does not hold: custom resources, and kinds that are not watched. */
  async #fetch(
    clusterDetails: ClusterDetails,
    { serviceId, labelSelector, namespace }: Question,
    auth: KubernetesRequestAuth,
  ): Promise<Answer> {
    const { authStrategy, fetcher, customResources } = this.#options;
    const custom = clusterDetails.customResources ?? customResources;
    if (custom.length === 0 && this.#types.fetched.size === 0) {
      return { responses: [], errors: [] };
    }
    try {
      return await fetcher.fetchObjectsForService({
        serviceId,
        clusterDetails,
        credential: await authStrategy.getCredential(clusterDetails, auth),
        objectTypesToFetch: new Set(this.#types.fetched),
        labelSelector,
        customResources: custom.map(one => ({
          ...one,
          objectType: 'customresources',
        })),
        namespace,
      });
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'FetchError') throw error;
      const { message } = error;
      return { responses: [], errors: [{ errorType: 'FETCH_ERROR', message }] };
    }
  }

  async #usage(
    { name, skipMetricsLookup }: ClusterDetails,
    pods: readonly KubeKinds['pods'][],
  ): Promise<Pick<ClusterObjects, 'errors' | 'podMetrics'>> {
    if (skipMetricsLookup) return { errors: [], podMetrics: [] };
    const spaces = new Set(pods.map(pod => pod.metadata?.namespace ?? ''));
    const found = await Promise.all(
      [...spaces].map(namespace =>
        this.#options.metrics.of(
          name,
          namespace,
          pods.filter(pod => pod.metadata?.namespace === namespace),
        ),
      ),
    );
    return {
      errors: found.flatMap(one => ('errorType' in one ? [one] : [])),
      podMetrics: found.flatMap(one => ('errorType' in one ? [] : [...one])),
    };
  }
}

/** The stock plugin leaves it to the API server to refuse a selector that is none. */
function readSelector(text: string): readonly Requirement[] | undefined {
  try {
    return parseLabelSelector(text);
  } catch {
    return undefined;
  }
}

function attributesOf({
  name,
  title,
  dashboardUrl,
  dashboardApp,
  dashboardParameters,
}: ClusterDetails): ClusterObjects['cluster'] {
  return {
    name,
    ...(title && { title }),
    ...(dashboardUrl && { dashboardUrl }),
    ...(dashboardApp && { dashboardApp }),
    ...(dashboardParameters && { dashboardParameters }),
  };
}
