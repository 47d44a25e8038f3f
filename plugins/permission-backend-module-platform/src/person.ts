/** The person who asks: their own reference, and those that they own things through. */
export interface Person {
  readonly userEntityRef: string;
  readonly ownershipEntityRefs: readonly string[];
  /**
   * Groups that they are in directly, as the catalog says; none where it does not answer.
   * Those above are found in `ownershipEntityRefs` only.
   */
  readonly directGroups: readonly string[];
}
