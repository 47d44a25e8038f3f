/** Who looks or acts, as the portal and as the clusters know them. */
export interface Viewer {
  /** Reference of their entity in the catalog. */
  readonly userEntityRef: string;
  /** References of the groups that they are in directly, not of those that contain these. */
  readonly groups: readonly string[];
  /** Who they are to a cluster: what is impersonated, and what RBAC is asked about. */
  readonly kubernetes: {
    readonly user: string;
    readonly groups: readonly string[];
  };
  /** Tenants that they belong to: values of the label `pilothouse.dev/tenant`. */
  readonly tenants: readonly string[];
  /** Platform engineers see everything. */
  readonly seesAll: boolean;
}
