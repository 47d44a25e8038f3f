/**
 * A Kubernetes object as it stands on the wire. The models of `@kubernetes/client-node`
 * describe objects after its own parsing, where times are `Date`; in JSON they are text.
 */
export type Wire<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
  ? Wire<Item>[]
  : T extends object
  ? { [Key in keyof T]: Wire<T[Key]> }
  : T;
