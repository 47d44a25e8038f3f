/** A service as its pages call it. */
export interface Service {
  readonly entityRef: string;
  readonly name: string;
}
