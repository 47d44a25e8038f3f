import type { KubeKindName } from '@pilothouse/plugin-platform-node';

/** What somebody may see of the clusters; it never changes, another takes its place. */
export interface Scope {
  /** The same for all who see the same, so that they can share what is made for them. */
  readonly key: string;
  /** Whether they see every object of every cluster. */
  readonly everything: boolean;
  /**
   * Whether objects of a namespace exist for them; without one, whether objects that
   * belong to no namespace do.
   *
   * @param kind - of these objects; what everybody sees who sees anything there unless told
   */
  sees(
    cluster: string,
    namespace: string | undefined,
    kind?: KubeKindName,
  ): boolean;
  /** The namespaces of a cluster that they see; undefined means all. */
  namespaces(cluster: string): readonly string[] | undefined;
  /** Why it is not known whether they see more of a cluster; undefined where it is known. */
  unsure(cluster: string): Unsure | undefined;
}

/** That a cluster could not be asked what somebody may see there. */
export interface Unsure {
  readonly because: string;
  /** When it was asked; ISO 8601. */
  readonly since: string;
}
