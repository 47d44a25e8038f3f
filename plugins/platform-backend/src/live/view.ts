import type { KubeReader } from '@pilothouse/plugin-platform-node';
import type { CatalogReader } from '../catalog/CatalogReader';

/** What a view is made from. Both hold only what the person who looks may see. */
export interface ViewContext {
  readonly kube: KubeReader;
  readonly catalog: CatalogReader;
  /** Whether that is all there is; not unless told. */
  readonly seesAll?: boolean;
}

/**
 * A pure function of what is known: no clock, no request. What it reads is remembered, and
 * it is called again when something of that has changed.
 *
 * @throws NotFoundError for what does not exist, or may not be seen
 */
export type View<I, O> = (input: I, context: ViewContext) => O;
