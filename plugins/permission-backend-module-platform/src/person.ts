/** The person who asks: their own reference, and those that they own things through. */
export interface Person {
  readonly userEntityRef: string;
  readonly ownershipEntityRefs: readonly string[];
}
